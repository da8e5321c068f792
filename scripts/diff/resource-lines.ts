import { short } from '../drift/report';
import type { AttributeChange } from './attributes';
import { code, counted, countedAll } from './markup';
import type { ResourceChange, StackChange } from './resources';

const actions = [
  'replaced',
  'destroyed',
  'abandoned',
  'created',
  'changed',
] as const satisfies readonly ResourceChange['action'][];

export const resourceCounts = (resources: readonly ResourceChange[]): string =>
  countedAll(
    actions.map((action) => [resources.filter((one) => one.action === action).length, action] as const),
  );

/** Attributes of one resource that are shown unless all are asked for. */
const shownAttributes = 4;

/** Resources stack by stack, what is replaced or destroyed first. */
export const resourceLines = (resources: readonly ResourceChange[], whole: boolean): readonly string[] =>
  [...new Set(resources.map(({ stack }) => stack))].flatMap((stack) => {
    const own = resources.filter((one) => one.stack === stack);
    return [
      `- ${code(stack)}: ${resourceCounts(own)}`,
      ...actions.flatMap((action) =>
        own.filter((one) => one.action === action).flatMap((one) => linesOf(one, whole)),
      ),
    ];
  });

function linesOf(
  { address, action, because, holds, attributes }: ResourceChange,
  whole: boolean,
): readonly string[] {
  const why = because === undefined ? '' : ` because ${code(because)} changes`;
  const lost = holds === undefined || action === 'changed' ? '' : `, which holds ${holds}`;
  const head = `  - ${action} ${code(address)}${why}${lost}`;
  const shown = whole ? attributes : attributes.slice(0, shownAttributes);
  const rest = attributes.length - shown.length;
  return [
    head,
    ...shown.map((one) => `    - ${attributeText(one)}`),
    ...(rest === 0 ? [] : [`    - and ${counted(rest, 'more attribute')}`]),
  ];
}

export function attributeText({ path, before, after }: AttributeChange): string {
  if (typeof before === 'string' && typeof after === 'string' && `${before}${after}`.includes('\n'))
    return `${code(path)}: ${lineCounts(before, after)}`;
  if (before === undefined) return `${code(path)} is new: ${code(short(after))}`;
  if (after === undefined) return `${code(path)} is gone: ${code(short(before))}`;
  return `${code(path)}: ${code(short(before))} → ${code(short(after))}`;
}

/** Of a text of many lines: how many each side has that the other has not. */
function lineCounts(before: string, after: string): string {
  const missing = (from: string, other: string): number => {
    const rest = other.split('\n');
    return from.split('\n').filter((line) => {
      const at = rest.indexOf(line);
      if (at >= 0) rest.splice(at, 1);
      return at < 0;
    }).length;
  };
  return `${counted(missing(after, before), 'new line')}, ${counted(missing(before, after), 'line')} gone`;
}

/** Stacks that come or go, and where states and versions of providers change. */
export const stackLines = (stacks: readonly StackChange[]): readonly string[] =>
  stacks.flatMap(({ stack, kind, attributes }) => {
    const says = {
      new: 'is new',
      gone: 'leaves the configuration',
      'state moves': 'keeps its state elsewhere',
      settings: 'has other settings of Terraform',
    }[kind];
    return [`- ${code(stack)} ${says}`, ...attributes.map((one) => `  - ${attributeText(one)}`)];
  });
