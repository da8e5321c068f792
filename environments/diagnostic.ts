/** One problem in one file. Lines and columns count from 1; columns count UTF-16 units. */
export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Path of the field, such as `objectives.latency.p99`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
  /** The line of the source, for the excerpt; absent where the file has none. */
  readonly source?: string;
  /** How many characters the caret underlines. */
  readonly length: number;
}

/** A mistake of the user's, with every problem that was found. Anything else that is thrown is a bug. */
export class InvalidConfig extends Error {
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[]) {
    const sorted = [...diagnostics].sort(inOrder);
    super(`${printDiagnostics(sorted)}\n\n${count(sorted)}`);
    this.name = 'InvalidConfig';
    this.diagnostics = sorted;
  }
}

const inOrder = (a: Diagnostic, b: Diagnostic): number =>
  compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.message, b.message);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const count = (diagnostics: readonly Diagnostic[]): string => {
  const files = new Set(diagnostics.map(({ file }) => file)).size;
  return `${diagnostics.length} problem${diagnostics.length === 1 ? '' : 's'} in ${files} file${files === 1 ? '' : 's'}; nothing was written.`;
};

/** `file:line:column  path`, the source line, a caret and one sentence. */
export function printDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ file, line, column, path, message: said, source, length }) => {
      const head = `${clean(file)}:${line}:${column}${path === '' ? '' : `  ${clean(short(path))}`}`;
      const message = clean(short(said.replaceAll(/"([^"]{80})[^"]+"/g, '"$1…"')));
      if (source === undefined) return `${head}\n  ${message}`;
      const margin = `${line} | `;
      const { excerpt, start } = excerptOf(source, column - 1);
      const caret = '^'.repeat(Math.max(1, Math.min(length, excerpt.length - start)));
      return `${head}\n  ${margin}${excerpt}\n  ${' '.repeat(margin.length - 2)}| ${' '.repeat(start)}${caret} ${message}`;
    })
    .join('\n\n');
}

/** Long lines are cut around the problem. */
function excerptOf(source: string, start: number): { excerpt: string; start: number } {
  const from = start > 90 ? start - 60 : 0;
  const prefix = from > 0 ? '…' : '';
  const suffix = source.length > from + 120 ? '…' : '';
  return {
    excerpt: prefix + clean(source.slice(from, from + 120)) + suffix,
    start: start - from + prefix.length,
  };
}

const short = (text: string): string => (text.length > 1_000 ? `${text.slice(0, 1_000)}…` : text);

/**
 * What the user wrote may be printed on a terminal: characters that would move its cursor, end the line or turn the
 * direction of writing are shown as a dot.
 */
const clean = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- control characters are what is being looked for
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g, '·');
