import {get} from '../api/client.js';

/** A full reading this often picks up what agents deliver late. */
const FULL_EVERY_MS = 300_000;
const MAX_PAGES = 12;

/**
 * The series of one path in a sliding time range. Single measurements are read once and then only continued, roll-ups are
 * read anew, because the newest of them still grows.
 */
export class PathSeries {
  #question;
  #points = new Map();
  #level;
  #readFullAt = -Infinity;

  /** @param question {task, source, destination, family} · @param metrics names · @param rangeMs how far back */
  constructor(question, metrics, rangeMs) {
    this.#question = {...question, metric: metrics.join(',')};
    this.rangeMs = rangeMs;
  }

  /** @returns {{points: Map<string, object[]>, level: string, from: number, to: number}} points by metric, oldest first */
  async read(signal) {
    const to = Date.now();
    const from = to - this.rangeMs;
    const newest = Math.max(...[...this.#points.values()].map((points) => Date.parse(points.at(-1)?.at ?? 0)), 0);
    const full = this.#level !== 'raw' || newest < from || performance.now() - this.#readFullAt > FULL_EVERY_MS;
    const answer = await this.#ask(full ? from : newest, to, signal);
    if (full) {
      this.#points = answer.points;
      this.#level = answer.level;
      this.#readFullAt = performance.now();
    } else if (answer.level === 'raw') {
      this.#continue(answer.points, from);
    }
    return {points: this.#points, level: this.#level, from, to};
  }

  async #ask(from, to, signal) {
    const points = new Map();
    let level;
    let cursor;
    for (let page = 0; page < MAX_PAGES; page++) {
      const answer = await get('series', {
        ...this.#question, from: new Date(from).toISOString(), to: new Date(to).toISOString(), cursor}, signal);
      for (const item of answer.items) {
        points.set(item.metric, [...(points.get(item.metric) ?? []), ...item.points]);
      }
      level ??= answer.level;
      cursor = answer.next;
      if (!cursor) {
        break;
      }
    }
    return {points, level};
  }

  #continue(fresh, from) {
    const joined = new Map();
    for (const metric of new Set([...this.#points.keys(), ...fresh.keys()])) {
      const byTime = new Map();
      for (const point of [...(this.#points.get(metric) ?? []), ...(fresh.get(metric) ?? [])]) {
        if (Date.parse(point.at) >= from) {
          byTime.set(point.at, point);
        }
      }
      joined.set(metric, [...byTime.values()].sort((a, b) => (a.at < b.at ? -1 : 1)));
    }
    this.#points = joined;
  }
}
