import {LitElement, html, nothing} from 'lit';
import {language, t, named} from '../text/language.js';
import {durationNs} from '../format/time.js';
import {round} from '../format/quantity.js';
import './form-field.js';
import './duration-input.js';

const UNITS = ['us', 'ms', 's', 'm', 'h', 'd'];

/** One setting of a probe type, made from its description alone. Sends `nm-change` with the value as the API takes it. */
class SettingField extends LitElement {
  static properties = {setting: {attribute: false}, value: {attribute: false}, fault: {attribute: false}};

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<nm-form-field .name=${this.#field()} .label=${this.#title()} .help=${this.#help()} .fault=${this.fault}
      .labelled=${this.setting.type === 'flag'} .input=${this.#input()}></nm-form-field>`;
  }

  /** The name by which the controller's faults call it; also keeps it apart from the task's own fields. */
  #field() {
    return `settings.${this.setting.name}`;
  }

  #title() {
    return named(`setting.${this.setting.name}`, this.setting.title);
  }

  #input() {
    const {setting, value} = this;
    const field = this.#field();
    const note = `${field}-note`;
    const invalid = this.fault ? 'true' : nothing;
    switch (setting.type) {
      case 'duration': return html`
        <nm-duration-input .name=${field} .value=${value} .units=${UNITS.map((unit) => [unit, t(`unit.${unit}`)])}
          .unitLabel=${t('form.unitOf', {title: this.#title()})} .invalid=${this.fault !== undefined}
          @nm-change=${(event) => this.#change(event.detail)}></nm-duration-input>`;
      case 'whole': return html`
        <input id=${field} name=${field} type="number" min=${setting.min} max=${setting.max} step="1" .value=${String(value ?? '')}
          aria-describedby=${note} aria-invalid=${invalid}
          @input=${(event) => this.#change(event.target.value === '' ? undefined : Number(event.target.value))}>`;
      case 'flag': return html`
        <label class="check"><input id=${field} name=${field} type="checkbox" .checked=${value === true} aria-describedby=${note}
          @change=${(event) => this.#change(event.target.checked)}>${this.#title()}</label>`;
      default: return html`
        <input id=${field} name=${field} maxlength=${setting.max} .value=${value ?? ''} aria-describedby=${note}
          aria-invalid=${invalid} @input=${(event) => this.#change(event.target.value)}>`;
    }
  }

  #help() {
    const {setting} = this;
    const number = setting.type === 'duration' || setting.type === 'whole';
    const words = (value) => {
      if (setting.type === 'duration') {
        return round(durationNs(value), 'ns');
      }
      return setting.unit === 'bps' ? round(value, 'bps') : String(value);
    };
    return [
      named(`setting.${setting.name}.help`, setting.help),
      number ? t('form.bounds', {min: words(setting.min), max: words(setting.max)}) : '',
      number ? t('form.default', {value: words(setting.default)}) : '',
    ].filter(Boolean).join(language === 'zh' ? '' : ' ');
  }

  #change(detail) {
    this.dispatchEvent(new CustomEvent('nm-change', {detail}));
  }
}
customElements.define('nm-setting-field', SettingField);
