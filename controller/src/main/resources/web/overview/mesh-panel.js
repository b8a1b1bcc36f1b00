import {LitElement, html, nothing} from 'lit';
import {t} from '../text/language.js';
import {round} from '../format/quantity.js';
import {scaleFor} from './mesh-scale.js';
import './mesh-grid.js';
import './mesh-legend.js';
import './mesh-card.js';

/** The mesh with what is chosen about it: task, metric, address family. Sends `nm-choose` with the new choice. */
class MeshPanel extends LitElement {
  static properties = {
    tasks: {attribute: false}, metrics: {attribute: false}, model: {attribute: false}, task: {attribute: false},
    metric: {attribute: false}, family: {attribute: false}, silent: {attribute: false}, pointed: {state: true},
  };

  createRenderRoot() {
    return this;
  }

  render() {
    const offered = this.metrics.filter(({end}) => !end);
    const metric = offered.find(({name}) => name === this.metric) ?? offered[0];
    const families = this.model?.families ?? [];
    const family = families.includes(this.family) ? this.family : families[0];
    const ready = this.model !== undefined && metric !== undefined;
    const scale = ready ? scaleFor(this.model.values(metric, family), metric.unit) : undefined;
    return html`
      <section class="panel" aria-labelledby="mesh-title">
        <div class="panel-head">
          <h2 id="mesh-title">${t('mesh.title')}</h2>
          ${this.tasks.length > 1
            ? this.#select('task', t('mesh.task'), this.task, this.tasks.map(({name, title}) => [name, title || name]))
            : html`<span class="fact">${this.tasks[0].title || this.tasks[0].name}</span>`}
          ${metric ? this.#select('metric', t('mesh.metric'), metric.name, offered.map(({name, title}) => [name, title])) : nothing}
          ${families.length > 1 ? this.#select('family', t('mesh.family'), family, families.map((name) => [name, name])) : nothing}
          ${this.model ? html`<span class="fact quiet-fact">${t('mesh.every', {period: round(this.model.periodNs, 'ns')})}</span>` : nothing}
          <span class="spring"></span>
        </div>
        ${ready ? html`
          <nm-mesh-grid .model=${this.model} .metric=${metric} .family=${family} .scale=${scale} .silent=${this.silent}
            @nm-point=${(event) => { this.pointed = event.detail ?? undefined; }}></nm-mesh-grid>
          <nm-mesh-legend .scale=${scale} .metric=${metric}
            .unmeasurable=${this.model.cells.some(({state}) => state === 'unmeasurable')}></nm-mesh-legend>
          <nm-mesh-card .model=${this.model} .metrics=${offered} .cell=${this.#pointedCell()} .anchor=${this.pointed?.anchor}></nm-mesh-card>`
          : html`<p class="loading">${t('loading')}</p>`}
      </section>`;
  }

  /** The cell as it is in the newest answer, not as it was when the pointer came. */
  #pointedCell() {
    const cell = this.pointed?.cell;
    return cell && this.pointed.anchor.isConnected ? this.model.cell(cell.source, cell.destination, cell.family) : undefined;
  }

  #select(name, label, value, options) {
    return html`
      <label class="choice"><span>${label}</span>
        <select name=${name} @change=${(event) => this.#choose({[name]: event.target.value})}>
          ${options.map(([key, words]) => html`<option value=${key} ?selected=${key === value}>${words}</option>`)}
        </select>
      </label>`;
  }

  #choose(detail) {
    this.pointed = undefined;
    this.dispatchEvent(new CustomEvent('nm-choose', {detail}));
  }
}
customElements.define('nm-mesh-panel', MeshPanel);
