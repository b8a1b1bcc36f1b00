import {t} from '../text/language.js';

/** Panels of the chart from top to bottom, with their share of its height. */
export const PANELS = [
  {name: 'delay', share: 5, shape: 'band'},
  {name: 'rate', share: 5, shape: 'line'},
  {name: 'jitter', share: 2.2, shape: 'line'},
  {name: 'loss', share: 2, shape: 'bar'},
];

/** The panel in which a metric of any probe type belongs, by what it counts. */
export function panelOf(metric) {
  if (metric.unit === 'ratio') {
    return 'loss';
  }
  if (metric.unit === 'bps') {
    return 'rate';
  }
  return metric.name.startsWith('jitter') ? 'jitter' : 'delay';
}

/** The way of a metric in words of the path: `sh → bj`. */
export function wayOf(metric, {source, destination}) {
  switch (metric.direction) {
    case 'forward': return `${source} → ${destination}`;
    case 'backward': return `${destination} → ${source}`;
    default: return t('direction.roundTrip');
  }
}

/** Loss is drawn per way; the round trip's would only repeat it, unless nothing else is known. */
export function drawn(metrics, points) {
  const known = metrics.filter((metric) => points.get(metric.name)?.length > 0);
  const perWay = known.some((metric) => panelOf(metric) === 'loss' && metric.direction !== 'roundTrip');
  return known.filter((metric) => panelOf(metric) !== 'loss' || metric.direction !== 'roundTrip' || !perWay);
}

/** Whether a result is of a path, whichever way it was measured. */
export const isOf = ({task, source, destination, family}, path) => task === path.task && family === path.family
  && [source, destination].every((end) => end === path.source || end === path.destination);
