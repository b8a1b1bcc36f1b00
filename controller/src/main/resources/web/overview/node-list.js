import {LitElement, html, nothing} from 'lit';
import {t} from '../text/language.js';
import {quantity} from '../format/quantity.js';
import {dateTime, span} from '../format/time.js';

/** The nodes that joined; when there are none, how one joins. */
class NodeList extends LitElement {
  static properties = {nodes: {attribute: false}};

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
              <th scope="col">${t('nodes.name')}</th><th scope="col">${t('nodes.state')}</th>
              <th scope="col">${t('nodes.addresses')}</th><th scope="col">${t('nodes.clock')}</th>
            </tr></thead>
            <tbody>${this.nodes.map((node) => this.#row(node))}</tbody>
          </table></div>`}
      </section>`;
  }

  #row(node) {
    const online = node.state === 'online';
    const seen = node.lastSeenAt ? new Date(node.lastSeenAt) : undefined;
    return html`
      <tr>
        <th scope="row">${node.name}${node.title && node.title !== node.name ? html`<small>${node.title}</small>` : nothing}</th>
        <td><span class="state ${online ? 'good' : 'bad'}">${online ? t('nodes.online') : t('nodes.offline')}</span>
          ${online || !seen ? nothing
            : html`<small title=${dateTime(seen)}>${t('nodes.seen', {age: span(Date.now() - seen)})}</small>`}</td>
        <td class="code">${(node.addresses ?? []).map((address) => html`<span class="address">${address}</span> `)}</td>
        <td>${this.#clock(node.clock)}</td>
      </tr>`;
  }

  #clock(clock) {
    if (!clock) {
      return html`<span class="muted">${t('nodes.unknownClock')}</span>`;
    }
    const word = clock.synchronized ? 'nodes.synchronized' : 'nodes.unsynchronized';
    const text = clock.maxErrorNs === undefined ? t(`${word}Plain`) : t(word, {error: quantity(clock.maxErrorNs, 'ns')});
    return clock.synchronized ? text : html`<span class="warning">${text}</span>`;
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
