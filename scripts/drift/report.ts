import type { Difference } from './differences';
import type { Drift, Finding } from './drift';

/** What was found, for people: cluster by cluster, release by release. */
export const driftReport = (drifts: readonly Drift[]): string => drifts.map(ofCluster).join('\n');

function ofCluster({ cluster, releases, objects, found }: Drift): string {
  const looked = `${releases} releases, ${objects} objects`;
  if (found.length === 0) return `${cluster}: as deployed (${looked})\n`;
  const names = [...new Set(found.map(({ release }) => release))];
  const sections = names.map((name) =>
    [`  ${name}`, ...found.filter(({ release }) => release === name).flatMap(linesOf)].join('\n'),
  );
  return `${cluster}: otherwise than deployed (${looked} looked at)\n${sections.join('\n')}\n`;
}

function linesOf(finding: Finding): readonly string[] {
  switch (finding.kind) {
    case 'unfinished':
      return [
        `    its revision ${finding.revision} is ${finding.status}: the change before was not finished, and may hold up the next`,
      ];
    case 'missing':
      return [`    ${finding.object}: is gone`];
    case 'changed':
      return [`    ${finding.object}`, ...finding.differences.flatMap(ofDifference)];
  }
}

function ofDifference({ field, deployed, live, by }: Difference): readonly string[] {
  const who = by === undefined ? '' : `  (${by.manager}, ${by.time})`;
  return [
    `      ${field}${who}`,
    ...(deployed === undefined ? [] : [`        deployed: ${short(deployed)}`]),
    ...(live === undefined ? [] : [`        live:     ${short(live)}`]),
  ];
}

const longest = 300;

/** Whole unless it is very long; `--json` has everything. */
export function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= longest
    ? text
    : `${text.slice(0, longest)} … (${text.length} characters, all of them with --json)`;
}
