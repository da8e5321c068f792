import { colour, drawNothing, element } from './dom.js';
import { clock, format } from './format.js';

/** Rates per bucket, from cumulative ones; the densest cell of the panel has the full colour. */
export function drawHeatmap(body, panel, answer) {
  const series = answer.results
    .flatMap(({ series: found }) => found)
    .map(({ metric, values }) => ({
      bound: metric.le === '+Inf' ? Infinity : Number(metric.le),
      le: metric.le,
      values: new Map(values.map(([time, value]) => [time.toFixed(3), Number(value)])),
    }))
    .sort((a, b) => a.bound - b.bound);
  if (series.length === 0) {
    drawNothing(body, panel);
    return;
  }
  const times = [...new Set(series.flatMap(({ values }) => [...values.keys()]))].sort((a, b) => a - b);
  const density = series.map(({ values }, row) =>
    times.map((time) =>
      Math.max(0, (values.get(time) ?? 0) - (row === 0 ? 0 : (series[row - 1].values.get(time) ?? 0))),
    ),
  );
  // Bounds that nothing ever lies under or above only take room.
  const busy = density.map((row) => row.some((value) => value > 1e-9));
  const first = Math.max(0, busy.indexOf(true) - 1);
  const last = Math.min(series.length - 1, busy.lastIndexOf(true) + 1);
  const most = Math.max(...density.flat(), 1e-9);
  const { from, to, step } = answer.range;
  const canvas = element('canvas', { class: 'heat', role: 'img', 'aria-label': panel.title });
  const names = element('div', { class: 'heat-names' });
  body.replaceChildren(
    element('div', { class: 'heat-frame' }, names, canvas),
    element(
      'div',
      { class: 'heat-times' },
      element('span', {}, clock(from * 1000)),
      element('span', {}, clock(to * 1000)),
    ),
  );
  const ratio = window.devicePixelRatio || 1;
  canvas.width = canvas.clientWidth * ratio;
  canvas.height = canvas.clientHeight * ratio;
  const context = canvas.getContext('2d');
  context.fillStyle = colour(panel.options.color?.fill ?? 'dark-orange');
  const rows = last - first + 1;
  for (let row = first; row <= last; row++) {
    const y = canvas.height * (1 - (row - first + 1) / rows);
    times.forEach((time, index) => {
      const value = density[row][index];
      if (value <= 1e-9) return;
      context.globalAlpha = 0.08 + 0.92 * Math.sqrt(value / most);
      const x = ((Number(time) - from) / (to - from)) * canvas.width;
      context.fillRect(
        x,
        y,
        Math.ceil((step / (to - from)) * canvas.width),
        Math.ceil(canvas.height / rows) - 1,
      );
    });
    names.prepend(
      element(
        'span',
        {},
        series[row].bound === Infinity ? '+Inf' : format(series[row].bound, panel.options.yAxis?.unit),
      ),
    );
  }
}
