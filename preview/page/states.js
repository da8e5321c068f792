import { colour, drawNothing, element, svgElement } from './dom.js';
import { clock, format, legend, mapped, stepColour } from './format.js';

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

/** One strip per series, coloured by state or band. */
export function drawStates(body, panel, answer) {
  const { defaults } = panel.fieldConfig;
  const { from, to, step } = answer.range;
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
  const seen = new Map();
  const lines = series.map(({ name, spans }) => {
    const strip = svgElement('svg', {
      viewBox: `0 0 ${to - from} 1`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': name,
    });
    for (const { value, from: start, to: end } of spans) {
      const state = mapped(defaults.mappings, value);
      const text = state?.text ?? format(value, defaults.unit);
      const fill = colour(state?.color ?? stepColour(defaults.thresholds, value));
      seen.set(state?.text ?? bandOf(defaults.thresholds, value, defaults.unit), fill);
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
  });
  body.replaceChildren(
    element('div', { class: 'strips' }, ...lines),
    element(
      'div',
      { class: 'keys' },
      ...[...seen].map(([text, fill]) => {
        const mark = element('i', { class: 'mark' });
        mark.style.background = fill;
        return element('span', { class: 'key' }, mark, text);
      }),
    ),
  );
}
