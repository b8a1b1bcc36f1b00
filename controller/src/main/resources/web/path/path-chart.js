import {LitElement, html} from 'lit';
import * as echarts from 'echarts';
import {t, language} from '../text/language.js';
import {chartOptions} from './chart-options.js';

/**
 * What was measured on a path over time, on a canvas. Carries `data-ready` once drawn with points. Follows the size of
 * its place and the colour scheme. Sends `nm-time` with the instant, in ms, that was clicked.
 */
class PathChart extends LitElement {
  static properties = {
    curves: {attribute: false}, path: {attribute: false}, from: {attribute: false}, to: {attribute: false},
  };
  #chart;
  #size = new ResizeObserver(() => this.#draw());
  #scheme = matchMedia('(prefers-color-scheme: dark)');
  #onScheme = () => this.#draw();

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#scheme.addEventListener('change', this.#onScheme);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#scheme.removeEventListener('change', this.#onScheme);
    this.#size.disconnect();
    this.#chart?.dispose();
    this.#chart = undefined;
  }

  render() {
    return html`<div class="canvas" role="img" aria-label=${t('path.chart', this.path)}></div>`;
  }

  updated() {
    if (!this.#chart) {
      const place = this.querySelector('.canvas');
      this.#chart = echarts.init(place, null, {renderer: 'canvas', locale: language === 'zh' ? 'ZH' : 'EN'});
      this.#size.observe(place);
      this.#chart.getZr().on('click', ({offsetX}) => this.#clicked(offsetX));
    }
    this.#draw();
  }

  /** The gaps between the panels count too: all of them have one time axis. */
  #clicked(x) {
    const detail = this.#chart.convertFromPixel({xAxisIndex: 0}, x);
    if (detail >= this.from && detail <= this.to) {
      this.dispatchEvent(new CustomEvent('nm-time', {detail}));
    }
  }

  #draw() {
    if (!this.#chart || !this.curves) {
      return;
    }
    const place = this.querySelector('.canvas');
    const size = {width: place.clientWidth, height: place.clientHeight};
    if (size.width === 0) {
      return;
    }
    this.#chart.resize(size);
    this.#chart.setOption(
      chartOptions({curves: this.curves, path: this.path, colours: colours(this), size, from: this.from, to: this.to}),
      {notMerge: true});
    this.toggleAttribute('data-ready', this.curves.length > 0);
  }
}

/** A canvas knows no style sheets, so the tokens are read for it. */
function colours(element) {
  const style = getComputedStyle(element);
  const token = (name) => style.getPropertyValue(name).trim();
  return {
    font: style.fontFamily, ink: token('--ink'), quiet: token('--ink-quiet'), line: token('--line'),
    lineStrong: token('--line-strong'), surface: token('--surface'), bad: token('--bad'),
    roundTrip: token('--chart-round'), forward: token('--chart-forward'), backward: token('--chart-backward'),
  };
}
customElements.define('nm-path-chart', PathChart);
