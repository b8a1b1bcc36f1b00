import {LitElement, html, nothing} from 'lit';
import {t, named} from '../text/language.js';
import {remove} from '../api/client.js';

/** The tasks; choosing one shows its mesh, deleting asks once more in its row. Sends `nm-choose` and `nm-deleted`. */
class TaskList extends LitElement {
  static properties = {
    tasks: {attribute: false}, nodeCount: {attribute: false}, chosen: {attribute: false},
    asking: {state: true}, refusal: {state: true},
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
            <tbody>${this.tasks.map((task) => (task.name === this.asking ? this.#question(task) : this.#row(task)))}</tbody>
          </table></div>`}
      </section>`;
  }

  #row(task) {
    const {name} = task;
    return html`
      <tr class=${name === this.chosen ? 'chosen' : ''}>
        <th scope="row">
          <button class="link" aria-label=${t('tasks.show', {name})} aria-pressed=${name === this.chosen}
            @click=${() => this.dispatchEvent(new CustomEvent('nm-choose', {detail: {task: name}}))}>${name}</button>
          ${task.description ? html`<small>${task.description}</small>` : nothing}
        </th>
        <td>${named(`kind.${task.kind}`, task.kind)}</td>
        <td class="members" title=${task.members.join(', ')}>${task.members.length}<small>${task.members.join(', ')}</small></td>
        <td>${task.period}</td>
        <td><span class="state ${task.state === 'active' ? 'good' : 'idle'}">${named(`tasks.${task.state}`, task.state)}</span></td>
        <td class="end"><button class="quiet" aria-label=${t('tasks.deleteNamed', {name})}
          @click=${() => this.#ask(name)}>${t('tasks.delete')}</button></td>
      </tr>`;
  }

  #question({name}) {
    return html`
      <tr class="question">
        <td colspan="6"><div class="confirm" role="alertdialog" aria-label=${t('tasks.deleteNamed', {name})}>
          <span>${t('tasks.confirm', {name})}</span>
          <button class="danger" @click=${() => this.#delete(name)}>${t('tasks.delete')}</button>
          <button class="quiet keep" @click=${() => { this.asking = undefined; }}>${t('tasks.keep')}</button>
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

  async #ask(name) {
    this.asking = name;
    this.refusal = undefined;
    await this.updateComplete;
    this.querySelector('.confirm .keep')?.focus();
  }

  async #delete(name) {
    try {
      await remove(`tasks/${encodeURIComponent(name)}`);
      this.dispatchEvent(new CustomEvent('nm-deleted'));
    } catch (problem) {
      this.refusal = t('tasks.notDeleted', {name, reason: problem.message});
    }
    this.asking = undefined;
  }
}
customElements.define('nm-task-list', TaskList);
