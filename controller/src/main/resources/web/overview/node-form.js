import {LitElement, html, nothing} from 'lit';
import {t} from '../text/language.js';
import {put, step} from '../api/client.js';

/** `site=bj, role=edge` as {site: 'bj', role: 'edge'}; undefined for what is not of that form. */
export function labelsOf(text) {
  const parts = text.split(/[,，]/).map((part) => part.trim()).filter(Boolean).map((part) => /^([^=]+)=(.+)$/.exec(part));
  return parts.every(Boolean) ? Object.fromEntries(parts.map(([, label, value]) => [label.trim(), value.trim()])) : undefined;
}

/** Title and labels of a node to write anew, in its row. Sends `nm-changed` when they are kept, and `nm-close`. */
class NodeForm extends LitElement {
  static properties = {node: {attribute: false}, refusal: {state: true}, sending: {state: true}};
  #name;
  #title;
  #labels;

  createRenderRoot() {
    return this;
  }

  /** What the node is called meanwhile must not change what is being written. */
  willUpdate() {
    if (this.#name !== this.node.name) {
      this.#name = this.node.name;
      this.#title = this.node.title ?? '';
      this.#labels = Object.entries(this.node.labels ?? {}).map(([label, value]) => `${label}=${value}`).join(', ');
    }
  }

  render() {
    const {name} = this.node;
    return html`
      <form class="inline-form" @submit=${this.#submit} @keydown=${(event) => event.key === 'Escape' && this.#close()}>
        <strong>${name}</strong>
        <label>${t('nodes.titleOf')} <input name="title" maxlength="200" .value=${this.#title}
          @input=${(event) => { this.#title = event.target.value; }}></label>
        <label class="grow">${t('nodes.labels')} <input name="labels" placeholder="site=bj, role=edge" .value=${this.#labels}
          @input=${(event) => { this.#labels = event.target.value; }}></label>
        <button class="primary" type="submit" ?disabled=${this.sending}>${t('nodes.save')}</button>
        <button class="quiet" type="button" @click=${() => this.#close()}>${t('form.cancel')}</button>
        ${this.refusal ? html`<p class="refusal" role="alert">${this.refusal}</p>` : nothing}
      </form>`;
  }

  async #submit(event) {
    event.preventDefault();
    const labels = labelsOf(this.#labels);
    if (!labels) {
      this.refusal = t('nodes.labelForm');
      return;
    }
    this.sending = true;
    try {
      await put(`nodes/${step(this.node.name)}`, {title: this.#title.trim(), labels});
      this.dispatchEvent(new CustomEvent('nm-changed'));
      this.#close();
    } catch (problem) {
      const told = (problem.errors ?? []).map(({field, message}) => `${field} ${message}`).join('; ');
      this.refusal = t('nodes.notSaved', {reason: told || problem.message});
    } finally {
      this.sending = false;
    }
  }

  #close() {
    this.dispatchEvent(new CustomEvent('nm-close'));
  }
}
customElements.define('nm-node-form', NodeForm);
