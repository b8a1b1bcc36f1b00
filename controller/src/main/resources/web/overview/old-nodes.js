import {LitElement, html, nothing} from 'lit';
import {t} from '../text/language.js';
import {getAll, post, step} from '../api/client.js';
import {Poll} from '../api/poll.js';
import {dateTime} from '../format/time.js';
import {shortName, sortOf} from '../tasks/member-text.js';

const EVERY_MS = 6_000;

/** Whether nodes of the prototype are members of a task. */
export const hasOldNodes = ({members, hub, pairs}) =>
  [...members, ...(hub ? [hub] : []), ...(pairs ?? []).flat()].some((member) => sortOf(member) === 'oldNode');

/** How many of the prototype's nodes in a task were told of it; opens to all of them, and lets one be told again. */
class OldNodes extends LitElement {
  static properties = {task: {attribute: false}, asking: {state: true}, refusal: {state: true}};
  #news = new Poll(this, EVERY_MS, (signal) => getAll(`tasks/${step(this.task.name)}/dispatches`, {}, signal),
    (type, {task}) => type === 'task' && task === this.task.name);

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    const before = changed.get('task');
    if (before && before.name !== this.task.name) {
      this.#news.restart();
    }
  }

  render() {
    const all = this.#news.data ?? [];
    const told = all.filter(({waiting}) => !waiting).length;
    // while a task does not run, nobody is told of it
    if (all.length === 0 || all.some(({toldAt, waiting}) => !toldAt && !waiting)) {
      return nothing;
    }
    return html`
      <details class="old-nodes ${told < all.length ? 'due' : ''}">
        <summary>${t('oldNodes.told', {told, all: all.length})}</summary>
        <ul>${all.map((one) => html`<li>${this.#node(one)}</li>`)}</ul>
        ${this.refusal ? html`<p class="refusal" role="alert">${this.refusal}</p>` : nothing}
      </details>`;
  }

  #node(one) {
    const name = shortName(one.member);
    if (one.waiting) {
      return html`<strong>${name}</strong> ${OldNodes.#why(one)}`;
    }
    return html`<strong>${name}</strong> ${t('oldNodes.at', {time: dateTime(new Date(one.toldAt))})}
      ${this.asking === one.member ? this.#question(one) : html`
        <button class="quiet" aria-label=${t('oldNodes.againNamed', {name})} @click=${() => { this.asking = one.member; }}>${t('oldNodes.again')}</button>`}`;
  }

  #question({member}) {
    return html`<span class="again" role="alertdialog">${t('oldNodes.againConfirm')}
      <button class="danger" @click=${() => this.#tellAgain(member)}>${t('oldNodes.again')}</button>
      <button class="quiet" @click=${() => { this.asking = undefined; }}>${t('oldNodes.againNot')}</button></span>`;
  }

  async #tellAgain(member) {
    this.asking = undefined;
    this.refusal = undefined;
    try {
      await post(`tasks/${step(this.task.name)}/dispatches/${step(member)}`);
    } catch (problem) {
      this.refusal = problem.message;
    }
    this.#news.now();
  }

  static #why({trouble, tries}) {
    if (!trouble) {
      return t('oldNodes.telling');
    }
    return tries === 0 ? trouble : t('oldNodes.tried', {trouble, tries});
  }
}
customElements.define('nm-old-nodes', OldNodes);
