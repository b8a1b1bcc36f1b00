import {LitElement, html} from 'lit';
import {t, named} from '../text/language.js';
import {get, step} from '../api/client.js';
import {Poll} from '../api/poll.js';
import {dateTime} from '../format/time.js';
import {changesBetween, inWords} from '../tasks/spec-changes.js';

const EVERY_MS = 30_000;

/** Who changed a task when and how, newest first. Sends `nm-close`. */
class TaskHistory extends LitElement {
  static properties = {task: {attribute: false}};
  #poll = new Poll(this, EVERY_MS, (signal) => get(`tasks/${step(this.task.name)}/revisions`, {}, signal),
    (type, {task}) => type === 'task' && task === this.task.name);

  createRenderRoot() {
    return this;
  }

  render() {
    const items = this.#poll.data?.items;
    return html`
      <div class="beneath-head">
        <h3>${t('history.title', {name: this.task.name})}</h3><span class="spring"></span>
        <button class="quiet" @click=${() => this.dispatchEvent(new CustomEvent('nm-close'))}>${t('close')}</button>
      </div>
      ${items ? html`<ol class="history">${items.map((item, i) => this.#item(item, items[i - 1])).reverse()}</ol>`
        : html`<p class="muted">${this.#poll.error?.message ?? t('loading')}</p>`}`;
  }

  #item({revision, change, by, at, spec, number}, before) {
    // a task that was deleted and made anew has the same name but another number
    const changes = change === 'changed' && before?.number === number ? changesBetween(before.spec, spec) : [];
    return html`
      <li>
        <time datetime=${at}>${dateTime(new Date(at))}</time>
        <strong>${named(`history.${change}`, change)}</strong>
        <span class="muted">${t('history.by', {by, revision})}</span>
        ${changes.map((one) => html`<span class="change">${inWords(one)}</span>`)}
      </li>`;
  }
}
customElements.define('nm-task-history', TaskHistory);
