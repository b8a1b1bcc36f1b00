import {LitElement, html, nothing} from 'lit';
import {t} from '../text/language.js';
import {durationNs} from '../format/time.js';
import {quantity, round} from '../format/quantity.js';
import {inWords, labelOf} from './spec-changes.js';

const MOST_NODES = 8;
const MOST_PATHS = 12;

/** What a task would come to, before it is kept. Sends `nm-period` with the period that was asked for. */
class TaskPreview extends LitElement {
  static properties = {
    draft: {attribute: false}, preview: {attribute: false}, values: {attribute: false}, asking: {attribute: false},
  };

  createRenderRoot() {
    return this;
  }

  render() {
    const {preview} = this;
    return html`
      <section class="panel preview ${this.asking ? 'asking' : ''}" aria-labelledby="preview-title" aria-busy=${this.asking ? 'true' : 'false'}>
        <div class="panel-head"><h2 id="preview-title">${t(this.draft.isNew ? 'preview.title' : 'preview.titleChange')}</h2></div>
        <div class="preview-body">${preview ? this.#content(preview) : this.#nothingYet()}</div>
      </section>`;
  }

  #nothingYet() {
    const {draft} = this;
    const missing = Object.keys(draft.missing());
    const wrong = Object.keys(draft.faults);
    const fields = [...new Set([...missing, ...wrong])].map(labelOf).join(', ');
    return html`<p class="muted">${missing.length > 0 ? t('preview.missing', {fields})
      : this.asking ? t('preview.asking')
      : wrong.length > 0 ? t('preview.wrong', {fields}) : draft.problem?.message ?? t('preview.asking')}</p>`;
  }

  #content({change, differences, paths, shortestPeriod, nodes, unmeasurable}) {
    return html`
      ${change === 'none' ? html`<p class="muted">${t('preview.noChange')}</p>` : nothing}
      ${change === 'change' && differences?.length > 0 ? html`
        <ul class="differences">${differences.map((one) => html`<li class="change">${inWords(one)}</li>`)}</ul>` : nothing}
      <dl class="preview-facts">
        <div><dt>${t('preview.paths')}</dt><dd data-fact="paths">${paths}</dd></div>
        ${shortestPeriod ? this.#shortest(shortestPeriod) : nothing}
      </dl>
      ${unmeasurable?.length > 0 ? this.#unmeasurable(unmeasurable) : nothing}
      ${nodes?.length > 0 ? this.#traffic(nodes) : nothing}`;
  }

  #shortest(period) {
    const other = durationNs(period) !== durationNs(this.values.period);
    return html`
      <div><dt>${t('preview.shortest')}</dt><dd data-fact="shortest">${round(durationNs(period), 'ns')}
        ${other ? html`<button type="button" class="use-period"
          @click=${() => this.dispatchEvent(new CustomEvent('nm-period', {detail: period}))}>${t('preview.use')}</button>` : nothing}</dd></div>`;
  }

  /** Paths with the same reason are told together: an offline node hinders many. */
  #unmeasurable(paths) {
    const byReason = new Map();
    for (const {source, destination, reason} of paths) {
      byReason.set(reason, [...(byReason.get(reason) ?? []), `${source} → ${destination}`]);
    }
    return html`
      <h3>${t('preview.unmeasurable', {count: paths.length})}</h3>
      <ul class="hindrances">${[...byReason].map(([reason, names]) => html`
        <li><strong>${reason}</strong> <span>${names.slice(0, MOST_PATHS).join(', ')}${names.length > MOST_PATHS
          ? ` ${t('preview.andMore', {count: names.length - MOST_PATHS})}` : ''}</span></li>`)}</ul>`;
  }

  #traffic(nodes) {
    const sorted = nodes.toSorted((a, b) => b.sentBps + b.receivedBps - a.sentBps - a.receivedBps || (a.node < b.node ? -1 : 1));
    const most = Math.max(...nodes.flatMap(({sentBps, receivedBps}) => [sentBps, receivedBps]), 1);
    const rest = sorted.slice(MOST_NODES);
    return html`
      <h3>${t('preview.traffic')} <small>${t('preview.trafficNote')}</small></h3>
      <ul class="loads">${sorted.slice(0, MOST_NODES).map((node) => this.#load(node, most))}</ul>
      ${rest.length === 0 ? nothing : html`<details><summary>${t('preview.moreNodes', {count: rest.length})}</summary>
        <ul class="loads">${rest.map((node) => this.#load(node, most))}</ul></details>`}`;
  }

  #load({node, sentBps, receivedBps, measurementsPerRound, atMost}, most) {
    const sign = atMost ? '≤\u202f' : '';
    const bar = (way, bps) => html`
      <span class="bar-label">${t(`preview.${way}`)}</span>
      <svg class="bar ${way}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="8" class="track"></rect><rect width=${Math.max(bps > 0 ? 0.8 : 0, (100 * bps) / most)} height="8"></rect></svg>
      <span class="bar-value">${sign}${quantity(bps, 'bps')}</span>`;
    return html`
      <li data-node=${node}>
        <span class="bar-node"><strong>${node}</strong> <small>${t('preview.measurements', {count: measurementsPerRound})}</small></span>
        ${bar('sends', sentBps)} ${bar('receives', receivedBps)}
      </li>`;
  }
}
customElements.define('nm-task-preview', TaskPreview);
