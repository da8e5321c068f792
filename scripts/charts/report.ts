import { table } from '../diff/markup';
import type { Newer } from './newer';

/** What is newer, as Markdown. New majors come first and by themselves, as they are what breaks. */
export function newerReport(found: readonly Newer[]): string {
  if (found.length === 0) return 'All charts are the newest releases.\n';
  const [majors, others] = [found.filter(({ isMajor }) => isMajor), found.filter(({ isMajor }) => !isMajor)];
  return `${[
    ...section(
      '## New major versions',
      'Read the path of the chart in `docs/upgrading.md` and what the chart says of its upgrade, before anything is changed.',
      majors,
    ),
    ...section('## Later releases', 'How a version is changed is in `docs/versions.md`.', others),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

const section = (title: string, says: string, charts: readonly Newer[]): readonly string[] =>
  charts.length === 0
    ? []
    : [
        title,
        '',
        ...table(
          ['chart', 'deployed', 'newest'],
          charts.map(({ chart, deployed, newest }) => [chart, deployed, newest]),
        ),
        '',
        says,
        '',
      ];
