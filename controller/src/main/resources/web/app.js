import {LitElement, html, nothing} from 'lit';
import {language, switchLanguage, t} from './text/language.js';
import {zone} from './format/time.js';
import {go, ownPath} from './router.js';
import './overview/overview-page.js';
import './not-found-page.js';

/**
 * The frame around every page: brand, navigation, language, footer. Elements draw into the document itself, not into
 * shadow trees: one style sheet serves all, labels reach their inputs, and tests find what people see.
 */
class App extends LitElement {
  static properties = {path: {state: true}};

  constructor() {
    super();
    this.path = ownPath();
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    addEventListener('popstate', () => this.#arrive());
    this.addEventListener('click', (event) => this.#follow(event));
  }

  createRenderRoot() {
    return this;
  }

  render() {
    return html`
      <a class="skip" href="#main">${t('nav.skip')}</a>
      <header class="frame-head">
        <a class="brand" href="/"><img src="/favicon.svg" alt="" width="26" height="26"><span>NetMonitor</span></a>
        <nav aria-label=${t('nav.main')}>
          ${this.#link('/', t('nav.overview'))}
          ${this.#link('/tasks/new', t('nav.newTask'))}
        </nav>
        <button class="quiet language" lang=${language === 'zh' ? 'en' : 'zh-CN'} title=${t('language.switch')}
          aria-label=${`${t('language.other')}: ${t('language.switch')}`} @click=${switchLanguage}>${t('language.other')}</button>
      </header>
      <main id="main" tabindex="-1">${this.#page()}</main>
      <footer class="frame-foot">
        <span>${t('footer.zone', {zone})}</span>
        <span class="spring"></span>
        <a href="/metrics" data-leave>${t('footer.metrics')}</a>
        <a href="/openapi.json" data-leave>${t('footer.api')}</a>
      </footer>`;
  }

  updated() {
    const title = {'/': t('overview.title'), '/path': t('path.title'), '/tasks/new': t('form.title'), '/tasks/edit': t('form.editPage')}[this.path.split('?')[0]];
    document.title = `${title ?? t('notFound.title')} · NetMonitor`;
  }

  #link(path, words) {
    return html`<a href=${path} aria-current=${this.path.split('?')[0] === path ? 'page' : nothing}>${words}</a>`;
  }

  // charts and form come with the first visit to them: the overview starts without their weight
  #page() {
    switch (this.path.split('?')[0]) {
      case '/': return html`<nm-overview-page></nm-overview-page>`;
      case '/path': {
        import('./path/path-page.js');
        return html`<nm-path-page .address=${this.path}></nm-path-page>`;
      }
      case '/tasks/new': {
        import('./tasks/task-page.js');
        return html`<nm-task-page></nm-task-page>`;
      }
      case '/tasks/edit': {
        import('./tasks/task-page.js');
        return html`<nm-task-page .task=${new URLSearchParams(this.path.split('?')[1]).get('task') ?? ''}></nm-task-page>`;
      }
      default: return html`<nm-not-found-page .path=${this.path}></nm-not-found-page>`;
    }
  }

  #arrive() {
    const samePage = this.path.split('?')[0] === location.pathname;
    this.path = ownPath();
    if (!samePage) {
      scrollTo(0, 0);
      this.querySelector('main').focus({preventScroll: true});
    }
  }

  #follow(event) {
    const link = event.target.closest('a');
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || link.hasAttribute('data-leave') || link.origin !== location.origin
      || link.getAttribute('href').startsWith('#')) {
      return;
    }
    event.preventDefault();
    go(link.pathname + link.search);
  }
}
customElements.define('nm-app', App);
