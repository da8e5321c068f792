import type { Diagnostic } from './diagnostic';

/** Entries are small; a file beyond this size is a mistake, not an entry. Unit: bytes. */
export const largestFile = 64 * 1024;

/** The text of one file, with positions. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  readonly lines: readonly string[];
}

/**
 * Decodes a file. What only a hex editor would show (encoding, byte-order mark, line endings) is reported here, because
 * each of them shifts every later position.
 */
export function sourceText(file: string, bytes: Uint8Array): SourceText | Diagnostic {
  const whole = (message: string): Diagnostic => ({ file, line: 1, column: 1, path: '', message, length: 1 });
  if (bytes.length > largestFile) {
    return whole(`the file has ${bytes.length} bytes; a file of these folders has at most ${largestFile}`);
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return {
      ...whole('the file begins with a byte-order mark; save it as UTF-8 without one'),
      ...at(bytes, 1, 1),
    };
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const { line, column } = firstInvalid(bytes);
    return {
      ...whole('the file is not UTF-8 from here on; save it as UTF-8'),
      ...at(bytes, line, column),
    };
  }
  const lines = text.split('\n');
  const carriage = lines.findIndex((line) => line.includes('\r'));
  if (carriage !== -1) {
    const column = (lines[carriage] ?? '').indexOf('\r') + 1;
    return {
      ...whole('the file has Windows line endings (CRLF); save it with LF'),
      ...at(bytes, carriage + 1, column),
    };
  }
  if (lines.every(isBlank)) return whole('the file is empty');
  return { file, text, lines };
}

const isBlank = (line: string): boolean => /^\s*(?:#.*)?$/.test(line);

/** A place in a file that cannot be read as it stands; bytes that are no text are shown as U+FFFD. */
const at = (
  bytes: Uint8Array,
  line: number,
  column: number,
): Pick<Diagnostic, 'line' | 'column' | 'source'> => ({
  line,
  column,
  source: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\n')[line - 1] ?? '',
});

/** Line and column of the first byte that is not UTF-8, by decoding ever longer beginnings. */
function firstInvalid(bytes: Uint8Array): { line: number; column: number } {
  let low = 0;
  let high = bytes.length;
  const valid = (end: number): string | undefined => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
    } catch {
      return undefined;
    }
  };
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (valid(middle) === undefined) high = middle;
    else low = middle;
  }
  const before = (valid(low) ?? '').split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** A stretch of the text as a diagnostic. Offsets count UTF-16 units from 0. */
export function diagnosticAt(
  source: SourceText,
  start: number,
  end: number,
  path: string,
  message: string,
): Diagnostic {
  const before = source.text.slice(0, start).split('\n');
  const line = before.length;
  return {
    file: source.file,
    line,
    column: (before.at(-1) ?? '').length + 1,
    path,
    message,
    source: source.lines[line - 1] ?? '',
    length: Math.max(1, end - start),
  };
}
