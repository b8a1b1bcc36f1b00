import {LitElement, html, nothing} from 'lit';
import {t, named} from '../text/language.js';
import {getAll} from '../api/client.js';
import {Poll} from '../api/poll.js';
import {durationNs} from '../format/time.js';
import {keep, pathAddress} from '../router.js';
import {metricsOf} from '../overview/metrics.js';
import {PathSeries} from './path-series.js';
import {drawable, within} from './series-points.js';
import {drawn, isOf} from './panels.js';
import '../silence-banner.js';
import './path-chart.js';
import './way-table.js';
import './result-table.js';
import './why-line.js';

const MINUTE = 60_000;
const RANGES = {'15m': 15 * MINUTE, '1h': 60 * MINUTE, '6h': 360 * MINUTE, '1d': 1440 * MINUTE, '7d': 7 * 1440 * MINUTE, '30d': 30 * 1440 * MINUTE};
const LEVEL_MS = {'5m': 5 * MINUTE, '1h': 60 * MINUTE};

/** One path over time, why it was measured or not, and its newest results. The address says which: /path?task=&source=&destination=&family=&range= */
class PathPage extends LitElement {
  static properties = {address: {attribute: false}, range: {state: true}, hiddenWays: {state: true}, asked: {state: true}};
  #path;
  #about;
  #series;
  #poll;

  constructor() {
    super();
    this.hiddenWays = new Set();
  }

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (!changed.has('address')) {
      return;
    }
    const query = new URLSearchParams(location.search);
    const value = (name) => query.get(name) ?? undefined;
    this.range = query.get('range') in RANGES ? query.get('range') : '15m';
    this.#path = {task: value('task'), source: value('source'), destination: value('destination'), family: value('family') ?? 'ipv4'};
    this.#series = undefined;
    this.asked = undefined;
    if (this.#path.task && this.#path.source && this.#path.destination) {
      this.#poll ? this.#poll.restart() : this.#poll = new Poll(this, () => (this.#isLive() ? 5_000 : 60_000),
        (signal) => this.#load(signal), (type, event) => type === 'result' && this.#isLive() && isOf(event, this.#path));
    }
  }

  render() {
    const {task, source, destination, family} = this.#path;
    if (!this.#poll) {
      return html`<section class="empty lonely"><p>${t('path.noTask')}</p><a class="button primary" href="/">${t('notFound.back')}</a></section>`;
    }
    const data = this.#poll.data;
    return html`
      <div class="page-head">
        <h1>${source} → ${destination}</h1>
        <span class="fact quiet-fact">${t('path.task')} <a href=${`/?${new URLSearchParams({task})}`}>${task}</a> · ${family}</span>
        <a class="button" href=${pathAddress({task, source: destination, destination: source, family, range: this.range})}>⇄ ${t('path.swap')}</a>
        <span class="spring"></span>
        ${this.#ranges()}
      </div>
      <nm-silence-banner .poll=${this.#poll} .failure=${this.#poll.error}></nm-silence-banner>
      <section class="panel">${data ? this.#chart(data) : this.#poll.error ? nothing : html`<p class="loading">${t('loading')}</p>`}</section>
      <nm-why-line .path=${this.#path} .at=${this.asked} @nm-now=${() => { this.asked = undefined; }}></nm-why-line>
      <nm-result-table .path=${this.#path} .metrics=${this.#about?.metrics ?? []}></nm-result-table>`;
  }

  #ranges() {
    return html`
      <div class="segments" role="group" aria-label=${t('path.range')}>
        ${Object.keys(RANGES).map((range) => html`
          <button aria-pressed=${range === this.range} @click=${() => this.#choose(range)}>${t(`path.range.${range}`)}</button>`)}
      </div>`;
  }

  #chart({points, level, from, to}) {
    const {metrics, periodMs} = this.#about;
    const rows = (name) => drawable(points.get(name) ?? [], LEVEL_MS[level] ?? periodMs);
    const curves = drawn(metrics, points)
      .filter((metric) => !metric.end && !this.hiddenWays.has(metric.direction))
      .map((metric) => ({metric, rows: metric.low ? within(rows(metric.name), rows(metric.low), rows(metric.high)) : rows(metric.name)}));
    const known = metrics.filter((metric) => points.get(metric.name)?.length > 0);
    if (known.length === 0) {
      return html`<p class="loading">${t('path.noPoints')}</p>`;
    }
    return html`
      <div class="chart-head">
        <nm-way-table .metrics=${known} .points=${points} .path=${this.#path} .hiddenWays=${this.hiddenWays}
          @nm-toggle=${(event) => this.#toggle(event.detail)}></nm-way-table>
        <p class="chart-note">
          <span>${named(`path.level.${level}`, level)} · ${t(known.some(({low}) => low) ? 'path.interval' : 'path.band')}</span>
          <span><i class="key failed-key"></i>${t('path.failedRounds')}</span>
          ${this.#poll.error ? nothing : html`<span class="state good">${t('path.live')}</span>`}
        </p>
      </div>
      <nm-path-chart .curves=${curves} .path=${this.#path} .from=${from} .to=${to}
        @nm-time=${(event) => { this.asked = event.detail; }}></nm-path-chart>`;
  }

  async #load(signal) {
    if (this.#about?.task !== this.#path.task) {
      this.#about = await this.#learn(this.#path.task, signal);
    }
    const names = this.#about.metrics.map(({name}) => name);
    this.#series ??= new PathSeries(this.#path, names, RANGES[this.range]);
    return this.#series.read(signal);
  }

  /** What the task measures and how often; a task that is gone keeps its results, so all metrics are tried for it. */
  async #learn(name, signal) {
    const [tasks, types] = await Promise.all([getAll('tasks', {}, signal), getAll('probe-types', {}, signal)]);
    const task = tasks.find((candidate) => candidate.name === name);
    return {
      task: name,
      metrics: task ? metricsOf(types, task.kind) : types.flatMap((type) => metricsOf(types, type.name)),
      periodMs: (durationNs(task?.period) ?? 0) / 1e6,
    };
  }

  /** In a longer range one more result is not seen, and roll-ups are read anew each time. */
  #isLive() {
    return RANGES[this.range] <= RANGES['1h'];
  }

  #choose(range) {
    this.range = range;
    this.#series = undefined;
    keep({range});
    this.#poll.restart();
  }

  #toggle(direction) {
    const next = new Set(this.hiddenWays);
    next.delete(direction) || next.add(direction);
    this.hiddenWays = next;
  }
}
customElements.define('nm-path-page', PathPage);
