import { colour, drawNothing, element, svgElement } from './dom.js';
import { clock, format, legend, mapped, stepColour } from './format.js';

/** Spans of equal value; a gap ends a span. */
function spansOf(values, step) {
  const spans = [];
  for (const [time, text] of values) {
    const last = spans.at(-1);
    if (last !== undefined && last.value === text && time - last.to < 1.5 * step) last.to = time;
    else spans.push({ value: text, from: time, to: time });
  }
  return spans.map(({ value, from, to }) => ({ value: Number(value), from, to: to + step }));
}

/** One strip per series, coloured by state. */
export function drawStates(body, panel, answer) {
  const { defaults } = panel.fieldConfig;
  const { from, to, step } = answer.range;
  const series = answer.results.flatMap(({ legendFormat, series: found }) =>
    found.map(({ metric, values }) => ({ name: legend(legendFormat, metric), spans: spansOf(values, step) })),
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
      seen.set(text, fill);
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
