const TYPES = ['task', 'node', 'result'];
/** A stream that the controller refused, rather than the network lost, is not tried again by the browser. */
const AGAIN_MS = 20_000;

/**
 * What happens at the controller, told as it happens: one stream for all elements of the document. It is open while somebody
 * listens and the tab is seen, because browsers allow six connections to one host over all their tabs.
 */
class EventStream {
  /** Whether events arrive; while they do not, whoever needs to know has to ask. */
  alive = false;

  #source;
  #listeners = new Set();
  #timer;

  constructor() {
    document.addEventListener('visibilitychange', () => (document.hidden ? this.#close() : this.#open()));
    addEventListener('pagehide', () => this.#close());
    addEventListener('pageshow', () => this.#open());
  }

  /**
   * @param onEvent takes the type of an event and its data
   * @param onBreak is called when the stream breaks
   * @returns a function that ends it
   */
  listen(onEvent, onBreak = () => {}) {
    const listener = {onEvent, onBreak};
    this.#listeners.add(listener);
    this.#open();
    return () => {
      this.#listeners.delete(listener);
      // the next page listens at once; its stream need not be opened anew
      setTimeout(() => this.#listeners.size === 0 && this.#close());
    };
  }

  #open() {
    if (this.#source || document.hidden || this.#listeners.size === 0) {
      return;
    }
    clearTimeout(this.#timer);
    const source = new EventSource(`/api/v1/events?types=${TYPES}`);
    this.#source = source;
    source.onopen = () => { this.alive = true; };
    source.onerror = () => this.#fail(source);
    for (const type of TYPES) {
      source.addEventListener(type, (event) => this.#tell(type, event.data));
    }
  }

  #tell(type, text) {
    const data = JSON.parse(text);
    [...this.#listeners].forEach(({onEvent}) => onEvent(type, data));
  }

  #fail(source) {
    const broke = this.alive;
    this.alive = false;
    if (source.readyState === EventSource.CLOSED) {
      this.#source = undefined;
      this.#timer = setTimeout(() => this.#open(), AGAIN_MS);
    }
    if (broke) {
      [...this.#listeners].forEach(({onBreak}) => onBreak());
    }
  }

  #close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
    this.alive = false;
  }
}

export const events = new EventStream();
