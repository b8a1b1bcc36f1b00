import {LitElement, html, nothing} from 'lit';
import {t, named} from '../text/language.js';
import {above, parts, quantity, range} from '../format/quantity.js';
import {span} from '../format/time.js';
import {pathAddress} from '../router.js';
import {shortName} from '../tasks/member-text.js';
import {MeshModel} from './mesh-model.js';
import {colour} from './mesh-scale.js';

/** Above this many members cells shrink to the number alone. */
const ROOMY = 14;
/** Widths below which the grid scrolls rather than squeeze its numbers. */
const ROOMY_PX = 90;
const COMPACT_PX = 58;
/** A row's head is as wide as its name wants, within these. */
const ROW_HEAD_PX = {least: 112, most: 260, letter: 8.2, around: 24};

/** The metric that stands small under a cell's value: loss of the same direction, or the delay under a loss. */
const UNDER = {
  rtt: 'lossRoundTrip', jitterRoundTrip: 'lossRoundTrip',
  owdForward: 'lossForward', jitterForward: 'lossForward',
  owdBackward: 'lossBackward', jitterBackward: 'lossBackward',
  lossRoundTrip: 'rtt', lossForward: 'rtt', lossBackward: 'rtt',
};

/**
 * The mesh: rows are sources, columns are destinations. Carries `data-ready` from when it has drawn a first result.
 * Sends `nm-point` with {cell, anchor} when the pointer or the keyboard is on a cell, and with nothing when it leaves.
 */
class MeshGrid extends LitElement {
  static properties = {
    model: {attribute: false}, metric: {attribute: false}, family: {attribute: false},
    scale: {attribute: false}, silent: {attribute: false},
  };

  createRenderRoot() {
    return this;
  }

  render() {
    const {model, metric} = this;
    const many = model.members.length > ROOMY ? 'compact' : '';
    return html`
      <div class="mesh-scroll">
        <table class="mesh ${many} ${this.silent ? 'silent' : ''}" @pointerleave=${() => this.#point()}>
          <caption class="unseen">${t('mesh.caption', {metric: metric.title, task: model.task})}</caption>
          <thead><tr>
            <th class="corner"><span class="to">${t('mesh.to')} →</span><span class="from">${t('mesh.from')} ↓</span></th>
            ${model.members.map((name) => html`<th scope="col" title=${name}><span>${shortName(name)}</span></th>`)}
          </tr></thead>
          <tbody>${model.members.map((source) => html`
            <tr>
              <th scope="row" title=${source}>${shortName(source)}</th>
              ${model.members.map((destination) => this.#cell(source, destination))}
            </tr>`)}
          </tbody>
        </table>
      </div>`;
  }

  updated() {
    const {members} = this.model;
    const {least, most, letter, around} = ROW_HEAD_PX;
    const longest = Math.max(0, ...members.map((name) => shortName(name).length));
    const headPx = Math.round(Math.min(most, Math.max(least, longest * letter + around)));
    // set through the object model: the policy forbids style attributes
    this.querySelector('.corner').style.width = `${headPx}px`;
    this.querySelector('table').style.minWidth = `${headPx + members.length * (members.length > ROOMY ? COMPACT_PX : ROOMY_PX)}px`;
    this.toggleAttribute('data-ready', this.model.hasResults);
  }

  #cell(source, destination) {
    if (source === destination) {
      return html`<td class="self" aria-hidden="true"></td>`;
    }
    const cell = this.model.cell(source, destination, this.family);
    if (!cell) {
      return html`<td><span class="unasked" title=${t('mesh.unasked')}><span class="unseen">${t('mesh.unasked')}</span></span></td>`;
    }
    const condition = MeshModel.condition(cell, this.metric);
    const stale = this.model.isStale(cell);
    const content = this.#content(cell, condition);
    const coloured = condition === 'value' || condition === 'least';
    const colours = coloured ? colour(this.scale, MeshModel.value(cell, this.metric)) : condition;
    const address = pathAddress({task: this.model.task, source, destination, family: this.family});
    return html`
      <td>
        <a class="cell ${colours} ${stale ? 'stale' : ''}" href=${address} data-state=${cell.state}
          data-source=${source} data-destination=${destination}
          aria-label=${t('mesh.readsAs', {source, destination, value: content.words})}
          @pointerenter=${(event) => event.pointerType !== 'touch' && this.#point(cell, event.currentTarget)}
          @focus=${(event) => event.target.matches(':focus-visible') && this.#point(cell, event.target)} @blur=${() => this.#point()}>
          <span class="value">${content.value}</span>
          ${content.under ? html`<span class="under ${content.alarming ? 'alarming' : ''}">${content.under}</span>` : nothing}
          ${stale ? html`<span class="age">${span(this.model.ageMs(cell))}</span>` : nothing}
        </a>
      </td>`;
  }

  #content(cell, condition) {
    switch (condition) {
      case 'value': return this.#measured(cell);
      case 'least': return this.#least(cell);
      case 'pending': return {value: '···', words: t('mesh.waiting')};
      case 'unmeasurable': return {value: '×', words: [t('mesh.unmeasurable'), cell.reason].filter(Boolean).join(': ')};
      case 'novalue': return {value: '–', words: t('mesh.noValue', {metric: this.metric.title})};
      default: {
        const word = named(`outcome.${cell.state}`, cell.state);
        return {value: word, words: cell.reason ? `${word}, ${cell.reason}` : word};
      }
    }
  }

  #measured(cell) {
    const value = cell.values[this.metric.name];
    const [number, unit] = parts(value, this.metric.unit);
    if (this.metric.low) {
      return {value: html`${number}<small>\u202f${unit}</small>`, ...this.#interval(cell, value)};
    }
    const underName = UNDER[this.metric.name];
    const underValue = cell.values[underName];
    const isLoss = underName !== 'rtt';
    const under = underValue === undefined ? undefined
      : t(isLoss ? 'mesh.loss' : 'mesh.rtt', {value: quantity(underValue, isLoss ? 'ratio' : 'ns')});
    return {
      value: html`${number}<small>\u202f${unit}</small>`,
      under,
      alarming: isLoss && underValue > 0,
      words: [quantity(value, this.metric.unit), under].filter(Boolean).join(', '),
    };
  }

  /** Where more was available than was tried, the lower end is all that is known. */
  #least(cell) {
    const low = cell.values[this.metric.low];
    const [number, unit] = parts(low, this.metric.unit);
    return {value: html`>\u202f${number}<small>\u202f${unit}</small>`, words: above(low, this.metric.unit)};
  }

  /** Under a value with an interval stands the interval, or in a word what is wrong with the value. */
  #interval(cell, value) {
    const {unit, low, high} = this.metric;
    const [from, to] = [cell.values[low], cell.values[high]];
    const under = cell.state !== 'measured' ? named(`outcome.${cell.state}`, cell.state)
      : from === undefined || to === undefined ? undefined : range(from, to, unit);
    return {under, words: [quantity(value, unit), under].filter(Boolean).join(', ')};
  }

  #point(cell, anchor) {
    this.dispatchEvent(new CustomEvent('nm-point', {detail: cell && {cell, anchor}}));
  }
}
customElements.define('nm-mesh-grid', MeshGrid);
