/** More columns than this cannot be told apart on a screen. */
const COLUMNS = 600;
/** A pause this many times as long as usual is a gap: nothing was measured, so no line may cross it. */
const GAP = 2.5;

/**
 * Makes the points of one metric fit to be drawn: neighbours merged when there are too many (extremes stay), gaps marked
 * by points without values.
 *
 * @param points as the API gives them, in order of time · @param stepMs usual distance of points
 * @returns rows {at (ms), middle, low, high, mean, count, failed}; a row without `middle` breaks the line
 */
export function drawable(points, stepMs) {
  const merged = thin(points);
  const size = Math.max(1, Math.ceil(points.length / COLUMNS));
  const usual = Math.max(stepMs * size, medianStep(merged));
  const rows = [];
  for (const row of merged) {
    const before = rows.at(-1);
    if (before && row.at - before.at > GAP * usual) {
      rows.push({at: before.at + usual});
    }
    rows.push(row);
  }
  return rows;
}

/**
 * Puts the ends of a metric's interval to its rows, as `low` and `high`. Where only the lower end is known, the row says so as
 * `least`, and has no `middle`.
 */
export function within(rows, lowRows, highRows) {
  const middles = (ends) => new Map(ends.map(({at, middle}) => [at, middle]));
  const [lows, highs] = [middles(lowRows), middles(highRows)];
  return rows.map((row) => ({
    ...row,
    low: lows.get(row.at),
    high: highs.get(row.at),
    least: row.middle === undefined ? lows.get(row.at) : undefined,
  }));
}

function thin(points) {
  const size = Math.max(1, Math.ceil(points.length / COLUMNS));
  const rows = [];
  // counted from the epoch of the list's end, a live chart would merge other neighbours each time and flicker
  const first = points.length > 0 ? Date.parse(points[0].at) : 0;
  const span = points.length > 1 ? (Date.parse(points.at(-1).at) - first) / (points.length - 1) * size : 1;
  let group = [];
  let slot;
  for (const point of points) {
    const own = size === 1 ? point : Math.floor(Date.parse(point.at) / span);
    if (own !== slot && group.length > 0) {
      rows.push(merge(group));
      group = [];
    }
    slot = own;
    group.push(point);
  }
  return group.length > 0 ? [...rows, merge(group)] : rows;
}

function merge(group) {
  const sum = (pick) => group.reduce((total, point) => total + (pick(point) ?? 0), 0);
  const known = (pick) => group.map(pick).filter((value) => value !== undefined && value !== null);
  const middles = known((point) => point.p50 ?? point.mean).sort((a, b) => a - b);
  const lows = known((point) => point.min);
  const highs = known((point) => point.p95 ?? point.max);
  const weighed = group.filter((point) => point.mean !== undefined && point.mean !== null);
  const weight = weighed.reduce((total, point) => total + (point.count || 1), 0);
  return {
    at: Date.parse(group[0].at),
    middle: middles[middles.length >> 1],
    low: lows.length > 0 ? Math.min(...lows) : undefined,
    high: highs.length > 0 ? Math.max(...highs) : undefined,
    mean: weight > 0 ? weighed.reduce((total, point) => total + point.mean * (point.count || 1), 0) / weight : undefined,
    count: sum((point) => point.count),
    failed: sum((point) => point.failed),
  };
}

function medianStep(rows) {
  const steps = rows.slice(1).map((row, i) => row.at - rows[i].at).sort((a, b) => a - b);
  return steps[steps.length >> 1] ?? 0;
}
