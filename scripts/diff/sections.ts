import type { Topic } from '../changes/fact';
import type { EnvironmentComparison } from './comparison';
import { countedAll } from './markup';
import { modelLines } from './model-lines';
import { resourceCounts, resourceLines, stackLines } from './resource-lines';
import { changeTable, countsOf, rowsOf } from './rows';

/** A part of the report on one environment. */
export interface Section {
  readonly title: string;
  /** What is in it, counted. */
  readonly counts: string;
  readonly lines: readonly string[];
  /** Whether it is read first, and so never folded away. */
  readonly first: boolean;
}

const chapters: readonly (readonly [title: string, topics: readonly Topic[]])[] = [
  ['Objectives and other values', ['settings']],
  ['Thresholds', ['thresholds']],
  ['Alerts', ['alerts']],
  ['Who is told', ['told']],
  ['Logs', ['logs']],
  ['Platform', ['platform']],
  ['Dashboards', ['boards']],
];

/** What is to be said of an environment, in the order in which a reviewer asks; empty parts are left out. */
export function sectionsOf(environment: EnvironmentComparison, whole: boolean): readonly Section[] {
  const { risks, models, stacks, resources } = environment;
  const all: readonly Section[] = [
    {
      title: 'Risks',
      counts: countedAll([[risks.length, 'to look at']]),
      lines: risks.map(({ kind, says }) => `- **${kind}**: ${says}`),
      first: true,
    },
    {
      title: 'Models',
      counts: countedAll([
        [models.added.length, 'added'],
        [models.changed.length, 'changed'],
        [models.removed.length, 'removed'],
      ]),
      lines: modelLines(models),
      first: false,
    },
    ...chapters.map(([title, topics]) => {
      const rows = rowsOf(environment, topics);
      // What models bring that are new, and take that are gone, is told with them.
      return {
        title,
        counts: countsOf({ ...environment, models: { ...models, added: [], removed: [] } }, topics),
        lines: rows.length === 0 ? [] : changeTable(rows),
        first: false,
      };
    }),
    {
      title: 'Stacks',
      counts: countedAll([[stacks.length, 'otherwise']]),
      lines: stackLines(stacks),
      first: false,
    },
    {
      title: 'Resources',
      counts: resourceCounts(resources),
      lines: resourceLines(resources, whole),
      first: false,
    },
  ];
  return all.filter(({ lines }) => lines.length > 0);
}
