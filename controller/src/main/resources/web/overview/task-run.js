import {LitElement, html, nothing} from 'lit';
import {t, named} from '../text/language.js';
import {get, post, step} from '../api/client.js';
import {Poll} from '../api/poll.js';
import {above, quantity} from '../format/quantity.js';
import {timeOfDay} from '../format/time.js';
import {metricsOf} from './metrics.js';

const EVERY_MS = 1_000;
/** After a run there is nothing to wait for. */
const DONE_EVERY_MS = 3_600_000;
const MOST_METRICS = 3;

/** A task's paths measured once more now, and what came of it as it comes. Sends `nm-close`. */
class TaskRun extends LitElement {
  static properties = {task: {attribute: false}, types: {attribute: false}, asked: {attribute: false}, refusal: {state: true}};
  #run;
  #poll = new Poll(this, () => (this.#run?.done ? DONE_EVERY_MS : EVERY_MS), (signal) => this.#load(signal),
    (type, {task}) => type === 'result' && task === this.task.name && this.#run !== undefined && !this.#run.done);

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has('asked')) {
      this.#start();
    }
  }

  render() {
    const run = this.#run;
    return html`
      <div class="beneath-head">
        <h3>${t('run.title', {name: this.task.name})}</h3>
        ${run ? this.#progress(run) : nothing}
        <span class="spring"></span>
        <button class="quiet" @click=${() => this.dispatchEvent(new CustomEvent('nm-close'))}>${t('close')}</button>
      </div>
      ${this.refusal ? html`<p class="refusal" role="alert">${t('run.refused', {reason: this.refusal})}</p>`
        : run ? this.#table(run) : html`<p class="muted">${t('run.starting')}</p>`}`;
  }

  #progress(run) {
    const due = run.paths.filter(({plannedAt}) => plannedAt);
    const here = due.filter((path) => this.#resultOf(path)).length;
    return html`
      <span role="status">${t(run.done ? 'run.done' : 'run.progress', {here, due: due.length})}</span>
      <progress max=${Math.max(1, due.length)} .value=${here} aria-label=${t('run.title', {name: this.task.name})}></progress>`;
  }

  #table(run) {
    const metrics = this.#metrics();
    return html`
      <table class="run">
        <thead><tr><th scope="col">${t('path.title')}</th><th scope="col">${t('results.outcome')}</th>
          ${metrics.map(({title}) => html`<th scope="col" class="number">${title}</th>`)}</tr></thead>
        <tbody>${run.paths.map((path) => this.#row(path, metrics))}</tbody>
      </table>`;
  }

  #row(path, metrics) {
    const result = this.#resultOf(path);
    return html`
      <tr>
        <th scope="row">${path.source} → ${path.destination}</th>
        <td>${result ? this.#outcome(result) : this.#wait(path)}</td>
        ${metrics.map((metric) => html`<td class="number">${result ? this.#value(result, metric) : nothing}</td>`)}
      </tr>`;
  }

  #outcome({outcome, reason}) {
    const good = outcome === 'measured' || outcome === 'above';
    return html`<span class="state ${good ? 'good' : 'bad'}">${named(`outcome.${outcome}`, outcome)}</span> <span class="muted">${reason ?? ''}</span>`;
  }

  #wait({plannedAt, hindrance}) {
    return hindrance ? html`<span class="warning">${hindrance}</span>`
      : html`<span class="muted">${t('run.waiting', {time: timeOfDay(new Date(plannedAt))})}</span>`;
  }

  #value(result, metric) {
    const at = (name) => this.#all().find((one) => one.name === name)?.value?.split('.').reduce((inner, key) => inner?.[key], result);
    const value = at(metric.name);
    const least = metric.low && at(metric.low);
    return value === undefined && least !== undefined ? above(least, metric.unit) : quantity(value, metric.unit);
  }

  /** Those of the way there and back where there are some: they read alike for both ways of a pair. */
  #metrics() {
    const own = this.#all().filter(({end}) => !end);
    const there = own.filter(({direction}) => direction === 'roundTrip');
    return (there.length > 0 ? there : own).slice(0, MOST_METRICS);
  }

  #all() {
    return metricsOf(this.types, this.task.kind);
  }

  /** One measurement serves both ways where the probe type says so. */
  #resultOf({source, destination}) {
    const symmetric = this.types.find(({name}) => name === this.task.kind)?.symmetric;
    return this.#run.results.find((result) => (result.source === source && result.destination === destination)
      || (symmetric && result.source === destination && result.destination === source));
  }

  async #start() {
    this.#run = undefined;
    this.refusal = undefined;
    try {
      this.#run = await post(`tasks/${step(this.task.name)}/runs`);
      this.#poll.now();
    } catch (problem) {
      this.refusal = problem.message;
    }
    this.requestUpdate();
  }

  async #load(signal) {
    if (this.#run && !this.#run.done) {
      this.#run = await get(`runs/${step(this.#run.runId)}`, {}, signal);
    }
    return this.#run;
  }
}
customElements.define('nm-task-run', TaskRun);
