import {LitElement, html, nothing} from 'lit';
import {t} from '../text/language.js';

/** Chooses nodes from those that joined. Sends `nm-change` with the names, in the order of the list. */
class MemberPicker extends LitElement {
  static properties = {nodes: {attribute: false}, chosen: {attribute: false}, filter: {state: true}};

  constructor() {
    super();
    this.filter = '';
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const shown = this.#shown();
    const count = this.chosen.length;
    return html`
      <div class="picker">
        <div class="picker-head">
          <input id="members" type="search" placeholder=${t('form.filter')} aria-label=${t('form.filter')} .value=${this.filter}
            @input=${(event) => { this.filter = event.target.value; }} @keydown=${this.#keepForm}>
          <span class="muted" role="status">${t('form.chosen', {chosen: count, all: this.nodes.length})}${count > 1
            ? ` · ${t('form.pathsMade', {count: count * (count - 1)})}` : ''}</span>
          <span class="spring"></span>
          <button type="button" class="quiet" @click=${() => this.#change([...this.chosen, ...shown.map(({name}) => name)])}>${t('form.all')}</button>
          <button type="button" class="quiet" ?disabled=${count === 0} @click=${() => this.#change([])}>${t('form.none')}</button>
        </div>
        <ul class="picker-list" role="group" aria-label=${t('form.members')}>
          ${shown.map((node) => this.#option(node))}
          ${shown.length === 0 ? html`<li class="muted">${this.filter ? t('form.noMatch', {text: this.filter}) : t('nodes.emptyTitle')}</li>` : nothing}
        </ul>
      </div>`;
  }

  #option({name, title, state}) {
    const chosen = this.chosen.includes(name);
    return html`
      <li><label class=${chosen ? 'chosen' : ''}>
        <input type="checkbox" name="member" value=${name} .checked=${chosen}
          @change=${(event) => this.#change(event.target.checked ? [...this.chosen, name] : this.chosen.filter((other) => other !== name))}>
        <span>${name}${title && title !== name ? html` <small>${title}</small>` : nothing}</span>
        <span class="state ${state === 'online' ? 'good' : 'bad'}"><span class="unseen">${state === 'online' ? t('nodes.online') : t('nodes.offline')}</span></span>
      </label></li>`;
  }

  #shown() {
    const wanted = this.filter.trim().toLowerCase();
    return this.nodes.filter(({name, title}) => `${name} ${title ?? ''}`.toLowerCase().includes(wanted));
  }

  /** Enter in the filter must not send the form. */
  #keepForm(event) {
    if (event.key === 'Enter') {
      event.preventDefault();
    }
  }

  #change(names) {
    const detail = this.nodes.map(({name}) => name).filter((name) => names.includes(name));
    this.dispatchEvent(new CustomEvent('nm-change', {detail}));
  }
}
customElements.define('nm-member-picker', MemberPicker);
