/** Rounds without a result after which a cell counts as out of date: one may be lost, one may be late. */
const STALE_PERIODS = 3;
/** Results of the newest round are still on their way for a while, however short the period. */
const STALE_AT_LEAST_MS = 10_000;

/** Outcomes that carry a value; the other words are reasons why there is none. */
const WITH_VALUE = new Set(['measured', 'unstable', 'host-limited', 'above']);

const OWN_LOOK = new Set(['pending', 'unmeasurable', 'busy']);

/** A mesh answer prepared for looking up and judging cells. Holds no state but the answer. */
export class MeshModel {
  /** @param mesh answer of GET /api/v1/mesh · @param receivedMs performance.now() at its arrival */
  constructor(mesh, receivedMs) {
    this.task = mesh.task;
    this.kind = mesh.kind;
    this.periodNs = mesh.periodNs;
    this.members = mesh.members;
    this.cells = mesh.cells;
    this.families = [...new Set(mesh.cells.map((cell) => cell.family))].sort();
    this.receivedMs = receivedMs;
    this.atMs = Date.parse(mesh.at);
    this.byPath = new Map(mesh.cells.map((cell) => [`${cell.family} ${cell.source} ${cell.destination}`, cell]));
  }

  /** Undefined for a path that the task does not have: a hub's others do not measure each other. */
  cell(source, destination, family) {
    return this.byPath.get(`${family} ${source} ${destination}`);
  }

  /** Age of a cell's result by the controller's clock: this browser's own may be wrong. Undefined without a start. */
  ageMs(cell) {
    if (!cell.startedAt) {
      return undefined;
    }
    return Math.max(0, this.atMs - Date.parse(cell.startedAt)) + performance.now() - this.receivedMs;
  }

  /**
   * 'pending', 'unmeasurable' (the plan says that it cannot be measured, so nobody waits for it), 'value', 'least' (known to be
   * more than the lower end of its interval), 'novalue' (measured, but not this metric), 'busy' (a node was in another measurement,
   * which is nobody's fault) or 'failed'.
   */
  static condition(cell, metric) {
    if (OWN_LOOK.has(cell.state)) {
      return cell.state;
    }
    if (!WITH_VALUE.has(cell.state)) {
      return 'failed';
    }
    if (cell.values?.[metric?.name] !== undefined) {
      return 'value';
    }
    return cell.values?.[metric?.low] === undefined ? 'novalue' : 'least';
  }

  /** A metric's value in a cell, or what it is known to be above. */
  static value(cell, metric) {
    return cell.values?.[metric.name] ?? cell.values?.[metric.low];
  }

  isStale(cell) {
    const age = this.ageMs(cell);
    return age !== undefined && cell.state !== 'unmeasurable' && age > Math.max(STALE_PERIODS * this.periodNs / 1e6, STALE_AT_LEAST_MS);
  }

  /** Whether anything has a result yet. */
  get hasResults() {
    return this.cells.some((cell) => cell.state !== 'pending' && cell.state !== 'unmeasurable');
  }

  /** Known values of a metric in one family. */
  values(metric, family) {
    return this.cells
      .filter((cell) => cell.family === family)
      .map((cell) => MeshModel.value(cell, metric))
      .filter((value) => value !== undefined);
  }

  /** The cell in which a metric is highest, undefined when none has it. */
  highest(metric) {
    return this.#first(metric, (one, other) => one > other);
  }

  /** The cell in which a metric is lowest, undefined when none has it. */
  lowest(metric) {
    return this.#first(metric, (one, other) => one < other);
  }

  #first(metric, before) {
    return this.cells
      .filter((cell) => MeshModel.value(cell, metric) !== undefined)
      .reduce((first, cell) => (first === undefined || before(MeshModel.value(cell, metric), MeshModel.value(first, metric))
        ? cell : first), undefined);
  }
}
