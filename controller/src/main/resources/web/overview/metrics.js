import {named} from '../text/language.js';

/** The metrics of a probe type with their titles in the page's language. */
export function metricsOf(types, kind) {
  const type = types.find((candidate) => candidate.name === kind);
  return (type?.metrics ?? []).map((metric) => ({...metric, title: named(`metric.${metric.name}`, metric.title)}));
}
