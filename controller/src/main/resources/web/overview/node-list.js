import {LitElement, html, nothing} from 'lit';
import {t} from '../text/language.js';
import {quantity} from '../format/quantity.js';
import {dateTime, span} from '../format/time.js';
import './node-form.js';

/** Above this many programs that want to run for each processor, what a host measures is late. */
const BUSY_LOAD = 1;
/** Agents report every 15 s; what is this old is told with its age. */
const OLD_MS = 60_000;

/** The nodes that joined, each with a form for its title and labels; when there are none, how one joins. Sends `nm-changed`. */
class NodeList extends LitElement {
  static properties = {nodes: {attribute: false}, edited: {state: true}};

  createRenderRoot() {
    return this;
  }

  render() {
    return html`
      <section class="panel" aria-labelledby="nodes-title">
        <div class="panel-head"><h2 id="nodes-title">${t('nodes.title')}</h2><span class="count">${this.nodes.length}</span></div>
        ${this.nodes.length === 0 ? this.#howToJoin() : html`
          <div class="scroll"><table class="list">
            <thead><tr>
              ${['name', 'state', 'labels', 'addresses', 'clock', 'load'].map((word) => html`<th scope="col">${t(`nodes.${word}`)}</th>`)}
              <th scope="col"><span class="unseen">${t('tasks.action')}</span></th>
            </tr></thead>
            <tbody>${this.nodes.map((node) => (node.name === this.edited ? this.#form(node) : this.#row(node)))}</tbody>
          </table></div>`}
      </section>`;
  }

  #row(node) {
    return html`
      <tr data-node=${node.name}>
        <th scope="row">${node.name}${node.title && node.title !== node.name ? html`<small>${node.title}</small>` : nothing}</th>
        <td>${this.#state(node)}</td>
        <td class="labels">${Object.entries(node.labels ?? {}).map(([label, value]) => html`<span class="chip">${label}=${value}</span> `)}</td>
        <td>${this.#reach(node)}</td>
        <td>${this.#clock(node.clock)}</td>
        <td>${this.#load(node)}</td>
        <td class="end"><button class="quiet" aria-label=${t('nodes.editNamed', {name: node.name})}
          @click=${() => this.#edit(node.name)}>${t('nodes.edit')}</button></td>
      </tr>`;
  }

  #form(node) {
    return html`
      <tr data-node=${node.name}><td colspan="7">
        <nm-node-form .node=${node} @nm-close=${() => { this.edited = undefined; }}
          @nm-changed=${() => this.dispatchEvent(new CustomEvent('nm-changed'))}></nm-node-form>
      </td></tr>`;
  }

  #state({state, lastSeenAt}) {
    const online = state === 'online';
    const seen = lastSeenAt ? new Date(lastSeenAt) : undefined;
    return html`
      <span class="state ${online ? 'good' : 'bad'}">${t(online ? 'nodes.online' : 'nodes.offline')}</span>
      ${online || !seen ? nothing
        : html`<small>${t('nodes.since', {time: dateTime(seen)})} (${t('nodes.seen', {age: span(Date.now() - seen)})})</small>`}`;
  }

  /** Addresses, and beneath them what keeps others from them. */
  #reach({addresses, seenAs, reachable}) {
    return html`
      ${(addresses ?? []).map((address) => html`<span class="address code">${address}</span> `)}
      ${seenAs ? html`<small>${t('nodes.seenAs')} <span class="code">${seenAs}</span></small>` : nothing}
      ${reachable === false ? html`<small class="wide-note warning">${t('nodes.unreachable')}</small>` : nothing}`;
  }

  #clock(clock) {
    if (!clock) {
      return html`<span class="muted">${t('nodes.unknownClock')}</span>`;
    }
    const word = clock.synchronized ? 'nodes.synchronized' : 'nodes.unsynchronized';
    const text = clock.maxErrorNs === undefined ? t(`${word}Plain`) : t(word, {error: quantity(clock.maxErrorNs, 'ns')});
    return html`
      <span class=${clock.synchronized ? '' : 'warning'}>${text}</span>
      ${clock.offsetNs === undefined ? nothing : html`<small>${this.#offset(clock.offsetNs)}</small>`}`;
  }

  /** The controller's clock minus the node's. */
  #offset(offsetNs) {
    return t(offsetNs < 0 ? 'nodes.ahead' : 'nodes.behind', {offset: quantity(Math.abs(offsetNs), 'ns')});
  }

  #load({hostLoad, spoolBytes, droppedResults, state, lastSeenAt}) {
    const old = state !== 'online' && lastSeenAt && Date.now() - Date.parse(lastSeenAt) > OLD_MS;
    return html`
      ${hostLoad === undefined || old ? html`<span class="muted">–</span>`
        : html`<span class=${hostLoad > BUSY_LOAD ? 'warning' : ''} title=${t('nodes.loadHelp')}>${quantity(hostLoad, 'ratio')}</span>`}
      ${spoolBytes > 0 ? html`<small>${t('nodes.spool', {size: quantity(spoolBytes, 'B')})}</small>` : nothing}
      ${droppedResults > 0 ? html`<small class="alarming">${t('nodes.dropped', {count: droppedResults})}</small>` : nothing}`;
  }

  async #edit(name) {
    this.edited = name;
    await this.updateComplete;
    this.querySelector('nm-node-form input')?.focus();
  }

  #howToJoin() {
    const host = location.hostname.includes(':') && !location.hostname.startsWith('[') ? `[${location.hostname}]` : location.hostname;
    return html`
      <div class="empty">
        <h3>${t('nodes.emptyTitle')}</h3>
        <p>${t('nodes.emptyText')}</p>
        <pre><code>./netmonitor node token > token
./netmonitor agent --controller https://${host}:3443 \\
    --token-file token</code></pre>
      </div>`;
  }
}
customElements.define('nm-node-list', NodeList);
