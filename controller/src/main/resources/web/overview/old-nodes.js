import {LitElement, html, nothing} from 'lit';
import {t} from '../text/language.js';
import {getAll, step} from '../api/client.js';
import {Poll} from '../api/poll.js';
import {shortName, sortOf} from '../tasks/member-text.js';

const EVERY_MS = 6_000;

/** Whether nodes of the prototype are members of a task. */
export const hasOldNodes = ({members, hub, pairs}) =>
  [...members, ...(hub ? [hub] : []), ...(pairs ?? []).flat()].some((member) => sortOf(member) === 'oldNode');

/** How many of the prototype's nodes in a task were told of it; opens to which were not, and why. */
class OldNodes extends LitElement {
  static properties = {task: {attribute: false}};
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
    const due = all.filter(({waiting}) => waiting);
    if (all.length === 0 || (due.length === 0 && all.some(({toldAt}) => !toldAt))) {
      return nothing;
    }
    const count = t('oldNodes.told', {told: all.length - due.length, all: all.length});
    return due.length === 0 ? html`<small>${count}</small>` : html`
      <details class="old-nodes">
        <summary>${count}</summary>
        <ul>${due.map((one) => html`<li><strong>${shortName(one.member)}</strong> ${OldNodes.#why(one)}</li>`)}</ul>
      </details>`;
  }

  static #why({trouble, tries}) {
    if (!trouble) {
      return t('oldNodes.telling');
    }
    return tries === 0 ? trouble : t('oldNodes.tried', {trouble, tries});
  }
}
customElements.define('nm-old-nodes', OldNodes);
