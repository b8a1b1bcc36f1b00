const two = (number) => String(number).padStart(2, '0');

/** An instant as an input of date and time takes it, in the browser's zone; seconds only where there are some. */
export function localText(instant) {
  if (!instant) {
    return '';
  }
  const date = new Date(instant);
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const seconds = date.getSeconds() > 0 ? `:${two(date.getSeconds())}` : '';
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}${seconds}`;
}

/**
 * The instant of such a text, in UTC. One that still reads as the instant that was there before is that instant: inputs know no
 * parts of seconds, and a task that is sent as it was must not differ.
 */
export function instantOf(text, before) {
  if (!text) {
    return undefined;
  }
  return before && localText(before) === text ? before : new Date(text).toISOString();
}
