import type { MetricType } from './knowledge';

/**
 * Types that comments tell, as metrics pages do: `# TYPE jobs_count gauge`. So a metric whose name looks like a counter's
 * and is none can be used as what it is.
 */
export const typesToldIn = (text: string): ReadonlyMap<string, MetricType> =>
  new Map(
    [...text.matchAll(/^\s*#\s*TYPE\s+([a-zA-Z_:][\w:]*)\s+(counter|gauge|histogram)\s*$/gm)].map(
      ([, metric = '', type]) => [metric, type as MetricType],
    ),
  );
