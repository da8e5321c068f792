import uPlot from './uPlot.js';
import { colour, drawNothing, element, seriesColours } from './dom.js';
import { clock, format, legend, stepColour } from './format.js';

/** Charts by the element that they are in, so that a refresh only sets new data. */
const charts = new WeakMap();

/** Puts all series on one grid of times. */
function gridded(answer) {
  const { from, to, step } = answer.range;
  const count = Math.round((to - from) / step) + 1;
  const times = Array.from({ length: count }, (_, index) => from + index * step);
  // In the order of the queries, and by name within each, so that neither lines nor colours change places.
  const series = answer.results.flatMap(({ legendFormat, series: found }) =>
    found
      .map(({ metric, values }) => {
        const points = Array(count).fill(null);
        for (const [time, text] of values) {
          const value = Number(text);
          if (Number.isFinite(value)) points[Math.round((time - from) / step)] = value;
        }
        return { name: legend(legendFormat, metric), points };
      })
      .sort((a, b) => a.name.localeCompare(b.name)),
  );
  return { times, series: series.filter(({ points }) => points.some((value) => value !== null)) };
}

/** What sets a series apart from the others. */
const overrideOf = (panel, name, property) =>
  panel.fieldConfig.overrides
    .find(({ matcher }) => matcher.options === name)
    ?.properties.find(({ id }) => id === property)?.value;

function colourOf(panel, names, index) {
  const own = (name) => overrideOf(panel, name, 'color')?.fixedColor;
  const { mode, fixedColor } = panel.fieldConfig.defaults.color ?? {};
  if (own(names[index]) !== undefined) return colour(own(names[index]));
  if (mode === 'fixed') return colour(fixedColor);
  const all = seriesColours();
  const before = names.slice(0, index).filter((name) => own(name) === undefined).length;
  return all[before % all.length];
}

/** What is filled between two series. */
const bandsOf = (panel, names) =>
  names.flatMap((name, index) => {
    const lower = names.indexOf(overrideOf(panel, name, 'custom.fillBelowTo'));
    return lower === -1
      ? []
      : [{ series: [index + 1, lower + 1], fill: `${colourOf(panel, names, index)}33` }];
  });

/** Distances between the marks of an axis of times that people count in; of other units, uPlot knows them. Unit: seconds. */
const timeSteps = [
  ...[1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1].flatMap((size) => [size, 2 * size, 5 * size]),
  ...[1, 2, 5, 10, 15, 30].flatMap((count) => [count, 60 * count]).sort((a, b) => a - b),
  ...[1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 672].map((hours) => 3600 * hours),
];
const isTime = (unit) => unit === 's' || unit === 'dtdurations';

/** Room for the longest text of an axis. Unit: pixels. */
const axisWidth = (_, texts) => Math.max(68, ...(texts ?? []).map((one) => 20 + 6.5 * one.length));

const isShares = (panel) => panel.fieldConfig.defaults.custom?.stacking?.mode === 'percent';

/** Each series as the upper edge of its share, on top of those after it, so that the last is drawn above all others. */
function stacked(series) {
  const edges = series.map(({ points }) => Array(points.length).fill(null));
  for (const time of series[0].points.keys()) {
    const total = series.reduce((sum, { points }) => sum + (points[time] ?? 0), 0);
    if (total <= 0) continue;
    let below = 0;
    for (let index = series.length - 1; index >= 0; index--) {
      below += (series[index].points[time] ?? 0) / total;
      edges[index][time] = below;
    }
  }
  return edges;
}

const boundsOf = (panel) => {
  const { thresholds, custom } = panel.fieldConfig.defaults;
  if ((custom?.thresholdsStyle?.mode ?? 'off') === 'off') return [];
  return (thresholds?.steps ?? []).filter(({ value }) => value !== null);
};

/** Lines at the bounds of the thresholds. */
const boundLines = (panel) => ({
  hooks: {
    draw: [
      (chart) => {
        const { ctx, bbox } = chart;
        ctx.save();
        ctx.setLineDash([6, 4]);
        ctx.lineWidth = 1.5;
        for (const { value, color } of boundsOf(panel)) {
          const y = Math.round(chart.valToPos(value, 'y', true));
          if (y < bbox.top || y > bbox.top + bbox.height) continue;
          ctx.strokeStyle = colour(color);
          ctx.beginPath();
          ctx.moveTo(bbox.left, y);
          ctx.lineTo(bbox.left + bbox.width, y);
          ctx.stroke();
        }
        ctx.restore();
      },
    ],
  },
});

/** The range covers the data and the soft limits, with a little room above. */
const rangeOf = (panel) => (_, low, high) => {
  const { axisSoftMin, axisSoftMax } = panel.fieldConfig.defaults.custom ?? {};
  const bottom = Math.min(low ?? 0, axisSoftMin ?? low ?? 0);
  const top = Math.max(high ?? 1, axisSoftMax ?? high ?? 1);
  if (top === bottom) return [bottom, bottom + (Math.abs(bottom) || 1)];
  return [bottom, top + (top - bottom) * 0.06];
};

function make(body, panel, names, data) {
  const { unit, custom } = panel.fieldConfig.defaults;
  const text = colour('text-quiet');
  const grid = { stroke: colour('line'), width: 1 };
  const font = '11px system-ui, sans-serif';
  const holder = element('div', { class: 'chart' });
  const keys = element('div', { class: 'keys' });
  body.replaceChildren(holder, keys);
  const chart = new uPlot(
    {
      width: Math.max(120, holder.clientWidth),
      height: Math.max(80, holder.clientHeight),
      // Half of the last mark of time stands beyond the chart.
      padding: [10, 28, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { size: 6 } },
      scales: { x: { time: true }, y: { range: rangeOf(panel) } },
      axes: [
        {
          stroke: text,
          grid,
          ticks: grid,
          font,
          space: 80,
          values: (_, ticks) => ticks.map((tick) => clock(tick * 1000)),
        },
        {
          stroke: text,
          grid,
          ticks: grid,
          font,
          size: axisWidth,
          ...(isTime(unit) ? { incrs: timeSteps } : {}),
          values: (_, ticks) => ticks.map((tick) => format(tick, isShares(panel) ? 'percentunit' : unit)),
        },
      ],
      series: [
        {},
        ...names.map((name, index) => {
          const stroke = colourOf(panel, names, index);
          return {
            label: name,
            stroke,
            width: overrideOf(panel, name, 'custom.lineWidth') ?? custom?.lineWidth ?? 2,
            dash: overrideOf(panel, name, 'custom.lineStyle')?.dash,
            fill: (custom?.fillOpacity ?? 0) > 0 ? `${stroke}${isShares(panel) ? 'b0' : '22'}` : undefined,
            points: { show: false },
          };
        }),
      ],
      bands: bandsOf(panel, names),
      plugins: [boundLines(panel)],
    },
    data,
    holder,
  );
  chart.over.addEventListener('mousemove', () => drawKeys(charts.get(body), panel));
  chart.over.addEventListener('mouseleave', () => drawKeys(charts.get(body), panel));
  return { chart, holder, keys, names };
}

/** Whether every band has a meaning. Mere lines do not say which side of them is the good one. */
const judges = (panel) =>
  boundsOf(panel).length > 0 && panel.fieldConfig.defaults.thresholds.steps[0].color !== 'text';

/** A value older than this many points is no longer what is. */
const newest = 6;

/** Names with the value under the pointer, or the newest one. */
function drawKeys({ chart, keys, names, points: own }, panel) {
  const { unit } = panel.fieldConfig.defaults;
  const at = chart.cursor.idx;
  keys.replaceChildren(
    ...names.map((name, index) => {
      const points = own[index];
      const value =
        typeof at === 'number' ? points[at] : points.slice(-newest).findLast((point) => point !== null);
      const mark = element('i', { class: 'mark' });
      mark.style.background = colourOf(panel, names, index);
      const shown = element('b', {}, value === null || value === undefined ? '–' : format(value, unit));
      if (judges(panel) && names.length === 1 && value !== null && value !== undefined)
        shown.style.color = colour(stepColour(panel.fieldConfig.defaults.thresholds, value));
      return element('span', { class: 'key' }, mark, `${name} `, shown);
    }),
  );
}

export function drawTimeSeries(body, panel, answer) {
  const { times, series } = gridded(answer);
  if (series.length === 0) {
    charts.get(body)?.chart.destroy();
    charts.delete(body);
    drawNothing(body, panel);
    return;
  }
  const names = series.map(({ name }) => name);
  const edges = isShares(panel) ? stacked(series) : series.map(({ points }) => points);
  const data = [times, ...edges];
  let held = charts.get(body);
  if (held === undefined || held.names.join('\n') !== names.join('\n')) {
    held?.chart.destroy();
    held = make(body, panel, names, data);
    charts.set(body, held);
  } else held.chart.setData(data);
  held.points = series.map(({ points }) => points);
  drawKeys(held, panel);
  fitTimeSeries(body);
}

/** Makes a chart as large as its place, which grows with the keys of its neighbours. */
export function fitTimeSeries(body) {
  const held = charts.get(body);
  if (held === undefined) return;
  const { clientWidth: width, clientHeight: height } = held.holder;
  if (width > 0 && (width !== held.chart.width || height !== held.chart.height))
    held.chart.setSize({ width, height });
}

/** Colours are taken when a chart is made, so a change of scheme makes them anew. */
window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => location.reload());
