/** Markdown as GitHub and GitLab show it. */

/** As it is written, whatever is in it; in tables too. */
export function code(text: string): string {
  const line = text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
  if (line.trim() === '') return '';
  const ticks = line.includes('`') ? '``' : '`';
  return ticks === '``' ? `${ticks} ${line} ${ticks}` : `${ticks}${line}${ticks}`;
}

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);

/** Folded away until somebody opens it. */
export const details = (summary: string, lines: readonly string[]): readonly string[] => [
  '<details>',
  `<summary>${summary}</summary>`,
  '',
  ...lines,
  '',
  '</details>',
];

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** `3 new, 1 gone`; what there is none of is left out. */
export const countedAll = (counts: readonly (readonly [count: number, what: string])[]): string =>
  counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`)
    .join(', ');
