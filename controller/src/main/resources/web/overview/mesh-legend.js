import {LitElement, html, nothing} from 'lit';
import {t} from '../text/language.js';
import {round} from '../format/quantity.js';
import {colour} from './mesh-scale.js';

/** States what the colours mean: each swatch with the bound at which it begins, then the cells without a value. */
class MeshLegend extends LitElement {
  static properties = {scale: {attribute: false}, metric: {attribute: false}, unmeasurable: {attribute: false}};

  createRenderRoot() {
    return this;
  }

  render() {
    return html`
      <div class="legend" role="group" aria-label=${t('mesh.legend', {metric: this.metric.title})}>
        <ol class="swatches">${this.#steps().map(({value, words}) => html`
          <li><i class="swatch ${colour(this.scale, value)}"></i><span>${words}</span></li>`)}
        </ol>
        <ul class="marks">
          <li><i class="swatch failed"></i>${t('mesh.failed')}</li>
          <li><i class="swatch pending"></i>${t('mesh.pending')}</li>
          ${this.unmeasurable ? html`<li><i class="swatch unmeasurable"></i>${t('mesh.unmeasurable')}</li>` : nothing}
          <li><i class="swatch stale delay-4"></i>${t('mesh.stale')}</li>
        </ul>
      </div>`;
  }

  #steps() {
    const {bounds, kind} = this.scale;
    const words = (value) => round(value, this.metric.unit);
    if (kind === 'loss') {
      const from = bounds.slice(1).map((value) => ({value, words: `≥ ${words(value)}`}));
      return [{value: 0, words: words(0)}, {value: bounds[0], words: '> 0'}, ...from];
    }
    if (bounds.length === 0) {
      return [];
    }
    return [{value: -Infinity, words: `< ${words(bounds[0])}`}, ...bounds.map((value) => ({value, words: `≥ ${words(value)}`}))];
  }
}
customElements.define('nm-mesh-legend', MeshLegend);
