import {LitElement, html, nothing} from 'lit';

/** A label, its input, and beneath them what is wrong or else the help; an input that has its label beside it brings it along. */
class FormField extends LitElement {
  static properties = {
    name: {attribute: false}, label: {attribute: false}, help: {attribute: false},
    fault: {attribute: false}, input: {attribute: false}, labelled: {attribute: false},
  };

  createRenderRoot() {
    return this;
  }

  render() {
    return html`
      ${this.labelled ? nothing : html`<label for=${this.name}>${this.label}</label>`}
      ${this.input}
      <p class="note ${this.fault ? 'fault' : ''}" id="${this.name}-note" role=${this.fault ? 'alert' : 'note'}
        data-field=${this.name}>${this.fault ?? this.help}</p>`;
  }
}
customElements.define('nm-form-field', FormField);
