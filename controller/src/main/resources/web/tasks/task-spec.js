import {t} from '../text/language.js';
import {splitDuration} from '../format/time.js';
import {instantOf, localText} from './local-time.js';
import {sortOf} from './member-text.js';

/** What the form starts with. */
export const EMPTY = {
  name: '', title: '', description: '', kind: '', family: 'ipv4', topology: 'mesh', members: [], hub: '', pairs: [],
  start: '', end: '', period: '1m', settings: {},
};

/** What the form shows of a task that is there. */
export function valuesOf(task) {
  const pairs = task.pairs ?? [];
  return {
    ...EMPTY, ...task,
    title: task.title ?? '', description: task.description ?? '', hub: task.hub ?? '', pairs,
    // the form chooses hub and pairs among the members
    members: [...new Set([...task.members, ...(task.hub ? [task.hub] : []), ...pairs.flat()])],
    start: localText(task.start), end: localText(task.end), settings: {...task.settings},
    before: task,
  };
}

/** Members that name one node or host: hubs and ends of pairs. */
export const single = (members) => members.filter((member) => sortOf(member) !== 'selector');

/** Pairs whose ends are still members. */
export const pairsAmong = ({pairs, members}) => pairs.filter((pair) => pair.every((end) => members.includes(end)));

/** Faults that need no question to the controller, by field. The controller judges everything again. */
export function faultsOf(values) {
  const faults = {...faultsOfMembers(values)};
  if (values.name.trim() === '') {
    faults.name = t('form.missing');
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

function faultsOfMembers(values) {
  const {topology, members, hub} = values;
  if (members.length < 2 && single(members).length === members.length && !(topology === 'pairs' && members.length > 0)) {
    return {members: t('form.twoMembers')};
  }
  if (topology === 'hub' && !members.includes(hub)) {
    return {hub: t('form.hubMissing')};
  }
  return topology === 'pairs' && pairsAmong(values).length === 0 ? {pairs: t('form.pairsMissing')} : {};
}

/** The task as the API takes it: what was left empty is left out, times without a zone are the browser's. */
export function specOf(values) {
  const {name, title, description, kind, topology, family, start, end, period, settings, before} = values;
  return {
    name: name.trim(),
    title: title.trim() || undefined,
    description: description.trim() || undefined,
    kind,
    members: membersOf(values),
    topology,
    hub: topology === 'hub' ? values.hub : undefined,
    pairs: topology === 'pairs' ? pairsAmong(values) : [],
    family,
    start: instantOf(start, before?.start),
    end: instantOf(end, before?.end),
    period,
    settings,
    listedAs: listedAmong(values),
  };
}

/** How old interfaces call members, of those that still are. */
function listedAmong({members, before}) {
  const listed = Object.entries(before?.listedAs ?? {}).filter(([member]) => members.includes(member));
  return listed.length > 0 ? Object.fromEntries(listed) : undefined;
}

/** Hub and pairs say themselves who takes part; where they still say the same, the members stay as they were written. */
function membersOf({topology, members, hub, before}) {
  const was = before && valuesOf(before).members;
  if (was && was.length === members.length && members.every((member) => was.includes(member)) && topology === before.topology) {
    return before.members;
  }
  return topology === 'hub' ? members.filter((member) => member !== hub) : members;
}
