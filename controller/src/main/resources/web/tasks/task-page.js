import {LitElement, html, nothing} from 'lit';
import {t, named} from '../text/language.js';
import {getAll, post} from '../api/client.js';
import {zone} from '../format/time.js';
import {go} from '../router.js';
import {faultsOf, specOf} from './task-spec.js';
import './form-field.js';
import './member-picker.js';
import './duration-input.js';
import './setting-field.js';

/** With more settings than this, those beyond the first few are folded away. */
const MOST_SETTINGS = 5;
const FIRST_SETTINGS = 4;
const PERIOD_UNITS = [['s', 'seconds'], ['m', 'minutes'], ['h', 'hours']];

/** Where a person writes a new task. What the controller refuses is shown beside the field that it names. */
class TaskPage extends LitElement {
  static properties = {
    nodes: {state: true}, types: {state: true}, values: {state: true}, faults: {state: true},
    general: {state: true}, sending: {state: true}, moreShown: {state: true},
  };

  constructor() {
    super();
    this.values = {name: '', description: '', kind: '', family: 'ipv4', members: [], start: '', end: '', period: '1m', settings: {}};
    this.faults = {};
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  render() {
    if (!this.types) {
      return this.general ? html`<p class="banner">${this.general}
        <button class="quiet" @click=${() => this.#load()}>${t('banner.retry')}</button></p>` : html`<p class="loading">${t('loading')}</p>`;
    }
    return html`
      <form class="task-form" novalidate @submit=${this.#submit}>
        <h1>${t('form.title')}</h1>
        ${this.general ? html`<p class="refusal" role="alert">${this.general}</p>` : nothing}
        ${this.#what()} ${this.#who()} ${this.#when()} ${this.#how()}
        <div class="form-end">
          <button class="primary" type="submit" ?disabled=${this.sending}>${this.sending ? t('form.sending') : t('form.submit')}</button>
          <a class="button" href="/">${t('form.cancel')}</a>
        </div>
      </form>`;
  }

  #what() {
    const {values} = this;
    return this.#group(t('form.what'), html`
      ${this.#field('name', t('form.name'), t('form.nameHelp'), html`
        <input id="name" name="name" autocomplete="off" maxlength="200" .value=${values.name} aria-invalid=${this.faults.name ? 'true' : nothing}
          aria-describedby="name-note" @input=${(event) => this.#set('name', event.target.value)}>`)}
      ${this.#field('kind', t('form.type'), '', html`
        <select id="kind" name="kind" @change=${(event) => this.#chooseKind(event.target.value)}>
          ${this.types.map(({name, title}) => html`<option value=${name} ?selected=${name === values.kind}>${named(`kind.${name}`, title)}</option>`)}
        </select>`)}
      ${this.#field('description', t('form.description'), '', html`
        <textarea id="description" name="description" rows="2" .value=${values.description} aria-describedby="description-note"
          @input=${(event) => this.#set('description', event.target.value)}></textarea>`, 'wide')}`);
  }

  #who() {
    return this.#group(t('form.who'), html`
      ${this.#field('members', t('form.members'), '', html`
        <nm-member-picker .nodes=${this.nodes} .chosen=${this.values.members}
          @nm-change=${(event) => this.#set('members', event.detail)}></nm-member-picker>`, 'wide')}
      ${this.#field('family', t('form.family'), '', html`
        <select id="family" name="family" @change=${(event) => this.#set('family', event.target.value)}>
          ${['ipv4', 'ipv6'].map((name) => html`<option value=${name} ?selected=${name === this.values.family}>${name === 'ipv4' ? 'IPv4' : 'IPv6'}</option>`)}
        </select>`)}`);
  }

  #when() {
    return this.#group(t('form.when'), html`
      ${this.#field('start', t('form.start'), t('form.startHelp'), this.#instant('start'))}
      ${this.#field('end', t('form.end'), t('form.endHelp'), this.#instant('end'))}
      ${this.#field('period', t('form.period'), '', html`
        <nm-duration-input .name=${'period'} .value=${this.values.period} .units=${PERIOD_UNITS.map(([unit, word]) => [unit, t(`unit.${word}`)])}
          .unitLabel=${t('form.periodUnit')} .invalid=${this.faults.period !== undefined}
          @nm-change=${(event) => this.#set('period', event.detail)}></nm-duration-input>`)}`, t('form.zone', {zone}));
  }

  /** A probe type with many settings shows the first few, and folds the others away until they are wanted or wrong. */
  #how() {
    const type = this.types.find(({name}) => name === this.values.kind);
    if (!type || type.settings.length === 0) {
      return nothing;
    }
    const plain = type.settings.length > MOST_SETTINGS ? type.settings.slice(0, FIRST_SETTINGS) : type.settings;
    const more = type.settings.slice(plain.length);
    const wrong = more.some(({name}) => this.faults[`settings.${name}`] !== undefined);
    return this.#group(t('form.how', {type: named(`kind.${type.name}`, type.title)}), html`
      ${plain.map((setting) => this.#setting(setting))}
      ${more.length === 0 ? nothing : html`
        <details class="wide more-settings" ?open=${wrong || this.moreShown} @toggle=${(event) => { this.moreShown = event.target.open; }}>
          <summary>${t('form.more', {count: more.length})}</summary>
          <div class="fields">${more.map((setting) => this.#setting(setting))}</div>
        </details>`}`);
  }

  #setting(setting) {
    return html`
      <nm-setting-field .setting=${setting} .value=${this.values.settings[setting.name]} .fault=${this.faults[`settings.${setting.name}`]}
        @nm-change=${(event) => this.#setSetting(setting.name, event.detail)}></nm-setting-field>`;
  }

  #group(title, content, note = '') {
    return html`<fieldset class="panel"><legend>${title}<small>${note}</small></legend><div class="fields">${content}</div></fieldset>`;
  }

  #field(name, label, help, input, size = '') {
    return html`<nm-form-field class=${size} .name=${name} .label=${label} .help=${help} .fault=${this.faults[name]} .input=${input}></nm-form-field>`;
  }

  #instant(name) {
    return html`<input id=${name} name=${name} type="datetime-local" .value=${this.values[name]} aria-describedby="${name}-note"
      aria-invalid=${this.faults[name] ? 'true' : nothing} @input=${(event) => this.#set(name, event.target.value)}>`;
  }

  #set(name, value) {
    this.values = {...this.values, [name]: value};
    this.faults = {...this.faults, [name]: undefined};
  }

  #setSetting(name, value) {
    this.values = {...this.values, settings: {...this.values.settings, [name]: value}};
    this.faults = {...this.faults, [`settings.${name}`]: undefined};
  }

  #chooseKind(kind) {
    const type = this.types.find(({name}) => name === kind);
    const settings = Object.fromEntries((type?.settings ?? []).map((setting) => [setting.name, setting.default]));
    this.values = {...this.values, kind, settings};
  }

  async #load() {
    this.general = undefined;
    try {
      [this.nodes, this.types] = await Promise.all([getAll('nodes'), getAll('probe-types')]);
      this.#chooseKind(this.types[0]?.name ?? '');
    } catch (problem) {
      this.general = problem.message;
    }
  }

  async #submit(event) {
    event.preventDefault();
    this.faults = faultsOf(this.values);
    this.general = undefined;
    if (Object.keys(this.faults).length === 0) {
      await this.#send();
    } else {
      this.general = t('form.refused');
    }
    await this.updateComplete;
    this.querySelector('[aria-invalid="true"], .fault')?.scrollIntoView({block: 'center'});
  }

  async #send() {
    this.sending = true;
    try {
      const spec = specOf(this.values);
      await post('tasks', spec);
      go(`/?${new URLSearchParams({task: spec.name})}`);
    } catch (problem) {
      this.faults = Object.fromEntries((problem.errors ?? []).map(({field, message}) => [field.split('[')[0], message]));
      const unplaced = (problem.errors ?? []).filter(({field}) => !this.#isShown(field.split('[')[0]));
      this.general = problem.errors?.length > 0
        ? [t('form.refused'), ...unplaced.map(({field, message}) => `${field} ${message}`)].join(' ')
        : t('form.failed', {reason: problem.message});
    } finally {
      this.sending = false;
    }
  }

  /** Whether a fault has a field on the page beside which it shows. */
  #isShown(field) {
    return field in this.values || field.replace(/^settings\./, '') in this.values.settings;
  }
}
customElements.define('nm-task-page', TaskPage);
