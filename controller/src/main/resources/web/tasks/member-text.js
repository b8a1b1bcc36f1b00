/**
 * What a typed member means, as the controller reads it:
 * `bj` a node · `site=bj,role=edge` the nodes with these labels · `*` every node · `stamp:HOST[:PORT]` a host without an agent ·
 * `perftrace:HOST` likewise, with the prototype's server · `legacy:HOST` a node of the prototype.
 */
export function sortOf(text) {
  if (text === '*' || text.includes('=')) {
    return 'selector';
  }
  if (text.startsWith('legacy:')) {
    return 'oldNode';
  }
  return text.includes(':') ? 'host' : 'node';
}

/** A member where there is little room: a host without what it speaks. */
export const shortName = (text) => text.replace(/^[a-z][a-z0-9]*:/, '');

/** How hosts can be written that have no agent of ours, for a probe type that speaks these protocols. */
export const schemesOf = (foreign = []) => foreign.includes('perftrace') ? [...foreign, 'legacy'] : foreign;

/** Whether a text can be a member at all; what it names is judged by the controller. */
export function isMember(text, nodes) {
  switch (sortOf(text)) {
    case 'selector': return text === '*' || text.split(',').every((part) => /^\s*[a-z][a-z0-9._-]*\s*=\s*[^\s=,]+\s*$/.test(part));
    case 'oldNode':
    case 'host': return /^[a-z][a-z0-9]*:(\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(:\d{1,5})?$/.test(text);
    default: return nodes.some(({name}) => name === text);
  }
}

/** Nodes that a selector chooses now. */
export function selectedBy(text, nodes) {
  if (text === '*') {
    return nodes;
  }
  const wanted = text.split(',').map((part) => part.split('=').map((side) => side.trim()));
  return nodes.filter(({labels}) => wanted.every(([label, value]) => labels?.[label] === value));
}

/** Every label that some node has, as a selector with the number of its nodes; most nodes first. */
export function selectorsOf(nodes) {
  const counts = new Map([['*', nodes.length]]);
  for (const {labels} of nodes) {
    for (const [label, value] of Object.entries(labels ?? {})) {
      const text = `${label}=${value}`;
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  return [...counts].map(([text, count]) => ({text, count})).sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
}
