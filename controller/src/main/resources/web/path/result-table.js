import {LitElement, html, nothing} from 'lit';
import {t, named} from '../text/language.js';
import {get} from '../api/client.js';
import {Poll} from '../api/poll.js';
import {above, quantity, range} from '../format/quantity.js';
import {dateTime, moment} from '../format/time.js';
import {isOf} from './panels.js';
import './result-details.js';

const EVERY_MS = 5_000;
const PAGE = 20;
/** How outcomes look: values to rely on, values to doubt, and no value though nothing is wrong. All others are bad. */
const LOOKS = {measured: 'good', above: 'good', unstable: 'poor', 'host-limited': 'poor', busy: 'idle'};

/** The newest results of a path with what the chart cannot show: outcome, reason, stamps and clock of each. */
class ResultTable extends LitElement {
  static properties = {path: {attribute: false}, metrics: {attribute: false}, older: {state: true}};
  #newest = new Poll(this, EVERY_MS, (signal) => get('results', {...this.path, limit: PAGE}, signal),
    (type, event) => type === 'result' && isOf(event, this.path));

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
    const columns = this.#columns(results);
    return html`
      <div class="scroll"><table class="list results">
        <thead><tr>
          <th scope="col">${t('results.time')}</th><th scope="col">${t('results.outcome')}</th>
          ${columns.map(({title, number}) => html`<th scope="col" class=${number ? 'number' : ''}>${title}</th>`)}
          <th scope="col">${t('results.reason')}</th>
        </tr></thead>
        <tbody>${results.map((result) => this.#row(result, columns))}</tbody>
      </table></div>`;
  }

  /** Rates where there are some, by their descriptions, else delays. */
  #columns(results) {
    const rates = (this.metrics ?? []).filter(({unit, end}) => unit === 'bps' && !end)
      .filter((metric) => results.some((result) => this.#rate(result, metric) !== nothing));
    const stamps = {title: t('results.stamps'), text: (result) => named(`stamps.${result.stamps}`, result.stamps ?? '–')};
    return rates.length === 0 ? [...this.#delays(), stamps, {title: t('results.clock'), text: (result) => this.#clock(result.clock)}]
      : [...rates.map((metric) => ({title: metric.title, number: true, text: (result) => this.#rate(result, metric)})), stamps];
  }

  #delays() {
    const {source, destination} = this.path;
    // one measurement serves both ways: seen from here, the other end's forward is our backward
    const own = (result) => result.source === source;
    return [
      {title: t('results.rtt'), text: (result) => quantity(result.roundTrip?.delay?.p50Ns, 'ns')},
      {title: `${source} → ${destination}`, text: (result) => this.#way(own(result) ? result.forward : result.backward)},
      {title: `${destination} → ${source}`, text: (result) => this.#way(own(result) ? result.backward : result.forward)},
      {title: t('results.jitter'), text: (result) => quantity(result.roundTrip?.jitterNs, 'ns')},
    ].map((column) => ({...column, number: true}));
  }

  #rate(result, {value, unit, low, high}) {
    const at = (field) => field?.split('.').reduce((inner, key) => inner?.[key], result);
    const end = (name) => at(this.metrics.find((metric) => metric.name === name)?.value);
    const [own, from, to] = [at(value), end(low), end(high)];
    if (own === undefined) {
      return from === undefined ? nothing : above(from, unit);
    }
    return from === undefined || to === undefined ? quantity(own, unit)
      : html`<small class="interval">${range(from, to, unit)}</small> ${quantity(own, unit)}`;
  }

  #row(result, columns) {
    const started = new Date(result.startedAt);
    return html`
      <tr>
        <td title=${dateTime(started)}>${moment(started)}</td>
        <td><span class="state ${LOOKS[result.outcome] ?? 'bad'}">${named(`outcome.${result.outcome}`, result.outcome)}</span></td>
        ${columns.map(({number, text}) => html`<td class=${number ? 'number' : ''}>${text(result)}</td>`)}
        <td>${result.reason ?? ''} ${['late', 'overlapsTrain'].filter((flag) => result[flag])
          .map((flag) => html`<span class="flag">${t(`results.${flag}`)}</span>`)}</td>
      </tr>`;
  }

  #way(way) {
    return html`${way?.loss > 0
      ? html`<small class="alarming">${t('mesh.loss', {value: quantity(way.loss, 'ratio')})}</small> ` : nothing}${quantity(way?.delay?.p50Ns, 'ns')}`;
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
