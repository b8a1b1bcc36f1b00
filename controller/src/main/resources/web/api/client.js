import {t} from '../text/language.js';

const BASE = '/api/v1/';

/** An answer that is not what was asked for. `errors` holds {field, message} where the controller named fields. */
export class Problem extends Error {
  constructor(message, status, errors = []) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

/** The controller did not answer at all, or only something in between did. */
export const isSilence = (error) =>
  error instanceof Problem && (error.status === 0 || (error.status >= 502 && error.status <= 504));

export function get(path, parameters = {}, signal = undefined) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined && value !== ''));
  return send(BASE + path + (query.size > 0 ? `?${query}` : ''), {signal});
}

/** An answer together with its ETag, by which a later change can say what it changes. */
export async function getTagged(path) {
  let tag;
  const body = await send(BASE + path, {}, (response) => { tag = response.headers.get('ETag') ?? undefined; });
  return {body, tag};
}

export function post(path, body = undefined, signal = undefined) {
  return write('POST', path, body, {signal});
}

/** @param tag ETag of what is changed; when it is another by now, the answer is a problem with status 412 */
export function put(path, body, {tag, signal} = {}) {
  return write('PUT', path, body, {tag, signal});
}

export function remove(path) {
  return send(BASE + path, {method: 'DELETE'});
}

/** A name as one step of a path. */
export const step = (name) => encodeURIComponent(name);

function write(method, path, body, {tag, signal}) {
  const headers = {...(body === undefined ? {} : {'Content-Type': 'application/json'}), ...(tag ? {'If-Match': tag} : {})};
  return send(BASE + path, {method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body)});
}

/** All items of a list that comes in pages; stops after `maxPages` so that a mistake cannot loop for ever. */
export async function getAll(path, parameters = {}, signal = undefined, maxPages = 20) {
  const items = [];
  let cursor;
  for (let page = 0; page < maxPages; page++) {
    const answer = await get(path, {...parameters, cursor}, signal);
    items.push(...answer.items);
    cursor = answer.next;
    if (!cursor) {
      break;
    }
  }
  return items;
}

async function send(url, options, look = () => {}) {
  let response;
  try {
    response = await fetch(url, {...options, headers: {Accept: 'application/json', ...options.headers}});
  } catch (cause) {
    if (cause.name === 'AbortError') {
      throw cause;
    }
    throw new Problem(t('problem.network'), 0);
  }
  look(response);
  if (response.status === 204) {
    return undefined;
  }
  const body = await response.json().catch(() => undefined);
  if (!response.ok || body === undefined) {
    const message = body?.detail ?? body?.title ?? t('problem.status', {status: response.status});
    throw new Problem(message, response.status, Array.isArray(body?.errors) ? body.errors : []);
  }
  return body;
}
