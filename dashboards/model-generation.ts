import type { Model } from '../models/model';
import { practice } from '../models/practice';
import { signals } from '../models/signals';
import type { Section } from './layout';
import { lines } from './queries';
import { signalPanels, type SignalPanel } from './signal-panels';
import { timingCharts } from './timing-charts';
import { units } from './units';

/** What is told of tokens and of what holds them, of one model or of the chosen one. */
export const generationPanels: readonly SignalPanel[] = [
  {
    signal: 'tokens',
    key: 'tokens',
    title: 'Tokens generated',
    unit: units.tokenRate,
    noValue: 'No traffic',
  },
  {
    signal: 'promptTokens',
    key: 'prompt-tokens',
    title: 'Tokens of prompts',
    unit: units.tokenRate,
    noValue: 'No traffic',
  },
  {
    signal: 'cacheHits',
    key: 'cache-hits',
    title: 'Prompts from cache',
    hint: 'Many hits make the first token come early; a fall means that prompts no longer begin alike.',
    unit: units.ratio,
    noValue: 'No traffic',
    atLeast: { max: 1 },
  },
  {
    signal: 'preemptions',
    key: 'preemptions',
    title: 'Preempted requests',
    shows: 'Share of requests that are thrown out of the running batch for want of memory and begun anew',
    hint: 'More than a few mean that memory is too small for the traffic.',
    query: (preempted, of) => lines(preempted, `/ (${of(signals.requests.series)} > 0)`),
    unit: units.ratio,
    noValue: 'No traffic',
    limits: () => [{ value: practice.preemptionShare, name: 'what practice takes for normal' }],
  },
];

/** How answers of a language model are written: how soon, how evenly, and how many tokens. */
export const generationSection = (model: Model): Section => ({
  key: 'generation',
  title: 'Generation',
  collapsed: false,
  bands: [
    {
      height: 8,
      perLine: 4,
      panels: [...timingCharts(model, 'timeToFirstToken'), ...timingCharts(model, 'interTokenLatency')],
    },
    { height: 7, perLine: 4, panels: signalPanels(model, generationPanels) },
  ],
});
