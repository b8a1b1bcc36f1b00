import {t} from '../text/language.js';
import {splitDuration} from '../format/time.js';

/** Faults that need no question to the controller, by field. The controller judges everything again. */
export function faultsOf(values) {
  const faults = {};
  if (values.name.trim() === '') {
    faults.name = t('form.missing');
  }
  if (values.members.length < 2) {
    faults.members = t('form.twoMembers');
  }
  if (!splitDuration(values.period)) {
    faults.period = t('form.notNumber');
  }
  if (values.start && values.end && values.end <= values.start) {
    faults.end = t('form.endBeforeStart');
  }
  for (const [name, value] of Object.entries(values.settings)) {
    // an event that carries undefined arrives with null
    if (value === undefined || value === null || Number.isNaN(value)) {
      faults[`settings.${name}`] = t('form.notNumber');
    }
  }
  return faults;
}

/** The task as the API takes it: what was left empty is left out, times without a zone are the browser's. */
export function specOf(values) {
  const {name, description, kind, members, family, start, end, period, settings} = values;
  return {
    name: name.trim(),
    description: description.trim() || undefined,
    kind,
    members,
    family,
    start: start ? new Date(start).toISOString() : undefined,
    end: end ? new Date(end).toISOString() : undefined,
    period,
    settings,
  };
}
