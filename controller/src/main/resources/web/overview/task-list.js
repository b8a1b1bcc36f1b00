import {LitElement, html, nothing} from 'lit';
import {t, named} from '../text/language.js';
import {post, remove, step} from '../api/client.js';
import {dateTime} from '../format/time.js';
import {editAddress} from '../router.js';
import './task-history.js';
import './task-run.js';
import {hasOldNodes} from './old-nodes.js';

/** What can be done to a task in a state, besides changing and deleting it. */
const VERBS = {active: ['pause', 'end'], paused: ['resume', 'end'], ended: []};
/** These cannot be undone, so they are asked once more. */
const ASKED = new Set(['end', 'delete']);

/**
 * The tasks; choosing one shows its mesh. Beneath a task opens what was asked of it: its history, the results of running it now, or
 * whether it shall really go. Sends `nm-choose` and `nm-changed`.
 */
class TaskList extends LitElement {
  static properties = {
    tasks: {attribute: false}, types: {attribute: false}, nodeCount: {attribute: false}, chosen: {attribute: false},
    asking: {state: true}, opened: {state: true}, refusal: {state: true}, sending: {state: true},
  };

  createRenderRoot() {
    return this;
  }

  render() {
    return html`
      <section class="panel" aria-labelledby="tasks-title">
        <div class="panel-head">
          <h2 id="tasks-title">${t('tasks.title')}</h2><span class="count">${this.tasks.length}</span>
          <span class="spring"></span>
          ${this.tasks.length > 0 ? html`<a class="button" href="/tasks/new">${t('tasks.new')}</a>` : nothing}
        </div>
        ${this.refusal ? html`<p class="refusal" role="alert">${this.refusal}</p>` : nothing}
        ${this.tasks.length === 0 ? this.#howToStart() : html`
          <div class="scroll"><table class="list">
            <thead><tr>
              <th scope="col">${t('tasks.name')}</th><th scope="col">${t('tasks.kind')}</th>
              <th scope="col">${t('tasks.members')}</th><th scope="col">${t('tasks.period')}</th>
              <th scope="col">${t('tasks.state')}</th><th scope="col"><span class="unseen">${t('tasks.action')}</span></th>
            </tr></thead>
            <tbody>${this.tasks.map((task) => [this.#row(task), this.#beneath(task)])}</tbody>
          </table></div>`}
      </section>`;
  }

  #row(task) {
    const {name} = task;
    return html`
      <tr class=${name === this.chosen ? 'chosen' : ''} data-task=${name}>
        <th scope="row">
          <button class="link" aria-label=${t('tasks.show', {name})} aria-pressed=${name === this.chosen}
            @click=${() => this.dispatchEvent(new CustomEvent('nm-choose', {detail: {task: name}}))}>${name}</button>
          ${task.description ? html`<small>${task.description}</small>` : nothing}
        </th>
        <td>${named(`kind.${task.kind}`, task.kind)}</td>
        <td class="members">${this.#members(task)}</td>
        <td>${task.period}</td>
        <td>${this.#state(task)}${hasOldNodes(task) ? html`<nm-old-nodes .task=${task}></nm-old-nodes>` : nothing}</td>
        <td class="end actions">${this.#actions(task)}</td>
      </tr>`;
  }

  #members({topology, members, hub, pairs}) {
    const everybody = [...new Set([...members, ...(hub ? [hub] : []), ...(pairs ?? []).flat()])];
    return html`${everybody.length} <span class="muted">${topology && topology !== 'mesh' ? t(`topology.${topology}`) : ''}</span>
      <small title=${everybody.join(', ')}>${everybody.join(', ')}</small>`;
  }

  /** An active task outside its times does not run, which the word alone does not say. */
  #state({state, start, end}) {
    const looks = {active: 'good', paused: 'poor', ended: 'idle'};
    const note = state !== 'active' ? undefined
      : start && Date.parse(start) > Date.now() ? t('tasks.from', {time: dateTime(new Date(start))})
      : end && Date.parse(end) <= Date.now() ? t('tasks.over', {time: dateTime(new Date(end))})
      : end ? t('tasks.until', {time: dateTime(new Date(end))}) : undefined;
    return html`<span class="state ${looks[state] ?? 'idle'}">${named(`tasks.${state}`, state)}</span>
      ${note ? html`<small>${note}</small>` : nothing}`;
  }

  #actions(task) {
    const {name, state} = task;
    return html`
      ${state === 'ended' ? nothing : this.#button('run', name, () => this.#open(name, 'run'))}
      ${(VERBS[state] ?? []).map((verb) => this.#button(verb, name, () => (ASKED.has(verb) ? this.#ask(name, verb) : this.#do(name, verb))))}
      <a class="button quiet" data-verb="edit" aria-label=${t('tasks.editNamed', {name})} href=${editAddress(name)}>${t('tasks.edit')}</a>
      ${this.#button('history', name, () => this.#open(name, 'history'))}
      ${this.#button('delete', name, () => this.#ask(name, 'delete'))}`;
  }

  #button(verb, name, action) {
    return html`<button class="quiet" data-verb=${verb} aria-label=${t(`tasks.${verb}Named`, {name})} ?disabled=${this.sending === name}
      @click=${action}>${t(`tasks.${verb}`)}</button>`;
  }

  #beneath(task) {
    if (this.asking?.name === task.name) {
      return this.#question(this.asking);
    }
    if (this.opened?.name !== task.name) {
      return nothing;
    }
    const close = () => { this.opened = undefined; };
    return html`
      <tr class="beneath"><td colspan="6">${this.opened.what === 'history'
        ? html`<nm-task-history .task=${task} @nm-close=${close}></nm-task-history>`
        : html`<nm-task-run .task=${task} .types=${this.types} .asked=${this.opened.asked} @nm-close=${close}></nm-task-run>`}</td></tr>`;
  }

  #question({name, verb}) {
    return html`
      <tr class="question">
        <td colspan="6"><div class="confirm" role="alertdialog" aria-label=${t(`tasks.${verb}Named`, {name})}>
          <span>${t(`tasks.${verb}Confirm`, {name})}</span>
          <button class="danger" @click=${() => this.#do(name, verb)}>${t(`tasks.${verb}`)}</button>
          <button class="quiet keep" @click=${() => { this.asking = undefined; }}>${t(`tasks.${verb}Not`)}</button>
        </div></td>
      </tr>`;
  }

  #howToStart() {
    return html`
      <div class="empty">
        <h3>${t('tasks.emptyTitle')}</h3>
        <p>${t('tasks.emptyText')}</p>
        ${this.nodeCount < 2 ? html`<p>${t('tasks.needNodes', {count: this.nodeCount})}</p>` : nothing}
        <a class="button ${this.nodeCount < 2 ? '' : 'primary'}" href="/tasks/new">${t('tasks.new')}</a>
      </div>`;
  }

  /** Asking for the same again closes the history, but runs the task once more. */
  #open(name, what) {
    const same = this.opened?.name === name && this.opened.what === what;
    this.opened = same && what === 'history' ? undefined : {name, what, asked: Symbol('run')};
    this.refusal = undefined;
  }

  async #ask(name, verb) {
    this.asking = {name, verb};
    this.refusal = undefined;
    await this.updateComplete;
    this.querySelector('.confirm .keep')?.focus();
  }

  async #do(name, verb) {
    this.sending = name;
    this.refusal = undefined;
    try {
      await (verb === 'delete' ? remove(`tasks/${step(name)}`) : post(`tasks/${step(name)}/${verb}`));
      this.dispatchEvent(new CustomEvent('nm-changed'));
    } catch (problem) {
      this.refusal = t('tasks.notDone', {action: t(`tasks.${verb}Named`, {name}), reason: problem.message});
    }
    this.asking = undefined;
    this.sending = undefined;
  }
}
customElements.define('nm-task-list', TaskList);
