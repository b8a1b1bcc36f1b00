import {locale} from '../text/language.js';

const DURATIONS = [[1e9, 's'], [1e6, 'ms'], [1e3, 'µs'], [1, 'ns']];
const RATES = [[1e9, 'Gbit/s'], [1e6, 'Mbit/s'], [1e3, 'kbit/s'], [1, 'bit/s']];
const SIZES = [[1e9, 'GB'], [1e6, 'MB'], [1e3, 'kB'], [1, 'B']];
const digits = new Map();

/** Three digits that count, never an exponent; the decimal mark is the language's. */
function short(value, decimals) {
  if (!digits.has(decimals)) {
    digits.set(decimals, new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: false}));
  }
  return digits.get(decimals).format(value);
}

function scaled(value, units) {
  const size = Math.abs(value);
  // 999.6 µs is 1.00 ms, not 1000 µs
  const [factor, unit] = units.find(([one]) => size >= one * 0.9995) ?? units.at(-1);
  const number = value / factor;
  const decimals = factor === 1 || Math.abs(number) >= 99.95 ? 0 : Math.abs(number) >= 9.995 ? 1 : 2;
  return [short(number, decimals), unit];
}

function ratio(value) {
  const percent = value * 100;
  const decimals = percent === 0 || percent >= 99.95 ? 0 : percent >= 9.95 ? 1 : percent >= 0.095 ? 1 : 2;
  return [short(percent, decimals), '%'];
}

/** A number and its unit apart, so that the unit can be set smaller. Unknown units are shown as they are. */
export function parts(value, unit) {
  switch (unit) {
    case 'ns': return scaled(value, DURATIONS);
    case 'bps': return scaled(value, RATES);
    case 'B': return scaled(value, SIZES);
    case 'ratio': return ratio(value);
    default: return [short(value, Number.isInteger(value) ? 0 : 2), unit];
  }
}

/** A number with its unit: `1.24 ms`, `0.5 %`, `94.2 Mbit/s`. */
export function quantity(value, unit) {
  return value === undefined || value === null ? '–' : parts(value, unit).join('\u202f');
}

/** Two ends with their unit, which is said once where it is the same: `93.1–95.2 Mbit/s`. */
export function range(low, high, unit) {
  const [lowNumber, lowUnit] = parts(low, unit);
  const [highNumber, highUnit] = parts(high, unit);
  return `${lowUnit === highUnit ? lowNumber : `${lowNumber}\u202f${lowUnit}`}–${highNumber}\u202f${highUnit}`;
}

/** A value that is known to be larger: `> 93.1 Mbit/s`. */
export function above(value, unit) {
  return `>\u202f${quantity(value, unit)}`;
}

/** The same without zeros at the end, for scales: `2 ms`, not `2.00 ms`. */
export function round(value, unit) {
  if (value === 0 && unit !== 'ratio') {
    return '0';
  }
  const [number, word] = parts(value, unit);
  return `${number.replace(/([.,]\d*?)0+$/, '$1').replace(/[.,]$/, '')}\u202f${word}`;
}
