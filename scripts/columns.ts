/** Cells of a line. */
export type Row = readonly string[];

const width = 100;
const gap = 2;

/**
 * Lines of rows whose columns stand below each other, indented, at most 100 characters wide. Where that is too little,
 * the widest columns become narrower and their cells take several lines, broken at spaces; a word is never broken.
 */
export function table(rows: readonly Row[], indent = 2): readonly string[] {
  const widths = fittingWidths(rows, width - indent);
  return rows.flatMap((row) => {
    const cells = widths.map((space, column) => wrapped(row[column] ?? '', space));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) => {
      const padded = cells.map((lines, column) => (lines[line] ?? '').padEnd(widths[column] ?? 0));
      return (' '.repeat(indent) + padded.join(' '.repeat(gap))).trimEnd();
    });
  });
}

function fittingWidths(rows: readonly Row[], space: number): readonly number[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const cellsOf = (column: number): readonly string[] => rows.map((row) => row[column] ?? '');
  const columns = Array.from({ length: count }, (_, column) => ({
    width: longest(cellsOf(column)),
    least: longest(cellsOf(column).flatMap((cell) => cell.split(' '))),
  }));
  for (;;) {
    const total = columns.reduce((sum, column) => sum + column.width, gap * (count - 1));
    const [widest] = columns.filter((one) => one.width > one.least).sort((a, b) => b.width - a.width);
    if (total <= space || widest === undefined) return columns.map((column) => column.width);
    widest.width--;
  }
}

const longest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));

function wrapped(text: string, space: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= space) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
