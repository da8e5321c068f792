import { table as plainTable } from '../diff/markup';

/** A table whose cells may hold anything. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  plainTable(
    head,
    rows.map((cells) => cells.map((cell) => cell.replaceAll(/(?<!\\)\|/g, '\\|').replaceAll('\n', ' '))),
  );

/** What stands in angle brackets is a word, and no tag of HTML, which would not be shown. */
export const asText = (text: string): string => text.replaceAll('<', '\\<');
