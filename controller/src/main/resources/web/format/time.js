import {locale, language} from '../text/language.js';

/** The browser's zone as people write it: `Asia/Shanghai (GMT+8)`. */
export const zone = (() => {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const offset = new Intl.DateTimeFormat('en', {timeZoneName: 'shortOffset'})
    .formatToParts(new Date()).find((part) => part.type === 'timeZoneName')?.value;
  return !offset || offset === name ? name : `${name} (${offset})`;
})();

const clock = new Intl.DateTimeFormat(locale, {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'});
const full = new Intl.DateTimeFormat(locale, {
  year: 'numeric', month: '2-digit', day: '2-digit',
  hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'});

/** Time of day in the browser's zone. */
export const timeOfDay = (date) => clock.format(date);

/** Date and time in the browser's zone. */
export const dateTime = (date) => full.format(date);

/** Time of day with milliseconds when it is today, else with the date. */
export function moment(date) {
  const today = new Date().toDateString() === date.toDateString();
  return today ? `${timeOfDay(date)}.${String(date.getMilliseconds()).padStart(3, '0')}` : dateTime(date);
}

const UNITS = [[86_400, 'day'], [3_600, 'hour'], [60, 'minute'], [1, 'second']];

/** A span in the words of the language, in one unit: `12 sec`, `3 mins`; less than a second counts as one. */
export function span(ms) {
  const seconds = Math.max(1, ms / 1000);
  const [factor, unit] = UNITS.find(([one]) => seconds >= one) ?? UNITS.at(-1);
  return new Intl.NumberFormat(locale, {
    style: 'unit', unit, unitDisplay: language === 'zh' ? 'long' : 'short', maximumFractionDigits: 0,
  }).format(Math.floor(seconds / factor));
}

const NS = {ns: 1, us: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9, d: 86400e9};

/** Splits a duration of the API, `20ms`, into its number and unit; undefined for any other text. */
export function splitDuration(text) {
  const match = /^(\d+)(ns|us|ms|s|m|h|d)$/.exec(text ?? '');
  return match ? {number: Number(match[1]), unit: match[2]} : undefined;
}

/** Nanoseconds of a duration of the API. */
export function durationNs(text) {
  const duration = splitDuration(text);
  return duration && duration.number * NS[duration.unit];
}
