import {LitElement, html, nothing} from 'lit';
import {t} from '../text/language.js';
import {quantity} from '../format/quantity.js';

/** What the newest result with a value says beyond delays: order, copies, hops and class of service a way, packets and clocks. */
class ResultDetails extends LitElement {
  static properties = {result: {attribute: false}, path: {attribute: false}};

  createRenderRoot() {
    return this;
  }

  render() {
    const {result, path} = this;
    if (!result) {
      return nothing;
    }
    const own = result.source === path.source;
    const ways = [
      [`${path.source} → ${path.destination}`, own ? result.forward : result.backward],
      [`${path.destination} → ${path.source}`, own ? result.backward : result.forward],
    ];
    const columns = COLUMNS.filter(({field}) => ways.some(([, way]) => way?.[field] !== undefined));
    return html`
      <section class="panel details" aria-labelledby="details-title">
        <div class="panel-head"><h2 id="details-title">${t('details.title')}</h2></div>
        ${columns.length === 0 ? nothing : html`
          <div class="scroll"><table class="ways">
            <thead><tr><td></td>${columns.map(({name}) => html`<th scope="col">${t(`details.${name}`)}</th>`)}</tr></thead>
            <tbody>${ways.map(([name, way]) => html`
              <tr><th scope="row">${name}</th>${columns.map((column) => this.#cell(column, way ?? {}))}</tr>`)}</tbody>
          </table></div>`}
        <dl class="facts">${this.#facts().map(([name, text]) => html`<div><dt>${t(`details.${name}`)}</dt><dd>${text}</dd></div>`)}</dl>
      </section>`;
  }

  #cell({field, text, alarms}, way) {
    const value = way[field];
    return html`<td class=${alarms?.(way) ? 'alarming' : ''}>${value === undefined ? '–' : text(value, way, this.result)}</td>`;
  }

  /** Names and texts; what is not known is left out, and so is what went as it should. */
  #facts() {
    const {result} = this;
    return [
      ['packets', result.arrived === undefined ? t('details.packetsTwo', result) : t('details.packetsThree', result)],
      ['lateReplies', result.lateReplies || undefined],
      ['strays', result.strays || undefined],
      ['dropped', result.dropped || undefined],
      ['unstamped', result.unstamped || undefined],
      ['size', result.sizeBytes === undefined ? undefined : t('details.bytes', {count: result.sizeBytes})],
      ['authenticated', result.authenticated ? t('details.yes') : undefined],
      ['offset', this.#offset()],
      ['skew', this.#isOneClock() || result.clock?.skewPpm === undefined ? undefined : quantity(result.clock.skewPpm, 'ppm')],
      ['timer', result.timerErrorNs === undefined ? undefined : this.#timer()],
    ].filter(([, text]) => text !== undefined);
  }

  #offset() {
    const {clock, source, destination, roundTrip} = this.result;
    if (clock?.offsetNs === undefined || this.#isOneClock()) {
      return undefined;
    }
    const ahead = clock.offsetNs >= 0;
    return t('details.ahead', {
      node: ahead ? destination : source,
      other: ahead ? source : destination,
      offset: quantity(Math.abs(clock.offsetNs), 'ns'),
      // the truth is never farther from the estimate than half the smallest round trip
      error: quantity(roundTrip?.delay?.minNs === undefined ? undefined : roundTrip.delay.minNs / 2, 'ns'),
    });
  }

  #isOneClock() {
    const {clock} = this.result;
    return clock?.synchronized && clock.maxErrorNs === 0;
  }

  #timer() {
    const {timerErrorNs, timerErrorP99Ns} = this.result;
    const median = quantity(timerErrorNs, 'ns');
    return timerErrorP99Ns === undefined ? median : t('details.timerText', {median, p99: quantity(timerErrorP99Ns, 'ns')});
  }
}

const COLUMNS = [
  {name: 'longestLossRun', field: 'longestLossRun', text: String, alarms: ({longestLossRun}) => longestLossRun > 0},
  {name: 'reordered', field: 'reordered', text: String, alarms: ({reordered}) => reordered > 0},
  {name: 'duplicated', field: 'duplicated', text: String, alarms: ({duplicated}) => duplicated > 0},
  {
    name: 'hops',
    field: 'hops',
    text: (hops, {hopChanges}) => (hopChanges > 0 ? t('details.changed', {value: hops, count: hopChanges}) : String(hops)),
    alarms: ({hopChanges}) => hopChanges > 0,
  },
  {
    name: 'dscp',
    field: 'dscp',
    text: (seen, {dscpChanged}, {dscp}) => (dscpChanged > 0 ? t('details.dscpChanged', {seen, sent: dscp}) : String(seen)),
    alarms: ({dscpChanged}) => dscpChanged > 0,
  },
];
customElements.define('nm-result-details', ResultDetails);
