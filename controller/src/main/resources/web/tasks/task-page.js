import {LitElement, html, nothing} from 'lit';
import {t, named} from '../text/language.js';
import {zone} from '../format/time.js';
import {go} from '../router.js';
import {TaskDraft} from './task-draft.js';
import {schemesOf} from './member-text.js';
import {LADDER, rungWords} from './periods.js';
import {labelOf} from './spec-changes.js';
import {pairsAmong, single} from './task-spec.js';
import './form-field.js';
import './member-picker.js';
import './pair-grid.js';
import './duration-input.js';
import './setting-field.js';
import './task-preview.js';

/** With more settings than this, those beyond the first few are folded away. */
const MOST_SETTINGS = 5;
const FIRST_SETTINGS = 4;
const PERIOD_UNITS = [['ms', 'milliseconds'], ['s', 'seconds'], ['m', 'minutes'], ['h', 'hours'], ['d', 'days']];
const TOPOLOGIES = ['mesh', 'hub', 'pairs'];

/**
 * Where a person writes a task or changes one, and sees before it is kept what it would come to. What the controller refuses is
 * shown beside the field that it names. Set `task` to the name of the task to change.
 */
class TaskPage extends LitElement {
  static properties = {task: {attribute: false}, sending: {state: true}, refused: {state: true}, moreShown: {state: true}};
  #draft;

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has('task') || !this.#draft) {
      this.#draft && this.removeController(this.#draft);
      this.#draft = new TaskDraft(this, this.task ?? undefined);
    }
  }

  render() {
    const draft = this.#draft;
    if (!draft.types) {
      return draft.problem ? html`<p class="banner"><span>${draft.problem.message}</span>
        <button class="quiet" @click=${() => draft.load()}>${t('banner.retry')}</button></p>` : html`<p class="loading">${t('loading')}</p>`;
    }
    return html`
      <form class="task-form" novalidate @submit=${this.#submit}>
        <h1>${draft.isNew ? t('form.title') : t('form.editTitle', {name: this.task})}</h1>
        <div class="form-parts">${this.#what()} ${this.#who()} ${this.#when()} ${this.#how()}</div>
        <div class="form-side">
          <nm-task-preview .draft=${draft} .preview=${draft.preview} .values=${draft.values} .asking=${draft.asking}
            @nm-period=${(event) => draft.set('period', event.detail)}></nm-task-preview>
          ${this.#overtaken()}
          ${this.refused && !draft.overtaken && (draft.problem || Object.keys(draft.faults).length > 0) ? html`<p class="refusal" role="alert">${this.#refusal()}</p>` : nothing}
          <div class="form-end">
            <button class="primary" type="submit" ?disabled=${this.sending}>${this.sending ? t('form.sending')
              : t(draft.isNew ? 'form.submit' : 'form.save')}</button>
            <a class="button" href="/">${t('form.cancel')}</a>
          </div>
          ${draft.isNew ? html`<a class="old-form-link" href="/configure" data-leave>${t('configure.link')}</a>` : nothing}
        </div>
      </form>`;
  }

  #overtaken() {
    return this.#draft.overtaken ? html`
      <div class="banner overtaken" role="alert"><span>${t('form.overtaken')}</span>
        <button type="button" class="quiet" @click=${() => this.#reload()}>${t('form.reload')}</button></div>` : nothing;
  }

  #refusal() {
    const {problem, faults} = this.#draft;
    if (problem && problem.errors.length === 0 && problem.status !== 409) {
      return t('form.failed', {reason: problem.message});
    }
    const unplaced = Object.entries(faults).filter(([field]) => !this.#draft.isShown(field));
    return [t('form.refused'), ...unplaced.map(([field, message]) => `${labelOf(field)} ${message}`)].join(' ');
  }

  #what() {
    const {isNew, types, values, type} = this.#draft;
    return this.#group(t('form.what'), html`
      ${this.#field('name', t('form.name'), isNew ? t('form.nameHelp') : t('form.nameStays'), html`
        <input id="name" name="name" autocomplete="off" maxlength="200" .value=${values.name} ?readonly=${!isNew} aria-invalid=${this.#invalid('name')}
          aria-describedby="name-note" @input=${(event) => this.#draft.set('name', event.target.value)}>`)}
      ${this.#field('title', t('form.titleOf'), t('form.titleHelp'), this.#text('title'))}
      ${this.#field('kind', t('form.type'), type?.exclusive ? t('form.exclusive') : '', this.#select('kind',
        types.map(({name, title}) => [name, named(`kind.${name}`, title)])))}
      ${this.#field('family', t('form.family'), '', this.#select('family', [['ipv4', 'IPv4'], ['ipv6', 'IPv6']]))}
      ${this.#field('description', t('form.description'), '', html`
        <textarea id="description" name="description" rows="2" .value=${values.description} aria-describedby="description-note"
          @input=${(event) => this.#draft.set('description', event.target.value)}></textarea>`, 'wide')}`);
  }

  #who() {
    const {nodes, values, type} = this.#draft;
    const help = type?.foreign?.length > 0 ? t('form.membersHelpHosts', {hosts: schemesOf(type.foreign).map((scheme) => `${scheme}:HOST`).join(', ')}) : t('form.membersHelp');
    return this.#group(t('form.who'), html`
      ${this.#field('topology', t('form.topology'), t(`topology.${values.topology}.help`), html`
        <div class="segments" role="group" aria-label=${t('form.topology')}>${TOPOLOGIES.map((name) => html`
          <button type="button" data-topology=${name} aria-pressed=${name === values.topology}
            @click=${() => this.#draft.set('topology', name)}>${t(`topology.${name}`)}</button>`)}</div>`, 'wide')}
      ${this.#field('members', t('form.members'), help, html`
        <nm-member-picker .nodes=${nodes} .chosen=${values.members} .foreign=${type?.foreign ?? []}
          @nm-change=${(event) => this.#draft.set('members', event.detail)}></nm-member-picker>`, 'wide')}
      ${values.topology === 'hub' ? this.#hub() : nothing}
      ${values.topology === 'pairs' ? this.#field('pairs', t('form.pairs'), t('form.pairsHelp'), html`
        <nm-pair-grid .members=${single(values.members)} .pairs=${pairsAmong(values)}
          @nm-change=${(event) => this.#draft.set('pairs', event.detail)}></nm-pair-grid>`, 'wide') : nothing}`);
  }

  #hub() {
    const {members, hub} = this.#draft.values;
    const options = single(members);
    return this.#field('hub', t('form.hub'), t('form.hubHelp'),
      this.#select('hub', [...(options.includes(hub) ? [] : [['', t('form.choose')]]), ...options.map((name) => [name, name])]));
  }

  #when() {
    const {values, type} = this.#draft;
    return this.#group(t('form.when'), html`
      ${this.#field('start', t('form.start'), t('form.startHelp'), this.#instant('start'))}
      ${this.#field('end', t('form.end'), t('form.endHelp'), this.#instant('end'))}
      ${this.#field('period', t('form.period'), type?.exclusive ? t('form.ladderHelp') : '', type?.exclusive
        ? this.#select('period', this.#rungs().map((rung) => [rung, LADDER.includes(rung) ? rungWords(rung) : rung])) : html`
        <nm-duration-input .name=${'period'} .value=${values.period} .units=${PERIOD_UNITS.map(([unit, word]) => [unit, t(`unit.${word}`)])}
          .unitLabel=${t('form.periodUnit')} .invalid=${this.#draft.faults.period !== undefined}
          @nm-change=${(event) => this.#draft.set('period', event.detail)}></nm-duration-input>`)}`, t('form.zone', {zone}));
  }

  /** A task may have been written before its probe type had a ladder. */
  #rungs() {
    const {period} = this.#draft.values;
    return period === undefined || LADDER.includes(period) ? LADDER : [period, ...LADDER];
  }

  /** A probe type with many settings shows the first few, and folds the others away until they are wanted or wrong. */
  #how() {
    const {type, faults} = this.#draft;
    if (!type || type.settings.length === 0) {
      return nothing;
    }
    const plain = type.settings.length > MOST_SETTINGS ? type.settings.slice(0, FIRST_SETTINGS) : type.settings;
    const more = type.settings.slice(plain.length);
    const wrong = more.some(({name}) => faults[`settings.${name}`] !== undefined);
    return this.#group(t('form.how', {type: named(`kind.${type.name}`, type.title)}), html`
      ${plain.map((setting) => this.#setting(setting))}
      ${more.length === 0 ? nothing : html`
        <details class="wide more-settings" ?open=${wrong || this.moreShown} @toggle=${(event) => { this.moreShown = event.target.open; }}>
          <summary>${t('form.more', {count: more.length})}</summary>
          <div class="fields">${more.map((setting) => this.#setting(setting))}</div>
        </details>`}`);
  }

  #setting(setting) {
    const {values, faults} = this.#draft;
    return html`
      <nm-setting-field .setting=${setting} .value=${values.settings[setting.name]} .fault=${faults[`settings.${setting.name}`]}
        @nm-change=${(event) => this.#draft.setSetting(setting.name, event.detail)}></nm-setting-field>`;
  }

  #group(title, content, note = '') {
    return html`<fieldset class="panel"><legend>${title}<small>${note}</small></legend><div class="fields">${content}</div></fieldset>`;
  }

  #field(name, label, help, input, size = '') {
    return html`<nm-form-field class=${size} .name=${name} .label=${label} .help=${help} .fault=${this.#draft.faults[name]} .input=${input}></nm-form-field>`;
  }

  #invalid(name) {
    return this.#draft.faults[name] ? 'true' : nothing;
  }

  #text(name) {
    return html`<input id=${name} name=${name} autocomplete="off" maxlength="200" .value=${this.#draft.values[name]}
      aria-describedby="${name}-note" aria-invalid=${this.#invalid(name)} @input=${(event) => this.#draft.set(name, event.target.value)}>`;
  }

  #select(name, options) {
    const value = this.#draft.values[name];
    return html`<select id=${name} name=${name} aria-describedby="${name}-note" aria-invalid=${this.#invalid(name)}
      @change=${(event) => this.#draft.set(name, event.target.value)}>
      ${options.map(([key, words]) => html`<option value=${key} .selected=${key === value}>${words}</option>`)}</select>`;
  }

  #instant(name) {
    return html`<input id=${name} name=${name} type="datetime-local" step="any" .value=${this.#draft.values[name]} aria-describedby="${name}-note"
      aria-invalid=${this.#invalid(name)} @input=${(event) => this.#draft.set(name, event.target.value)}>`;
  }

  #reload() {
    this.refused = false;
    this.#draft.load();
  }

  async #submit(event) {
    event.preventDefault();
    this.sending = true;
    const name = await this.#draft.send();
    this.sending = false;
    this.refused = name === undefined;
    if (name !== undefined) {
      go(`/?${new URLSearchParams({task: name})}`);
      return;
    }
    await this.updateComplete;
    this.querySelector('[aria-invalid="true"], .fault, .refusal, .overtaken')?.scrollIntoView({block: 'center'});
  }
}
customElements.define('nm-task-page', TaskPage);
