import { colour, drawNothing, element, svgElement } from './dom.js';
import { clock, format, legend, mapped, stepColour } from './format.js';
import { pageOf } from './pager.js';

/** Spans of equal value; a gap ends a span. Unless values are merged, each is a cell of its own. */
function spansOf(values, step, merged) {
  const spans = [];
  for (const [time, text] of values) {
    const last = spans.at(-1);
    if (merged && last !== undefined && last.value === text && time - last.to < 1.5 * step) last.to = time;
    else spans.push({ value: text, from: time, to: time });
  }
  const length = merged ? step : 0.94 * step;
  return spans.map(({ value, from, to }) => ({ value: Number(value), from, to: to + length }));
}

/** What a colour means where values have no texts: the band that it stands for. */
function bandOf({ steps }, value, unit) {
  const at = steps.findLastIndex((step) => step.value === null || value >= step.value);
  const [from, to] = [steps[at]?.value ?? null, steps[at + 1]?.value];
  if (from === null) return to === undefined ? 'any' : `below ${format(to, unit)}`;
  return to === undefined ? `from ${format(from, unit)}` : `${format(from, unit)} to ${format(to, unit)}`;
}

/** One strip per series, coloured by state or band, as many as the panel has on a page. */
export function drawStates(body, panel, answer) {
  const { step } = answer.range;
  const series = answer.results.flatMap(({ legendFormat, series: found }) =>
    found.map(({ metric, values }) => ({
      name: legend(legendFormat, metric),
      spans: spansOf(values, step, panel.options.mergeValues === true),
    })),
  );
  if (series.length === 0) {
    drawNothing(body, panel);
    return;
  }
  series.sort((a, b) => a.name.localeCompare(b.name));
  const { shown, pager } = pageOf(body, series, panel.options.perPage ?? series.length, () =>
    drawStates(body, panel, answer),
  );
  body.replaceChildren(
    element('div', { class: 'strips' }, ...shown.map((one) => stripOf(one, panel, answer.range))),
    element('div', { class: 'keys' }, ...keysOf(series, panel), ...(pager === undefined ? [] : [pager])),
  );
}

/** The text and the colour of a value. */
function lookOf(value, { fieldConfig: { defaults } }) {
  const state = mapped(defaults.mappings, value);
  return {
    text: state?.text ?? format(value, defaults.unit),
    fill: colour(state?.color ?? stepColour(defaults.thresholds, value)),
    meaning: state?.text ?? bandOf(defaults.thresholds, value, defaults.unit),
  };
}

function stripOf({ name, spans }, panel, { from, to }) {
  const strip = svgElement('svg', {
    viewBox: `0 0 ${to - from} 1`,
    preserveAspectRatio: 'none',
    role: 'img',
    'aria-label': name,
  });
  for (const { value, from: start, to: end } of spans) {
    const { text, fill } = lookOf(value, panel);
    const x = Math.max(0, start - from);
    strip.append(
      svgElement(
        'rect',
        { x, y: 0, width: Math.max(0, Math.min(end, to) - from - x), height: 1, fill },
        svgElement('title', {}, `${text}, ${clock(start * 1000)} to ${clock(end * 1000)}`),
      ),
    );
  }
  return element(
    'div',
    { class: 'strip' },
    element('span', { class: 'strip-name', title: name }, name),
    strip,
  );
}

/** What the colours of all pages mean. */
function keysOf(series, panel) {
  const values = new Set(series.flatMap(({ spans }) => spans.map(({ value }) => value)));
  const seen = new Map(
    [...values].map((value) => lookOf(value, panel)).map((look) => [look.meaning, look.fill]),
  );
  return [...seen].map(([text, fill]) => {
    const mark = element('i', { class: 'mark' });
    mark.style.background = fill;
    return element('span', { class: 'key' }, mark, text);
  });
}
