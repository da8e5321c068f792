import type { Model } from '../models/model';
import type { Section } from './layout';
import { slowParts, timingCharts } from './timing-charts';

/** How long requests take as a whole, and how long they wait before that. */
export const latencySection = (model: Model): Section => ({
  key: 'latency',
  title: 'Latency',
  collapsed: false,
  bands: [
    { height: 8, perLine: 3, panels: [...timingCharts(model, 'latency'), ...slowParts(model)] },
    { height: 8, perLine: 3, panels: timingCharts(model, 'queueWait') },
  ],
});
