import {LitElement, html, nothing} from 'lit';
import {t} from '../text/language.js';
import {get, getAll} from '../api/client.js';
import {Poll} from '../api/poll.js';
import {keep} from '../router.js';
import {metricsOf} from './metrics.js';
import {MeshModel} from './mesh-model.js';
import '../silence-banner.js';
import './mesh-panel.js';
import './mesh-summary.js';
import './node-list.js';
import './task-list.js';
import {hasOldNodes} from './old-nodes.js';

const MESH_EVERY_MS = 2_000;
/** Nodes and tasks change when people do something, so they are asked for less often. */
const LISTS_EVERY_MS = 6_000;

/** What is going on now: the mesh of one task, the nodes and the tasks. Choices are kept in the address. */
class OverviewPage extends LitElement {
  static properties = {task: {state: true}, metric: {state: true}, family: {state: true}};
  #lists = new Poll(this, LISTS_EVERY_MS, (signal) => this.#loadLists(signal), (type) => type === 'task' || type === 'node');
  #mesh = new Poll(this, MESH_EVERY_MS, (signal) => this.#loadMesh(signal),
    (type, {task}) => type !== 'node' && task === this.#shown);
  /** The task whose mesh is asked for. */
  #shown = undefined;

  constructor() {
    super();
    const query = new URLSearchParams(location.search);
    this.task = query.get('task') ?? undefined;
    this.metric = query.get('metric') ?? undefined;
    this.family = query.get('family') ?? undefined;
  }

  createRenderRoot() {
    return this;
  }

  /** The mesh is asked for as soon as its task is known, not when the next question is due. */
  willUpdate() {
    const chosen = this.#chosen(this.#lists.data?.tasks ?? []);
    if (chosen !== this.#shown) {
      this.#shown = chosen;
      this.#mesh.restart();
    }
  }

  render() {
    const lists = this.#lists.data;
    const poll = this.#lists.failedSince ? this.#lists : this.#mesh;
    return html`
      <h1 class="unseen">${t('overview.title')}</h1>
      <nm-silence-banner .poll=${poll} .failure=${poll.error}></nm-silence-banner>
      ${lists === undefined ? (this.#lists.error ? nothing : html`<p class="loading">${t('loading')}</p>`) : this.#content(lists)}`;
  }

  #content({nodes, tasks, types}) {
    const model = this.#mesh.data;
    // the prototype's nodes measure before the first of ours has joined
    const isFleet = nodes.length > 0 || tasks.some(hasOldNodes);
    return html`
      ${isFleet ? html`<nm-mesh-summary .nodes=${nodes} .metrics=${metricsOf(types, model?.kind)} .model=${model}></nm-mesh-summary>` : nothing}
      ${tasks.length > 0 && isFleet ? html`
        <nm-mesh-panel .tasks=${tasks} .metrics=${metricsOf(types, model?.kind)} .model=${model} .task=${this.#shown}
          .metric=${this.metric} .family=${this.family} .silent=${this.#mesh.error !== undefined}
          @nm-choose=${this.#choose}></nm-mesh-panel>` : nothing}
      ${isFleet ? nothing : this.#nodeList(nodes)}
      <nm-task-list .tasks=${tasks} .types=${types} .nodeCount=${nodes.length} .chosen=${this.#shown}
        @nm-choose=${this.#choose} @nm-changed=${() => this.#lists.now()}></nm-task-list>
      ${isFleet ? this.#nodeList(nodes) : nothing}`;
  }

  #nodeList(nodes) {
    return html`<nm-node-list .nodes=${nodes} @nm-changed=${() => this.#lists.now()}></nm-node-list>`;
  }

  async #loadLists(signal) {
    const [nodes, tasks, types] = await Promise.all([
      getAll('nodes', {}, signal), getAll('tasks', {}, signal),
      this.#lists.data?.types ?? getAll('probe-types', {}, signal)]);
    return {nodes, tasks, types};
  }

  async #loadMesh(signal) {
    return this.#shown && new MeshModel(await get('mesh', {task: this.#shown}, signal), performance.now());
  }

  /** The task that was asked for while it exists, else the first that runs. */
  #chosen(tasks) {
    const wanted = tasks.find((task) => task.name === this.task);
    return (wanted ?? tasks.find((task) => task.state === 'active') ?? tasks[0])?.name;
  }

  #choose(event) {
    Object.assign(this, event.detail);
    keep(event.detail);
  }
}
customElements.define('nm-overview-page', OverviewPage);
