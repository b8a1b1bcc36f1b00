import {t, named} from '../text/language.js';

/** Of a task, what a person writes; the rest of its JSON is its state. */
const FIELDS = ['title', 'description', 'kind', 'members', 'topology', 'hub', 'pairs', 'family', 'start', 'end', 'period'];
/** Labels of the form by field; what has none there is named by the field itself. */
const LABELS = {title: 'form.titleOf', description: 'form.description', kind: 'form.type', members: 'form.members',
  topology: 'form.topology', hub: 'form.hub', pairs: 'form.pairs', family: 'form.family', start: 'form.start', end: 'form.end',
  period: 'form.period', name: 'form.name'};

/** What differs between two revisions of a task, as {field, before, after}. */
export function changesBetween(before, after) {
  const settings = [...new Set([...Object.keys(before.settings ?? {}), ...Object.keys(after.settings ?? {})])].map((name) => `settings.${name}`);
  const value = (spec, field) => (field.startsWith('settings.') ? spec.settings?.[field.slice(9)] : spec[field]);
  return [...FIELDS, ...settings]
    .map((field) => ({field, before: value(before, field), after: value(after, field)}))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

/** The label of a field of a task. */
export function labelOf(field) {
  if (field.startsWith('settings.')) {
    return named(`setting.${field.slice(9)}`, field.slice(9));
  }
  return field in LABELS ? t(LABELS[field]) : field;
}

/** `Measurement period: 1m → 30s` */
export function inWords({field, before, after}) {
  return t('history.difference', {field: labelOf(field), before: text(before), after: text(after)});
}

function text(value) {
  if (value === undefined || value === null || value === '' || value.length === 0) {
    return t('history.unset');
  }
  return Array.isArray(value) ? value.map((one) => (Array.isArray(one) ? one.join('–') : one)).join(', ')
    : typeof value === 'object' ? JSON.stringify(value) : String(value);
}
