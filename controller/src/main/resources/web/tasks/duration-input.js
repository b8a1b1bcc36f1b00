import {LitElement, html, nothing} from 'lit';
import {splitDuration} from '../format/time.js';

/** A number and its unit for a duration of the API, `30s`. Sends `nm-change` with the text, or undefined for no number. */
class DurationInput extends LitElement {
  static properties = {
    name: {attribute: false}, value: {attribute: false}, units: {attribute: false},
    unitLabel: {attribute: false}, invalid: {attribute: false},
  };
  #number = '';
  #unit = 's';

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    const duration = changed.has('value') ? splitDuration(this.value) : undefined;
    if (duration) {
      this.#number = String(duration.number);
      this.#unit = duration.unit;
    }
  }

  render() {
    return html`
      <span class="joined">
        <input id=${this.name} name=${this.name} inputmode="numeric" autocomplete="off" size="8" .value=${this.#number}
          aria-describedby="${this.name}-note" aria-invalid=${this.invalid ? 'true' : nothing}
          @input=${(event) => this.#change(event.target.value.trim(), this.#unit)}>
        <select name="${this.name}Unit" aria-label=${this.unitLabel} @change=${(event) => this.#change(this.#number, event.target.value)}>
          ${this.units.map(([unit, word]) => html`<option value=${unit} ?selected=${unit === this.#unit}>${word}</option>`)}
        </select>
      </span>`;
  }

  #change(number, unit) {
    this.#number = number;
    this.#unit = unit;
    this.dispatchEvent(new CustomEvent('nm-change', {detail: /^\d+$/.test(number) ? number + unit : undefined}));
  }
}
customElements.define('nm-duration-input', DurationInput);
