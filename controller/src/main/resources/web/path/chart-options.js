import {t} from '../text/language.js';
import {above, quantity, range, round} from '../format/quantity.js';
import {dateTime} from '../format/time.js';
import {PANELS, panelOf, wayOf} from './panels.js';

const LEFT = 76;
const RIGHT = 18;
const TOP = 26;
const GAP = 42;
const BOTTOM = 26;
/** With fewer points than this each of them is marked. */
const SELDOM = 130;

/**
 * What the chart library draws.
 *
 * @param curves [{metric, rows}] · @param path {source, destination} · @param colours of the page's scheme
 * @param size {width, height} in px · @param from,to ends of the time axis in ms
 */
export function chartOptions({curves, path, colours, size, from, to}) {
  const panels = PANELS.filter(({name}) => curves.some(({metric}) => panelOf(metric) === name));
  const shares = panels.reduce((sum, {share}) => sum + share, 0);
  const room = size.height - TOP - BOTTOM - GAP * (panels.length - 1);
  let top = TOP;
  const boxes = panels.map(({share}) => {
    const box = {left: LEFT, right: RIGHT, top, height: Math.max(30, (room * share) / shares)};
    top += box.height + GAP;
    return box;
  });
  const indexOf = (metric) => panels.findIndex(({name}) => name === panelOf(metric));
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: {fontFamily: colours.font, color: colours.ink},
    grid: boxes,
    xAxis: panels.map((panel, i) => timeAxis(i, i === panels.length - 1, {from, to, colours})),
    yAxis: panels.map((panel, i) => valueAxis(panel, i, unitIn(curves, panel), colours)),
    axisPointer: {link: [{xAxisIndex: 'all'}], lineStyle: {color: colours.lineStrong, type: 'solid'}, label: {show: false}},
    tooltip: tooltip(curves, path, colours),
    series: [
      ...curves.flatMap((curve) => shapes(curve, panels[indexOf(curve.metric)], indexOf(curve.metric), colours, path)),
      ...failures(curves, panels, colours)],
  };
}

const unitIn = (curves, panel) => curves.find(({metric}) => panelOf(metric) === panel.name).metric.unit;

function timeAxis(gridIndex, last, {from, to, colours}) {
  return {
    type: 'time', gridIndex, min: from, max: to,
    axisLine: {lineStyle: {color: colours.line}}, axisTick: {show: false},
    splitLine: {show: true, lineStyle: {color: colours.line, opacity: 0.6}},
    axisLabel: {show: last, color: colours.quiet, hideOverlap: true},
  };
}

function valueAxis(panel, gridIndex, unit, colours) {
  const bars = panel.shape === 'bar';
  return {
    type: 'value', gridIndex, scale: panel.shape === 'band', splitNumber: panel.share > 3 ? 5 : 2,
    min: panel.shape === 'band' ? undefined : 0,
    max: bars ? ({max}) => (max > 0.01 ? undefined : 0.01) : undefined,
    name: t(`quantity.${panel.name}`), nameLocation: 'end', nameGap: 12,
    nameTextStyle: {align: 'right', padding: [0, 8, 0, 0], color: colours.ink, fontWeight: 600},
    axisLabel: {color: colours.quiet, formatter: (value) => round(value, unit)},
    splitLine: {lineStyle: {color: colours.line}},
  };
}

function shapes({metric, rows}, panel, index, colours, path) {
  const color = colours[metric.direction] ?? colours.roundTrip;
  const shared = {name: wayOf(metric, path), xAxisIndex: index, yAxisIndex: index, id: metric.name};
  if (panel.shape === 'bar') {
    // plain bars would widen their time axis by half a bar, and the panels' peaks would no longer stand above each other
    return [{...shared, type: 'pictorialBar', symbol: 'rect', itemStyle: {color}, barGap: '0%', barMaxWidth: 8, barMinWidth: 1.5,
      data: rows.map(({at, mean}) => [at, mean ?? null])}];
  }
  // a rate is measured seldom, and a line through one point is none
  const seldom = panel.name === 'rate' && rows.length < SELDOM;
  const line = {...shared, type: 'line', symbol: 'none', symbolSize: 4, connectNulls: false,
    lineStyle: {color, width: metric.direction === 'roundTrip' ? 1.4 : 1.8, type: isBare(metric, panel) ? 'dashed' : 'solid'}, itemStyle: {color}, emphasis: {disabled: true},
    data: rows.map(({at, middle}, i) => (seldom || isAlone(rows, i) ? {value: [at, middle ?? null], symbol: 'circle'} : [at, middle ?? null]))};
  return [...(hasBand(metric, panel) ? band({metric, rows}, index, color) : []), line, ...leasts({metric, rows}, shared, color)];
}

const isAlone = (rows, i) => rows[i - 1]?.middle === undefined && rows[i + 1]?.middle === undefined;
const hasBand = (metric, panel) => panel.shape === 'band' || metric.low !== undefined;
/** A rate without an interval, such as a link's, is the frame of the one that has it. */
const isBare = (metric, panel) => panel.name === 'rate' && metric.low === undefined;

/** Values that are only known to be larger than something. */
function leasts({metric, rows}, shared, color) {
  const data = rows.filter(({least}) => least !== undefined).map(({at, least}) => [at, least]);
  return data.length === 0 ? [] : [{...shared, id: `${metric.name} least`, type: 'scatter', symbol: 'triangle', symbolSize: 7,
    silent: true, itemStyle: {color}, data}];
}

/** An area between two curves: the lower one unseen, their distance stacked upon it. */
function band({metric, rows}, index, color) {
  const shared = {type: 'line', xAxisIndex: index, yAxisIndex: index, stack: metric.name, stackStrategy: 'all', silent: true,
    showSymbol: false, symbol: 'none', lineStyle: {opacity: 0}, emphasis: {disabled: true}, connectNulls: false};
  const known = ({low, high}) => low !== undefined && high !== undefined;
  return [
    {...shared, id: `${metric.name} low`, data: rows.map((row) => [row.at, known(row) ? row.low : null])},
    {...shared, id: `${metric.name} band`, areaStyle: {color, opacity: 0.16},
      data: rows.map((row) => [row.at, known(row) ? row.high - row.low : null])}];
}

/** A mark on the lowest axis for each row in which rounds gave no value. */
function failures(curves, panels, colours) {
  // a round that gave one metric did not fail because it did not give another
  const failed = new Map();
  for (const {rows} of curves) {
    rows.forEach(({at, failed: some, least}) => failed.set(at, failed.get(at) !== false && some > 0 && least === undefined));
  }
  const index = panels.length - 1;
  return index < 0 ? [] : [{id: 'failed', type: 'scatter', xAxisIndex: index, yAxisIndex: index, silent: true,
    symbol: 'rect', symbolSize: [3, 9], symbolOffset: [0, -4], itemStyle: {color: colours.bad},
    data: [...failed].filter(([, all]) => all).map(([at]) => [at, 0])}];
}

/** Drawn on the canvas: tooltips of HTML bring inline styles, which the page's policy forbids. */
function tooltip(curves, path, colours) {
  return {
    trigger: 'axis', renderMode: 'richText', confine: true, padding: [9, 12], borderWidth: 1,
    backgroundColor: colours.surface, borderColor: colours.lineStrong,
    textStyle: {color: colours.ink, fontFamily: colours.font, fontSize: 12.5, lineHeight: 18},
    formatter: (hits) => {
      const at = Array.isArray(hits) ? hits[0]?.axisValue : undefined;
      return at === undefined ? '' : [dateTime(new Date(at)), ...PANELS.flatMap((panel) => readings(panel, at, curves, path))].join('\n');
    },
  };
}

function readings(panel, at, curves, path) {
  const lines = curves.filter(({metric}) => panelOf(metric) === panel.name).map(({metric, rows}) => {
    const row = nearest(rows, at);
    const value = panel.shape === 'bar' ? row?.mean : row?.middle;
    const name = panel.name === 'rate' ? metric.title : wayOf(metric, path);
    if (value === undefined) {
      return row?.least === undefined ? undefined : `  ${name}:  ${above(row.least, metric.unit)}`;
    }
    const spread = hasBand(metric, panel) && row.low !== undefined && row.high !== undefined
      ? `  (${range(row.low, row.high, metric.unit)})` : '';
    return `  ${name}:  ${quantity(value, metric.unit)}${spread}`;
  }).filter(Boolean);
  return lines.length > 0 ? [t(`quantity.${panel.name}`), ...lines] : [];
}

function nearest(rows, at) {
  let best;
  for (const row of rows) {
    if (best === undefined || Math.abs(row.at - at) <= Math.abs(best.at - at)) {
      best = row;
    }
  }
  return best;
}
