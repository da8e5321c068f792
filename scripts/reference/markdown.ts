import { table as plainTable } from '../diff/markup';

/** A table whose cells may hold anything. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  plainTable(
    head,
    rows.map((cells) => cells.map((cell) => cell.replaceAll(/(?<!\\)\|/g, '\\|').replaceAll('\n', ' '))),
  );
