import { code, counted, details, table } from '../diff/markup';
import { questions, type Finding, type Question } from './finding';
import type { RuleFileOwner } from './rule-files';

/** What was found of one environment. Plain data: `--json` prints it as it is. */
export interface Ownership {
  readonly environment: string;
  readonly findings: readonly Finding[];
  readonly ruleFiles: readonly RuleFileOwner[];
  /** What has to be known beside: a history that ends early, a Prometheus that is young. */
  readonly notes: readonly string[];
  /** Questions that nobody could be asked. */
  readonly unasked: readonly Question[];
}

/** As Markdown. */
export const ownershipReport = (all: readonly Ownership[]): string => `${all.map(part).join('\n\n')}\n`;

function part({ environment, findings, ruleFiles, notes, unasked }: Ownership): string {
  const names = Object.keys(questions) as readonly Question[];
  const of = (question: Question): readonly Finding[] =>
    findings.filter((finding) => finding.question === question);
  return [
    `# Ownership of ${environment}`,
    '',
    ...table(
      ['question', 'found'],
      names.map((name) => [
        questions[name].title,
        unasked.includes(name) ? 'not asked: give --prometheus' : String(of(name).length),
      ]),
    ),
    ...notes.flatMap((note) => ['', note]),
    ...names.flatMap((name) => section(name, of(name))),
    ...(ruleFiles.length === 0 ? [] : ruleFileLines(ruleFiles)),
  ].join('\n');
}

function section(question: Question, findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return [];
  const { title, fix } = questions[question];
  const head = ['', `## ${title} (${findings.length})`, '', fix, ''];
  const [first] = findings;
  // A hundred rows that say the same are one sentence.
  if (
    first !== undefined &&
    findings.length > 1 &&
    findings.every(({ says, place }) => says === first.says && place === undefined)
  )
    return [...head, ...details(first.says, [findings.map(({ about }) => code(about)).join(', ')])];
  const isPlaced = findings.some(({ place }) => place !== undefined);
  return [
    ...head,
    ...table(
      ['about', 'what', ...(isPlaced ? ['where'] : [])],
      findings.map(({ about, says, place }) => [
        code(about),
        says.replaceAll('|', '\\|'),
        ...(isPlaced ? [place === undefined ? '' : code(place)] : []),
      ]),
    ),
  ];
}

const ruleFileLines = (files: readonly RuleFileOwner[]): readonly string[] => [
  '',
  `## Rule files (${files.length})`,
  '',
  ...table(
    ['file', 'alerts', 'tells', 'written by', 'last changed'],
    files.map(({ file, alerts, teams, author, last }) => [
      code(file),
      counted(alerts, 'alert'),
      teams.join(', '),
      author ?? 'not committed',
      last ?? 'not committed',
    ]),
  ),
];
