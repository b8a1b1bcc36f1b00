import {getAll, getTagged, post, put, step} from '../api/client.js';
import {durationNs} from '../format/time.js';
import {LADDER, rungFor} from './periods.js';
import {EMPTY, faultsOf, specOf, valuesOf} from './task-spec.js';

/** So long nobody typed, then the controller is asked what it thinks. */
const QUIET_MS = 400;

/**
 * A task while it is written: its values, what is wrong with them, and what the controller says it would come to. A reactive
 * controller of Lit.
 */
export class TaskDraft {
  nodes = undefined;
  types = undefined;
  values = EMPTY;
  /** What is wrong, by field, as far as the person has been told. */
  faults = {};
  /** What the controller would make of the task, of the newest values that it accepted. */
  preview = undefined;
  /** Whether a newer preview is on its way. */
  asking = false;
  /** What keeps preview or task from coming, where it belongs to no field. */
  problem = undefined;
  /** Whether somebody else changed the task meanwhile. */
  overtaken = false;

  #host;
  #name;
  #tag;
  #timer;
  #abort;

  /** @param name of the task that is changed; undefined for a new one */
  constructor(host, name) {
    this.#host = host;
    this.#name = name;
    host.addController(this);
  }

  get isNew() {
    return this.#name === undefined;
  }

  get type() {
    return this.types?.find(({name}) => name === this.values.kind);
  }

  hostConnected() {
    this.load();
  }

  hostDisconnected() {
    this.#stopAsking();
  }

  /** Reads what there is to choose from, and the task anew: what was written since is gone. */
  async load() {
    this.problem = undefined;
    this.overtaken = false;
    this.faults = {};
    try {
      const [nodes, types, task] = await Promise.all([
        getAll('nodes'), getAll('probe-types'), this.isNew ? undefined : getTagged(`tasks/${step(this.#name)}`)]);
      Object.assign(this, {nodes, types});
      if (task) {
        this.#tag = task.tag;
        this.values = this.#withDefaults(valuesOf(task.body));
        this.#ask();
      } else {
        this.values = this.#ofKind(EMPTY, types[0]?.name ?? '');
      }
    } catch (problem) {
      this.problem = problem;
    }
    this.#host.requestUpdate();
  }

  set(name, value) {
    this.values = name === 'kind' ? this.#ofKind(this.values, value) : {...this.values, [name]: value};
    this.#changed(name);
  }

  setSetting(name, value) {
    this.values = {...this.values, settings: {...this.values.settings, [name]: value}};
    this.#changed(`settings.${name}`);
  }

  /** What the form itself finds wrong. */
  missing() {
    return faultsOf(this.values);
  }

  /** Hands the task in. @returns its name, or undefined when something is wrong with it */
  async send() {
    this.#stopAsking();
    this.problem = undefined;
    this.faults = this.missing();
    if (Object.keys(this.faults).length > 0) {
      return undefined;
    }
    const spec = specOf(this.values);
    try {
      await this.#hand(spec, '');
      return spec.name;
    } catch (problem) {
      this.#refuse(problem);
      return undefined;
    }
  }

  /** Whether a fault has a field on the page beside which it shows. */
  isShown(field) {
    return field in this.values || field.replace(/^settings\./, '') in this.values.settings;
  }

  #changed(field) {
    const {[field]: _, ...others} = this.faults;
    this.faults = others;
    this.#stopAsking();
    this.#timer = setTimeout(() => this.#ask(), QUIET_MS);
    this.#host.requestUpdate();
  }

  /** Asks only about what could be whole: an empty form is not wrong, it is not written yet. */
  async #ask() {
    this.#stopAsking();
    if (Object.keys(this.missing()).length > 0) {
      this.preview = undefined;
      this.#host.requestUpdate();
      return;
    }
    const abort = new AbortController();
    this.#abort = abort;
    this.asking = true;
    this.#host.requestUpdate();
    try {
      this.preview = await this.#hand(specOf(this.values), '?dryRun=true', abort.signal);
      this.faults = {};
      this.problem = undefined;
    } catch (problem) {
      if (abort.signal.aborted) {
        return;
      }
      this.preview = undefined;
      this.#refuse(problem);
    }
    this.asking = false;
    this.#host.requestUpdate();
  }

  #hand(spec, query, signal = undefined) {
    return this.isNew ? post(`tasks${query}`, spec, signal) : put(`tasks/${step(this.#name)}${query}`, spec, {tag: this.#tag, signal});
  }

  #refuse(problem) {
    this.overtaken = problem.status === 412;
    this.problem = problem;
    const errors = problem.errors ?? [];
    this.faults = Object.fromEntries(errors.map(({field, message}) => [field.split('[')[0], message]));
    if (problem.status === 409 && errors.length === 0) {
      this.faults = {name: problem.message};
    }
  }

  #stopAsking() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.asking = false;
  }

  /** Another probe type has other settings, and maybe a period from the ladder. */
  #ofKind(values, kind) {
    const type = this.types.find(({name}) => name === kind);
    const settings = Object.fromEntries((type?.settings ?? []).map((setting) => [setting.name, setting.default]));
    return {...values, kind, settings, period: type?.exclusive ? rungFor(values.period) : values.period};
  }

  /** Settings that a task does not name take their defaults; `60s` is the rung `1m`. */
  #withDefaults(values) {
    const plain = this.#ofKind(values, values.kind);
    const isRung = LADDER.some((rung) => durationNs(rung) === durationNs(values.period));
    return {...plain, settings: {...plain.settings, ...values.settings}, period: isRung ? plain.period : values.period};
  }
}
