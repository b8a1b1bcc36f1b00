/** Number of colours; style sheets hold .delay-0 … .delay-6 and .loss-0 … .loss-6. */
const STEPS = 7;

/** Loss is good or bad in itself, so its scale never moves. A cell takes the step of the last bound that it reaches. */
const LOSS_BOUNDS = [0.000001, 0.001, 0.01, 0.02, 0.05, 0.2];

/**
 * A scale for the values at hand: round bounds that the eye reads at once, fewer of them when values
 * spread far. It moves only when a value leaves its ends, so cells do not change colour for each other's small changes.
 *
 * @returns {{kind: string, bounds: number[], step: (value: number) => number}}
 */
export function scaleFor(values, unit) {
  return unit === 'ratio' ? scale('loss', LOSS_BOUNDS) : scale(unit === 'bps' ? 'rate' : 'delay', bounds(values));
}

function scale(kind, ends) {
  return {kind, bounds: ends, step: (value) => ends.filter((end) => value >= end).length};
}

function bounds(values) {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) {
    return [];
  }
  const low = Math.min(...positive);
  const high = Math.max(...positive);
  for (const series of [[1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8], [1, 2, 5], [1, 3], [1]]) {
    const between = ladder(series, low, high);
    if (between.length < STEPS) {
      return between;
    }
  }
  return ladder([1], low, high).slice(-(STEPS - 1));
}

function ladder(series, low, high) {
  const found = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const digit of series) {
      const bound = digit * 10 ** power;
      if (bound > low && bound <= high) {
        found.push(bound);
      }
    }
  }
  return found;
}

/** Few steps stay near each other in colour: a mesh whose delays lie close together should look even, not alarming. */
export function colour(scale, value) {
  const step = scale.step(value);
  if (scale.kind === 'loss') {
    return `loss-${step}`;
  }
  const steps = scale.bounds.length + 1;
  // of a delay little is good, of a rate much is
  const fromGood = scale.kind === 'rate' ? steps - 1 - step : step;
  return `delay-${steps === 1 ? 1 : Math.round((fromGood * (STEPS - 1)) / Math.max(steps - 1, 4))}`;
}
