import {LitElement, html, nothing} from 'lit';
import {t} from '../text/language.js';

/** Chooses pairs by clicking where two members cross; both ways of a pair go together. Sends `nm-change` with the pairs. */
class PairGrid extends LitElement {
  static properties = {members: {attribute: false}, pairs: {attribute: false}};

  createRenderRoot() {
    return this;
  }

  render() {
    const {members} = this;
    if (members.length < 2) {
      return html`<p class="muted">${t('form.pairsNeedMembers')}</p>`;
    }
    return html`
      <div class="scroll"><table class="pairs">
        <caption class="unseen">${t('form.pairs')}</caption>
        <thead><tr><td></td>${members.slice(0, -1).map((name) => html`<th scope="col"><span title=${name}>${name}</span></th>`)}</tr></thead>
        <tbody>${members.slice(1).map((one, row) => html`
          <tr><th scope="row" title=${one}>${one}</th>
            ${members.slice(0, row + 1).map((other) => html`<td>${this.#choice(other, one)}</td>`)}
          </tr>`)}
        </tbody>
      </table></div>
      <p class="pairs-foot"><span class="muted" role="status">${t('form.pairsChosen', {count: this.pairs.length})}</span>
        ${this.pairs.length > 0 ? html`<button type="button" class="quiet" @click=${() => this.#send([])}>${t('form.none')}</button>` : nothing}</p>`;
  }

  #choice(one, other) {
    const chosen = this.pairs.some((pair) => pair.includes(one) && pair.includes(other));
    return html`<button type="button" class="pair" data-pair="${one} ${other}" aria-pressed=${chosen} title="${one} ↔ ${other}" aria-label="${one} ↔ ${other}"
      @click=${() => this.#send(chosen ? this.pairs.filter((pair) => !(pair.includes(one) && pair.includes(other))) : [...this.pairs, [one, other]])}></button>`;
  }

  #send(detail) {
    this.dispatchEvent(new CustomEvent('nm-change', {detail}));
  }
}
customElements.define('nm-pair-grid', PairGrid);
