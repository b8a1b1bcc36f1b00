import {LitElement, html, nothing} from 'lit';
import {t, named} from '../text/language.js';
import {get} from '../api/client.js';
import {Poll} from '../api/poll.js';
import {dateTime, timeOfDay} from '../format/time.js';
import {isOf} from './panels.js';

const EVERY_MS = 10_000;
const LOOKS = {measured: 'good', failed: 'bad', missed: 'bad', unknown: 'poor', pending: 'idle', 'not-planned': 'idle'};

/** Why a path was measured or not, at a time or now, in one sentence. Sends `nm-now` to be asked about now again. */
class WhyLine extends LitElement {
  static properties = {path: {attribute: false}, at: {attribute: false}};
  #poll = new Poll(this, EVERY_MS, (signal) => this.#load(signal),
    (type, event) => (type === 'result' ? isOf(event, this.path) : event.task === this.path.task));

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    // the first question is asked by the poll itself
    if ((changed.has('path') && changed.get('path') !== undefined) || (changed.has('at') && this.hasUpdated)) {
      this.#poll.restart();
    }
  }

  render() {
    const {at} = this;
    return html`
      <section class="panel why-line" aria-live="polite">
        <h2>${t('why.title')}</h2>
        <span class="muted">${at === undefined ? t('why.now') : t('why.at', {time: dateTime(new Date(at))})}</span>
        ${this.#answer()}
        <span class="spring"></span>
        ${at === undefined ? html`<span class="muted hint">${t('why.hint')}</span>`
          : html`<button class="quiet" @click=${() => this.dispatchEvent(new CustomEvent('nm-now'))}>${t('why.toNow')}</button>`}
      </section>`;
  }

  #answer() {
    const {data, error} = this.#poll;
    if (!data) {
      return html`<span class="muted">${error ? t('why.noAnswer', {reason: error.message}) : t('loading')}</span>`;
    }
    return html`
      <span class="state ${LOOKS[data.state] ?? 'idle'}" data-why=${data.state}>${named(`why.${data.state}`, data.state)}</span>
      <span class="sentence">${data.reason}</span>
      ${data.nextAt ? html`<span class="muted">${t('why.next', {time: timeOfDay(new Date(data.nextAt))})}</span>` : nothing}`;
  }

  #load(signal) {
    const at = this.at === undefined ? undefined : new Date(this.at).toISOString();
    return get('why', {...this.path, at}, signal);
  }
}
customElements.define('nm-why-line', WhyLine);
