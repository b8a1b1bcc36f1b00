import {LitElement, html, nothing} from 'lit';
import {t} from '../text/language.js';
import {above, quantity} from '../format/quantity.js';
import {shortName} from '../tasks/member-text.js';
import {MeshModel} from './mesh-model.js';

/** Four numbers that say whether a closer look is needed. */
class MeshSummary extends LitElement {
  static properties = {nodes: {attribute: false}, metrics: {attribute: false}, model: {attribute: false}};

  createRenderRoot() {
    return this;
  }

  render() {
    const online = this.nodes.filter(({state}) => state === 'online').length;
    return html`
      <dl class="summary" aria-label=${t('summary.label')}>
        ${this.#tile(t('summary.nodes'), html`${online}<small>/ ${this.nodes.length}</small>`, online < this.nodes.length)}
        ${this.#ofMesh(this.model)}
      </dl>`;
  }

  #ofMesh(model) {
    const cells = (model?.cells ?? []).filter(({state}) => state !== 'unmeasurable');
    const measured = cells.filter(({values}) => values && Object.keys(values).length > 0).length;
    const rate = this.metrics.find(({unit, end}) => unit === 'bps' && !end);
    return html`
      ${this.#tile(t('summary.paths'), html`${measured}<small>/ ${cells.length}</small>`, measured < cells.length)}
      ${rate ? this.#rates(model, rate) : this.#delayAndLoss(model)}`;
  }

  #rates(model, metric) {
    const text = (cell) => cell && (MeshModel.condition(cell, metric) === 'least' ? above : quantity)(MeshModel.value(cell, metric), metric.unit);
    const [lowest, highest] = [model.lowest(metric), model.highest(metric)];
    return html`
      ${this.#tile(t('summary.lowest', {metric: metric.title}), text(lowest) ?? '–', false, lowest)}
      ${this.#tile(t('summary.highest', {metric: metric.title}), text(highest) ?? '–', false, highest)}`;
  }

  #delayAndLoss(model) {
    const slowest = model?.highest({name: 'rtt'});
    const lossy = model?.highest({name: 'lossForward'});
    const loss = lossy?.values.lossForward;
    return html`
      ${this.#tile(t('summary.slowest'), quantity(slowest?.values.rtt, 'ns'), false, slowest)}
      ${this.#tile(t('summary.loss'), quantity(loss, 'ratio'), loss > 0, loss > 0 ? lossy : undefined)}`;
  }

  #tile(words, value, alarming, cell) {
    return html`
      <div class="tile">
        <dt>${words}</dt>
        <dd class=${alarming ? 'alarming' : ''}>${value}${cell ? html`<span class="where">${shortName(cell.source)} → ${shortName(cell.destination)}</span>` : nothing}</dd>
      </div>`;
  }
}
customElements.define('nm-mesh-summary', MeshSummary);
