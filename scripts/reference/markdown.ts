import { table as plainTable } from '../diff/markup';

/** A table whose cells may hold anything. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  plainTable(
    head,
    rows.map((cells) => cells.map((cell) => cell.replaceAll(/(?<!\\)\|/g, '\\|').replaceAll('\n', ' '))),
  );

/** Where a heading of a page leads, as GitHub and generators of sites name it. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
