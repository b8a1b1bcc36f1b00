import {LitElement, html, nothing} from 'lit';
import {t} from '../text/language.js';
import {isMember, schemesOf, selectedBy, selectorsOf, sortOf} from './member-text.js';

const MOST_SUGGESTIONS = 8;

/**
 * Chooses members: nodes that joined, labels that select nodes, hosts without an agent. One field filters the nodes and takes what
 * is typed. Sends `nm-change` with the members: nodes in the order of the list, then the others in the order in which they came.
 */
class MemberPicker extends LitElement {
  static properties = {nodes: {attribute: false}, chosen: {attribute: false}, foreign: {attribute: false}, typed: {state: true}};

  constructor() {
    super();
    this.typed = '';
    this.foreign = [];
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const shown = this.#shown();
    const others = this.chosen.filter((member) => !this.#isNode(member));
    return html`
      <div class="picker">
        <div class="picker-head">
          <input id="members" type="search" placeholder=${t('form.filter')} aria-label=${t('form.filter')} .value=${this.typed}
            aria-describedby="members-note" @input=${(event) => { this.typed = event.target.value; }} @keydown=${this.#onKey}>
          <button type="button" class="add" ?disabled=${!this.#canAdd()} @click=${() => this.#add(this.typed.trim())}>${t('form.add')}</button>
          <span class="muted" role="status">${t('form.chosen', {chosen: this.chosen.length - others.length, all: this.nodes.length})}</span>
          <span class="spring"></span>
          <button type="button" class="quiet" @click=${() => this.#change([...this.chosen, ...shown.map(({name}) => name)])}>${t('form.all')}</button>
          <button type="button" class="quiet" ?disabled=${this.chosen.length === 0} @click=${() => this.#change([])}>${t('form.none')}</button>
        </div>
        ${others.length > 0 ? html`<ul class="entries" aria-label=${t('form.entries')}>${others.map((member) => this.#entry(member))}</ul>` : nothing}
        ${this.#suggestions()}
        <ul class="picker-list" role="group" aria-label=${t('form.members')}>
          ${shown.map((node) => this.#option(node))}
          ${shown.length === 0 ? html`<li class="muted">${this.typed ? t('form.noMatch', {text: this.typed}) : t('nodes.emptyTitle')}</li>` : nothing}
        </ul>
      </div>`;
  }

  #entry(member) {
    const sort = sortOf(member);
    const note = sort === 'selector' ? t('form.selects', {count: selectedBy(member, this.nodes).length}) : t(`form.entry.${sort}`);
    return html`
      <li class="chip entry" data-member=${member}><span class="code">${member}</span> <small>${note}</small>
        <button type="button" class="quiet" aria-label=${t('form.removeNamed', {member})}
          @click=${() => this.#change(this.chosen.filter((other) => other !== member))}>×</button></li>`;
  }

  /** What can be put in with one click: labels of nodes, and a host where only its name was typed. */
  #suggestions() {
    const wanted = this.typed.trim().toLowerCase();
    const labels = selectorsOf(this.nodes).filter(({text}) => !this.chosen.includes(text) && text.toLowerCase().includes(wanted));
    const hosts = /^[a-z0-9][a-z0-9.-]*\.[a-z0-9.-]*[a-z0-9]$/.test(wanted) ? schemesOf(this.foreign).map((scheme) => ({text: `${scheme}:${wanted}`})) : [];
    const shown = [...hosts, ...labels].slice(0, MOST_SUGGESTIONS);
    return shown.length === 0 ? nothing : html`
      <div class="suggestions"><span class="muted">${t('form.suggestions')}</span>
        ${shown.map(({text, count}) => html`
          <button type="button" class="chip" data-suggestion=${text} @click=${() => this.#add(text)}>
            ${text}${count === undefined ? nothing : html` <small>${text === '*' ? t('form.everyNode') : count}</small>`}</button>`)}
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
    const wanted = this.typed.trim().toLowerCase();
    const words = ({name, title, labels}) => `${name} ${title ?? ''} ${Object.entries(labels ?? {}).map((pair) => pair.join('=')).join(' ')}`;
    return this.nodes.filter((node) => words(node).toLowerCase().includes(wanted));
  }

  #isNode(member) {
    return this.nodes.some(({name}) => name === member);
  }

  #canAdd() {
    const text = this.typed.trim();
    return text !== '' && !this.chosen.includes(text) && isMember(text, this.nodes);
  }

  #add(text) {
    this.typed = '';
    this.#change([...this.chosen, text]);
  }

  /** Enter puts in what is typed, and must not send the form. */
  #onKey(event) {
    if (event.key === 'Enter') {
      event.preventDefault();
      if (this.#canAdd()) {
        this.#add(this.typed.trim());
      }
    }
  }

  #change(members) {
    const wanted = [...new Set(members)];
    const detail = [...this.nodes.map(({name}) => name).filter((name) => wanted.includes(name)), ...wanted.filter((member) => !this.#isNode(member))];
    this.dispatchEvent(new CustomEvent('nm-change', {detail}));
  }
}
customElements.define('nm-member-picker', MemberPicker);
