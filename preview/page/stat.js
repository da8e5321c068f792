import { colour, element } from './dom.js';
import { format, legend, mapped, stepColour } from './format.js';

export function drawStat(body, panel, answer) {
  const { defaults } = panel.fieldConfig;
  const [result] = answer.results;
  const [series] = result?.series ?? [];
  const value = series === undefined ? undefined : Number((series.value ?? series.values?.at(-1))?.[1]);
  const has = value !== undefined && Number.isFinite(value);
  const state = has ? mapped(defaults.mappings, value) : undefined;
  const text = state?.text ?? (has ? format(value, defaults.unit) : defaults.noValue);
  const tone = state?.color ?? (has ? stepColour(defaults.thresholds, value) : 'text');
  const shown = element('p', { class: has ? 'stat-value' : 'stat-value missing' }, text);
  shown.style.color = has ? colour(tone) : '';
  const name =
    has && panel.options.textMode === 'value_and_name' ? legend(result.legendFormat, series.metric) : '';
  body.replaceChildren(shown, ...(name === '' ? [] : [element('p', { class: 'stat-name' }, name)]));
}
