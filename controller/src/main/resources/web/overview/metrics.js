import {named} from '../text/language.js';

/**
 * The metrics of a probe type with their titles in the page's language. One that only says where the interval of another
 * ends is marked as an `end`.
 */
export function metricsOf(types, kind) {
  const metrics = types.find((candidate) => candidate.name === kind)?.metrics ?? [];
  const ends = new Set(metrics.flatMap(({low, high}) => [low, high]).filter(Boolean));
  return metrics.map((metric) => ({...metric, title: named(`metric.${metric.name}`, metric.title), end: ends.has(metric.name)}));
}
