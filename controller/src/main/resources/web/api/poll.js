import {events} from './events.js';

const SLOWEST_MS = 30_000;
/** While the controller tells what happens, asking is for what it did not tell. */
const TOLD_MS = 10_000;
/** Events come in bursts; they are answered by one question in this time. */
const BURST_MS = 500;

/**
 * Asks again and again while its element is on the page and the tab is seen; keeps the last answer when one fails.
 * After a failure it waits twice as long each time, up to 30 s. Events that concern it make it ask at once, and then it asks
 * seldom of itself. A reactive controller of Lit.
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
  #concerns;
  #failures = 0;
  #timer;
  #abort;
  #asking = false;
  #askedAt = -Infinity;
  #told = false;
  #stopListening;
  #onVisibility = () => (document.hidden ? this.#stop() : this.now());

  /**
   * @param load takes an AbortSignal, gives a promise of the data
   * @param concerns takes the type of an event and its data, says whether it makes the last answer old; absent: none does
   */
  constructor(host, periodMs, load, concerns = undefined) {
    this.#host = host;
    this.#periodMs = periodMs;
    this.#load = load;
    this.#concerns = concerns;
    host.addController(this);
  }

  hostConnected() {
    document.addEventListener('visibilitychange', this.#onVisibility);
    if (this.#concerns) {
      this.#stopListening = events.listen((type, data) => this.#concerns(type, data) && this.#hear(), () => this.now());
    }
    this.now();
  }

  hostDisconnected() {
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#stopListening?.();
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
    this.#asking = true;
    this.#told = false;
    this.#askedAt = performance.now();
    try {
      this.#keep(await this.#load(abort.signal), abort);
    } catch (error) {
      this.#fail(error, abort);
    }
    if (!abort.signal.aborted) {
      this.#asking = false;
      this.#plan();
      this.#host.requestUpdate();
    }
  }

  /** Forgets the answer, because another question is asked from now on. */
  restart() {
    this.data = undefined;
    this.now();
  }

  #keep(data, {signal}) {
    if (!signal.aborted) {
      this.data = data;
      this.error = undefined;
      this.failedSince = undefined;
      this.#failures = 0;
    }
  }

  #fail(error, {signal}) {
    if (!signal.aborted) {
      this.error = error;
      this.failedSince ??= new Date();
      this.#failures++;
    }
  }

  /** An event while a question is on its way may be newer than the answer, but a question is never given up for one. */
  #hear() {
    if (!this.#told) {
      this.#told = true;
      this.#asking || this.#plan();
    }
  }

  #plan() {
    clearTimeout(this.#timer);
    const period = this.#period();
    const usual = this.#concerns && events.alive ? Math.max(period, TOLD_MS) : period;
    const wait = this.#told && this.#failures === 0
      ? Math.max(0, this.#askedAt + BURST_MS - performance.now())
      : Math.min(usual * 2 ** this.#failures, Math.max(SLOWEST_MS, period));
    this.nextAt = performance.now() + wait;
    this.#timer = setTimeout(() => this.now(), wait);
  }

  #period() {
    return typeof this.#periodMs === 'function' ? this.#periodMs() : this.#periodMs;
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#asking = false;
  }
}
