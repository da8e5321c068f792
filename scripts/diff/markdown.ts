import type { Comparison, EnvironmentComparison } from './comparison';
import { code, countedAll, details, table } from './markup';
import { resourceCounts } from './resource-lines';
import { countsOf } from './rows';
import { sectionsOf, type Section } from './sections';

/** A comparison with what was compared. Plain data: `--json` prints it as it is. */
export type Report = Comparison & {
  readonly base: string;
  readonly head: string;
  /** With what the base was made. */
  readonly generator: string;
};

export interface Printing {
  /** Everything, however long. */
  readonly whole?: boolean;
  /** Where the whole is written to, for those who read the short one. */
  readonly out?: string | undefined;
  /** Longest text. */
  readonly limit?: number;
}

/** The longest comment that GitHub takes, in characters, with a margin. */
const commentLimit = 65_000;

/** A section of so many lines stays open. */
const openLines = 14;

/** A section of an environment as it is printed. */
interface Part {
  readonly section: Section;
  /** Only the counts. */
  readonly isFolded: boolean;
}

interface Chapter {
  readonly environment: EnvironmentComparison;
  readonly parts: readonly Part[];
}

/** The report for people. Where it is too long, the longest parts are folded into their counts, and that is said. */
export function markdown(
  report: Report,
  { whole = false, out, limit = commentLimit }: Printing = {},
): string {
  let chapters = report.environments
    .filter(({ is }) => is !== 'unchanged')
    .map((environment): Chapter => ({
      environment,
      parts: sectionsOf(environment, whole).map((section) => ({ section, isFolded: false })),
    }));
  let text = printed(report, chapters, out);
  const length = text.length;
  while (!whole && text.length > limit) {
    const longest = longestPart(chapters);
    if (longest === undefined) break;
    chapters = chapters.map((chapter) => ({
      ...chapter,
      parts: chapter.parts.map((part) => (part === longest ? { ...part, isFolded: true } : part)),
    }));
    text = printed(report, chapters, out, length);
  }
  return text;
}

/** Risks are folded last. */
function longestPart(chapters: readonly Chapter[]): Part | undefined {
  const open = chapters.flatMap(({ parts }) => parts).filter(({ isFolded }) => !isFolded);
  const size = ({ section }: Part): number => section.lines.join('\n').length;
  const [longest] = [...open].sort(
    (a, b) => Number(a.section.first) - Number(b.section.first) || size(b) - size(a),
  );
  return longest;
}

function printed(report: Report, chapters: readonly Chapter[], out?: string, length?: number): string {
  const folded = chapters.flatMap(({ parts }) => parts).filter(({ isFolded }) => isFolded).length;
  const unchanged = report.environments.filter(({ is }) => is === 'unchanged').map(({ name }) => name);
  const elsewhere =
    out === undefined ? '`npm run diff` with `--out FILE` writes all of it' : `all of it is in ${code(out)}`;
  const lines = [
    '# What this change does',
    '',
    `From ${report.base} to ${report.head}. The base was made with ${report.generator}.`,
    ...(folded === 0
      ? []
      : [
          '',
          `**Not all is shown here**: the whole has ${length ?? 0} characters, so ${folded} parts are folded into their counts; ${elsewhere}.`,
        ]),
    '',
    ...(chapters.length === 0
      ? ['Nothing differs in any environment.']
      : table(
          ['environment', 'risks', 'models', 'alerts', 'who is told', 'panels', 'resources'],
          chapters.map(({ environment }) => summaryRow(environment)),
        )),
    ...(chapters.length === 0 || unchanged.length === 0
      ? []
      : ['', `Nothing differs in ${unchanged.join(', ')}.`]),
    ...chapters.flatMap(chapterLines),
  ];
  return `${lines.join('\n')}\n`;
}

function summaryRow(environment: EnvironmentComparison): readonly string[] {
  const { name, is, risks, models, resources } = environment;
  const counts = countedAll([
    [models.added.length, 'added'],
    [models.changed.length, 'changed'],
    [models.removed.length, 'removed'],
  ]);
  const cells = [
    risks.length === 0 ? '' : `**${risks.length}**`,
    counts,
    countsOf(environment, ['alerts']),
    countsOf(environment, ['told']),
    countsOf(environment, ['boards']),
    resourceCounts(resources),
  ];
  return [is === 'changed' ? name : `${name} (${is})`, ...cells.map((cell) => (cell === '' ? '–' : cell))];
}

const chapterLines = ({ environment: { name, is }, parts }: Chapter): readonly string[] => [
  '',
  `## ${name}${is === 'changed' ? '' : ` is ${is}`}`,
  ...parts.flatMap((part) => ['', ...partLines(part)]),
];

function partLines({ section: { title, counts, lines, first }, isFolded }: Part): readonly string[] {
  if (isFolded) return [`**${title}**: ${counts}; folded`];
  if (first || lines.length <= openLines) return [`**${title}**: ${counts}`, '', ...lines];
  return details(`<b>${title}</b>: ${counts}`, lines);
}
