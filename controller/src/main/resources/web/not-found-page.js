import {LitElement, html} from 'lit';
import {t} from './text/language.js';

/** For addresses that lead nowhere. */
class NotFoundPage extends LitElement {
  static properties = {path: {}};

  createRenderRoot() {
    return this;
  }

  render() {
    return html`
      <section class="empty lonely">
        <h1>${t('notFound.title')}</h1>
        <p>${t('notFound.text', {path: this.path})}</p>
        <a class="button primary" href="/">${t('notFound.back')}</a>
      </section>`;
  }
}
customElements.define('nm-not-found-page', NotFoundPage);
