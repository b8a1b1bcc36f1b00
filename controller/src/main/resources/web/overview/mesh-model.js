/** Rounds without a result after which a cell counts as out of date: one may be lost, one may be late. */
const STALE_PERIODS = 3;
/** Results of the newest round are still on their way for a while, however short the period. */
const STALE_AT_LEAST_MS = 10_000;

/** Outcomes that carry a value; the other words are reasons why there is none. */
const WITH_VALUE = new Set(['measured', 'unstable', 'host-limited', 'above']);

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

  cell(source, destination, family) {
    return this.byPath.get(`${family} ${source} ${destination}`) ?? {source, destination, family, state: 'pending'};
  }

  /** Age of a cell's result by the controller's clock: this browser's own may be wrong. Undefined without a start. */
  ageMs(cell) {
    if (!cell.startedAt) {
      return undefined;
    }
    return Math.max(0, this.atMs - Date.parse(cell.startedAt)) + performance.now() - this.receivedMs;
  }

  /** 'pending', 'value', 'novalue' (measured, but not this metric) or 'failed'. */
  static condition(cell, metric) {
    if (cell.state === 'pending') {
      return 'pending';
    }
    if (!WITH_VALUE.has(cell.state)) {
      return 'failed';
    }
    return cell.values?.[metric] === undefined ? 'novalue' : 'value';
  }

  isStale(cell) {
    const age = this.ageMs(cell);
    return age !== undefined && age > Math.max(STALE_PERIODS * this.periodNs / 1e6, STALE_AT_LEAST_MS);
  }

  /** Whether anything has a result yet. */
  get hasResults() {
    return this.cells.some((cell) => cell.state !== 'pending');
  }

  /** Known values of a metric in one family. */
  values(metric, family) {
    return this.cells
      .filter((cell) => cell.family === family && cell.values?.[metric] !== undefined)
      .map((cell) => cell.values[metric]);
  }

  /** The cell in which a metric is highest, undefined when none has it. */
  worst(metric) {
    return this.cells
      .filter((cell) => cell.values?.[metric] !== undefined)
      .reduce((worst, cell) => (worst === undefined || cell.values[metric] > worst.values[metric] ? cell : worst), undefined);
  }
}
