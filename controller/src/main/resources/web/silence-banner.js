import {LitElement, html, nothing} from 'lit';
import {t} from './text/language.js';
import {timeOfDay} from './format/time.js';
import {isSilence} from './api/client.js';

/** Says that a poll fails, since when and when it tries again; empty while all is well. */
class SilenceBanner extends LitElement {
  static properties = {poll: {attribute: false}, failure: {attribute: false}};
  #ticker;

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ticker = setInterval(() => this.failure && this.requestUpdate(), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#ticker);
  }

  render() {
    if (!this.failure) {
      return nothing;
    }
    const seconds = Math.max(0, Math.ceil((this.poll.nextAt - performance.now()) / 1000));
    const text = isSilence(this.failure)
      ? t('banner.silent', {time: timeOfDay(this.poll.failedSince), seconds})
      : this.failure.message;
    return html`
      <div class="banner" role="status">
        <span>${text}</span>
        <button class="quiet" @click=${() => this.poll.now()}>${t('banner.retry')}</button>
      </div>`;
  }
}
customElements.define('nm-silence-banner', SilenceBanner);
