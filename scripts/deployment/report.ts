import { code, countedAll, details, table } from '../diff/markup';
import type { ResourceChange } from './changes';
import { liftingText, refusalText, type Refusal } from './refused';

/** How the plan of a stack ended. */
export interface StackReport {
  readonly name: string;
  readonly differs: boolean;
  readonly changes: readonly ResourceChange[];
  /** What Terraform said where it failed. */
  readonly problem?: string;
}

const words = [
  ['create', 'created'],
  ['change', 'changed'],
  ['replace', 'replaced'],
  ['destroy', 'destroyed'],
  ['forget', 'forgotten'],
] as const;

/** A summary or an issue holds a mebibyte or 65,536 characters: more resources than these are counted. */
const most = 200;

const counts = (changes: readonly ResourceChange[]): string =>
  countedAll(words.map(([does, word]) => [changes.filter((change) => change.does === does).length, word]));

/** What a plan of an environment does, as Markdown. */
export function planReport(
  environment: string,
  commit: string,
  stacks: readonly StackReport[],
  refused: readonly Refusal[],
): string {
  const lines = [
    `# Plan of ${environment}`,
    '',
    `Of commit ${code(commit)}. Values are not shown, as some are secret; \`npm run diff\` says what a change means.`,
    '',
    ...(refused.length === 0
      ? []
      : [
          `**\`npm run apply\` refuses this plan**, because ${environment} is protected:`,
          '',
          ...refused.map((one) => `- ${refusalText(one)}`),
          '',
          liftingText,
          '',
        ]),
    ...table(
      ['stack', 'plan'],
      stacks.map((stack) => [stack.name, summaryOf(stack)]),
    ),
  ];
  return `${[...lines, ...stacks.flatMap(part)].join('\n')}\n`;
}

function summaryOf({ differs, changes, problem }: StackReport): string {
  if (problem !== undefined) return '**failed**';
  if (!differs) return 'no changes';
  // Outputs alone may differ.
  return counts(changes) || 'only what the stack tells others';
}

function part({ name, changes, problem }: StackReport): readonly string[] {
  if (problem !== undefined) return ['', `## ${name}`, '', '```', problem.trim(), '```'];
  if (changes.length === 0) return [];
  // What takes something away first.
  const order = ['destroy', 'replace', 'forget', 'change', 'create'];
  const sorted = [...changes].sort((a, b) => order.indexOf(a.does) - order.indexOf(b.does));
  const left = sorted.length - most;
  return [
    '',
    ...details(`${name}: ${counts(changes)}`, [
      ...table(
        ['does', 'resource', 'attributes'],
        sorted
          .slice(0, most)
          .map(({ address, does, attributes }) => [does, code(address), attributes.map(code).join(' ')]),
      ),
      ...(left > 0 ? ['', `and ${left} more, which are counted above.`] : []),
    ]),
  ];
}
