import {LitElement, html} from 'lit';
import {t} from '../text/language.js';
import {above, quantity} from '../format/quantity.js';
import {panelOf, wayOf} from './panels.js';

/** The newest value of each metric, one row a way; it is the chart's legend, and shows or hides a way. Sends `nm-toggle`. */
class WayTable extends LitElement {
  static properties = {
    metrics: {attribute: false}, points: {attribute: false}, path: {attribute: false}, hiddenWays: {attribute: false},
  };

  createRenderRoot() {
    return this;
  }

  render() {
    const columns = [...new Set(this.metrics.filter(({end}) => !end).map(columnOf))];
    return html`
      <div class="scroll"><table class="ways">
        <thead><tr><th scope="col">${t('path.now')}</th>${columns.map((name) => html`<th scope="col">${this.#title(name)}</th>`)}</tr></thead>
        <tbody>${['roundTrip', 'forward', 'backward'].map((direction) => this.#row(direction, columns))}</tbody>
      </table></div>`;
  }

  #row(direction, columns) {
    const metrics = this.metrics.filter((metric) => metric.direction === direction && !metric.end);
    if (metrics.length === 0) {
      return undefined;
    }
    const shown = !this.hiddenWays.has(direction);
    return html`
      <tr class=${shown ? '' : 'off'}>
        <th scope="row"><button class="way" aria-pressed=${shown} @click=${() =>
          this.dispatchEvent(new CustomEvent('nm-toggle', {detail: direction}))}>
          <i class="key ${direction}"></i>${wayOf(metrics[0], this.path)}</button></th>
        ${columns.map((name) => this.#value(metrics.find((metric) => columnOf(metric) === name)))}
      </tr>`;
  }

  #title(column) {
    const metric = this.metrics.find(({name}) => name === column);
    return metric ? metric.title : t(`quantity.${column}`);
  }

  #value(metric) {
    const newestOf = (name) => this.points.get(name)?.findLast((point) => point.mean !== undefined);
    const newest = metric && newestOf(metric.name);
    const least = metric?.low && newestOf(metric.low);
    if (least && (!newest || least.at > newest.at)) {
      return html`<td>${above(least.mean, metric.unit)}</td>`;
    }
    const value = newest && (metric.unit === 'ratio' ? newest.mean : newest.p50 ?? newest.mean);
    return html`<td class=${metric?.unit === 'ratio' && value > 0 ? 'alarming' : ''}>${quantity(value, metric?.unit)}</td>`;
  }
}

/** Rates are told by their names, since there is more than one of them in a direction; all else by what it counts. */
function columnOf(metric) {
  return panelOf(metric) === 'rate' ? metric.name : panelOf(metric);
}
customElements.define('nm-way-table', WayTable);
