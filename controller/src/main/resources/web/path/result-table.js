import {LitElement, html, nothing} from 'lit';
import {t, named} from '../text/language.js';
import {get} from '../api/client.js';
import {Poll} from '../api/poll.js';
import {quantity} from '../format/quantity.js';
import {dateTime, moment} from '../format/time.js';
import './result-details.js';

const EVERY_MS = 5_000;
const PAGE = 20;

/** The newest results of a path with what the chart cannot show: outcome, reason, stamps and clock of each. */
class ResultTable extends LitElement {
  static properties = {path: {attribute: false}, older: {state: true}};
  #newest = new Poll(this, EVERY_MS, (signal) => get('results', {...this.path, limit: PAGE}, signal));

  constructor() {
    super();
    this.older = {items: [], next: undefined};
  }

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has('path') && changed.get('path') !== undefined) {
      this.older = {items: [], next: undefined};
      this.#newest.restart();
    }
  }

  render() {
    const page = this.#newest.data;
    const results = this.#joined(page?.items ?? []);
    const next = this.older.items.length > 0 ? this.older.next : page?.next;
    return html`
      <nm-result-details .path=${this.path} .result=${results.find((result) => result.roundTrip?.delay)}></nm-result-details>
      <section class="panel" aria-labelledby="results-title">
        <div class="panel-head"><h2 id="results-title">${t('results.title')}</h2></div>
        ${page === undefined ? html`<p class="loading">${t('loading')}</p>`
          : results.length === 0 ? html`<p class="loading">${t('results.empty')}</p>` : this.#table(results)}
        ${next ? html`<p class="more"><button @click=${() => this.#loadOlder(next)}>${t('results.older')}</button></p>` : nothing}
      </section>`;
  }

  /** New results push the first page on, so that it overlaps what was loaded below it. */
  #joined(newest) {
    const oldest = newest.at(-1)?.startedAt;
    return [...newest, ...this.older.items.filter((result) => oldest === undefined || result.startedAt < oldest)];
  }

  async #loadOlder(cursor) {
    try {
      const page = await get('results', {...this.path, limit: PAGE, cursor});
      const before = this.older.items.length > 0 ? this.older.items : this.#newest.data.items;
      this.older = {items: [...before, ...page.items], next: page.next};
    } catch {
      this.#newest.now();
    }
  }

  #table(results) {
    const {source, destination} = this.path;
    return html`
      <div class="scroll"><table class="list results">
        <thead><tr>
          <th scope="col">${t('results.time')}</th><th scope="col">${t('results.outcome')}</th>
          <th scope="col" class="number">${t('results.rtt')}</th>
          <th scope="col" class="number">${source} → ${destination}</th><th scope="col" class="number">${destination} → ${source}</th>
          <th scope="col" class="number">${t('results.jitter')}</th>
          <th scope="col">${t('results.stamps')}</th><th scope="col">${t('results.clock')}</th><th scope="col">${t('results.reason')}</th>
        </tr></thead>
        <tbody>${results.map((result) => this.#row(result))}</tbody>
      </table></div>`;
  }

  #row(result) {
    const started = new Date(result.startedAt);
    // one measurement serves both ways: seen from here, the other end's forward is our backward
    const own = result.source === this.path.source;
    const good = result.outcome === 'measured';
    return html`
      <tr>
        <td title=${dateTime(started)}>${moment(started)}</td>
        <td><span class="state ${good ? 'good' : 'bad'}">${named(`outcome.${result.outcome}`, result.outcome)}</span></td>
        <td class="number">${quantity(result.roundTrip?.delay?.p50Ns, 'ns')}</td>
        ${this.#way(own ? result.forward : result.backward)}
        ${this.#way(own ? result.backward : result.forward)}
        <td class="number">${quantity(result.roundTrip?.jitterNs, 'ns')}</td>
        <td>${named(`stamps.${result.stamps}`, result.stamps ?? '–')}</td>
        <td>${this.#clock(result.clock)}</td>
        <td>${result.reason ?? ''} ${['late', 'overlapsTrain'].filter((flag) => result[flag])
          .map((flag) => html`<span class="flag">${t(`results.${flag}`)}</span>`)}</td>
      </tr>`;
  }

  #way(way) {
    return html`<td class="number">${way?.loss > 0
      ? html`<small class="alarming">${t('mesh.loss', {value: quantity(way.loss, 'ratio')})}</small> ` : nothing}${quantity(way?.delay?.p50Ns, 'ns')}</td>`;
  }

  #clock(clock) {
    if (!clock) {
      return '–';
    }
    return clock.synchronized ? t('results.clockGood', {error: quantity(clock.maxErrorNs, 'ns')})
      : html`<span class="warning">${t('results.clockBad')}</span>`;
  }
}
customElements.define('nm-result-table', ResultTable);
