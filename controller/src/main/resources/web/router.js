/** Address of the page with its query; a slash at the end means the same page. */
export function ownPath() {
  const path = location.pathname.length > 1 ? location.pathname.replace(/\/$/, '') : location.pathname;
  return path + location.search;
}

/** Goes to a page of ours without loading the document again. */
export function go(path, {replace = false} = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** Keeps a choice in the address, so that it can be passed on and survives a reload. Empty values are left out. */
export function keep(values) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) {
    value ? query.set(name, value) : query.delete(name);
  }
  history.replaceState(null, '', location.pathname + (query.size > 0 ? `?${query}` : ''));
}

/** Address of a path's page. */
export const pathAddress = (values) => `/path?${new URLSearchParams(values)}`;

/** Address of the page where a task is changed. */
export const editAddress = (task) => `/tasks/edit?${new URLSearchParams({task})}`;
