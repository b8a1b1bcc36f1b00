const SLOWEST_MS = 30_000;

/**
 * Asks again and again while its element is on the page and the tab is seen; keeps the last answer when one fails.
 * After a failure it waits twice as long each time, up to 30 s. A reactive controller of Lit.
 */
export class Poll {
  /** What `load` gave last. */
  data = undefined;
  /** What went wrong at the last try, undefined when it went well. */
  error = undefined;
  /** Since when nothing came, as Date. */
  failedSince = undefined;
  /** When the next try is due, in ms of performance.now(). */
  nextAt = 0;

  #host;
  #load;
  #periodMs;
  #failures = 0;
  #timer;
  #abort;
  #onVisibility = () => (document.hidden ? this.#stop() : this.now());

  /** @param load takes an AbortSignal, gives a promise of the data */
  constructor(host, periodMs, load) {
    this.#host = host;
    this.#periodMs = periodMs;
    this.#load = load;
    host.addController(this);
  }

  hostConnected() {
    document.addEventListener('visibilitychange', this.#onVisibility);
    this.now();
  }

  hostDisconnected() {
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#stop();
  }

  /** Asks at once; an answer that is still on its way is dropped, because it may be to an older question. */
  async now() {
    this.#stop();
    if (document.hidden) {
      return;
    }
    const abort = new AbortController();
    this.#abort = abort;
    try {
      const data = await this.#load(abort.signal);
      if (abort.signal.aborted) {
        return;
      }
      this.data = data;
      this.error = undefined;
      this.failedSince = undefined;
      this.#failures = 0;
    } catch (error) {
      if (abort.signal.aborted) {
        return;
      }
      this.error = error;
      this.failedSince ??= new Date();
      this.#failures++;
    }
    const wait = Math.min(this.#period() * 2 ** this.#failures, Math.max(SLOWEST_MS, this.#period()));
    this.nextAt = performance.now() + wait;
    this.#timer = setTimeout(() => this.now(), wait);
    this.#host.requestUpdate();
  }

  /** Forgets the answer, because another question is asked from now on. */
  restart() {
    this.data = undefined;
    this.now();
  }

  #period() {
    return typeof this.#periodMs === 'function' ? this.#periodMs() : this.#periodMs;
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }
}
