import {LitElement, html, nothing} from 'lit';
import {t, named} from '../text/language.js';
import {above, quantity, range} from '../format/quantity.js';
import {span} from '../format/time.js';
import {MeshModel} from './mesh-model.js';

const GAP_PX = 10;

/** Everything that is known of the cell under the pointer. Beside the cell, within the window; never takes the pointer. */
class MeshCard extends LitElement {
  static properties = {model: {attribute: false}, metrics: {attribute: false}, cell: {attribute: false}, anchor: {attribute: false}};

  createRenderRoot() {
    return this;
  }

  render() {
    if (!this.cell) {
      return nothing;
    }
    const {cell} = this;
    const age = this.model.ageMs(cell);
    return html`
      <div class="mesh-card" aria-hidden="true">
        <h3>${cell.source} → ${cell.destination} <small>${cell.family}</small></h3>
        ${this.#body(cell)}
        <p class="foot">
          ${age === undefined ? nothing : t('mesh.measuredAgo', {age: span(age)})}
          ${cell.stamps ? html`<span>${t('results.stamps')}: ${named(`stamps.${cell.stamps}`, cell.stamps)}</span>` : nothing}
        </p>
        <p class="foot">${t('mesh.open')}</p>
      </div>`;
  }

  updated() {
    const card = this.querySelector('.mesh-card');
    if (!card || !this.anchor) {
      return;
    }
    const at = this.anchor.getBoundingClientRect();
    const {offsetWidth: width, offsetHeight: height} = card;
    const right = at.right + GAP_PX;
    const left = right + width < innerWidth ? right : Math.max(GAP_PX, at.left - width - GAP_PX);
    const top = Math.max(GAP_PX, Math.min(at.top, innerHeight - height - GAP_PX));
    card.style.setProperty('translate', `${left}px ${top}px`);
  }

  #body(cell) {
    if (cell.state === 'pending') {
      return html`<p>${t('mesh.notYet')}</p>`;
    }
    if (cell.state === 'unmeasurable') {
      return html`<p class="why"><strong>${t('mesh.unmeasurable')}</strong>: ${cell.reason ?? t('mesh.noStatedReason')}</p>`;
    }
    if (['failed', 'busy'].includes(MeshModel.condition(cell))) {
      return html`<p class="why"><strong>${named(`outcome.${cell.state}`, cell.state)}</strong>:
        ${cell.reason ?? t('mesh.noStatedReason')}</p>`;
    }
    return html`${this.#table(cell)}
      ${cell.state === 'measured' ? nothing : html`<p class="why"><strong>${named(`outcome.${cell.state}`, cell.state)}</strong>${cell.reason
        ? html`: ${cell.reason}` : nothing}</p>`}
      ${cell.clockSynchronized === false ? html`<p class="why">${t('mesh.unsynchronized')}</p>` : nothing}`;
  }

  #table(cell) {
    const {values, source, destination} = cell;
    const rows = [
      [t('direction.roundTrip'), values.rtt, undefined, values.jitterRoundTrip, values.lossRoundTrip],
      [`${source} → ${destination}`, values.owdForward, values.owdForwardError, values.jitterForward, values.lossForward],
      [`${destination} → ${source}`, values.owdBackward, values.owdBackwardError, values.jitterBackward, values.lossBackward],
    ].filter((row) => row.slice(1).some((value) => value !== undefined));
    return rows.length === 0 ? this.#list(cell) : html`
      <table>
        <thead><tr><th></th><th>${t('quantity.delay')}</th><th>${t('quantity.jitter')}</th><th>${t('quantity.loss')}</th></tr></thead>
        <tbody>${rows.map(([way, delay, error, jitter, loss]) => html`
          <tr>
            <th>${way}</th>
            <td>${quantity(delay, 'ns')}${error === undefined ? nothing : html` <small>±${quantity(error, 'ns')}</small>`}</td>
            <td>${quantity(jitter, 'ns')}</td>
            <td class=${loss > 0 ? 'alarming' : ''}>${quantity(loss, 'ratio')}</td>
          </tr>`)}
        </tbody>
      </table>`;
  }

  /** Probe types that measure something else: each metric by its title, with its interval. */
  #list(cell) {
    const known = this.metrics.filter((metric) => MeshModel.value(cell, metric) !== undefined);
    return html`<table><tbody>${known.map((metric) => html`
      <tr><th>${metric.title}</th><td>${this.#value(cell, metric)}</td></tr>`)}
    </tbody></table>`;
  }

  #value({values}, {name, unit, low, high}) {
    if (values[name] === undefined) {
      return above(values[low], unit);
    }
    const interval = values[low] === undefined || values[high] === undefined ? nothing
      : html` <small>(${range(values[low], values[high], unit)})</small>`;
    return html`${quantity(values[name], unit)}${interval}`;
  }
}
customElements.define('nm-mesh-card', MeshCard);
