import {locale} from '../text/language.js';
import {durationNs} from '../format/time.js';

/**
 * Periods of measurements that need a node for themselves: each divides the next, so that two which do not meet within one period
 * never do. The same as the controller's.
 */
export const LADDER = ['30s', '1m', '5m', '15m', '30m', '1h', '2h', '6h', '12h', '1d'];

/** The rung at or above a period, the longest for what is longer or no period. */
export function rungFor(period) {
  const ns = durationNs(period) ?? Infinity;
  return LADDER.find((rung) => durationNs(rung) >= ns) ?? LADDER.at(-1);
}

const UNITS = {s: 'second', m: 'minute', h: 'hour', d: 'day'};

/** A rung in words: `30 seconds`. */
export function rungWords(rung) {
  return new Intl.NumberFormat(locale, {style: 'unit', unit: UNITS[rung.at(-1)], unitDisplay: 'long'}).format(Number.parseInt(rung, 10));
}
