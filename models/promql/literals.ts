import { printBound } from '../bound';

/** What a text between quotes says, or at which of its characters it cannot be read. */
export function unquoted(literal: string): { readonly value: string } | { readonly at: number } {
  const quote = literal[0];
  if (literal.length < 2 || literal.at(-1) !== quote) return { at: 0 };
  const inner = literal.slice(1, -1);
  if (quote === '`') return { value: inner };
  let value = '';
  for (let at = 0; at < inner.length; at++) {
    const character = inner[at] ?? '';
    if (character === '\n') return { at: at + 1 };
    if (character !== '\\') {
      value += character;
      continue;
    }
    const escape = escapes.find(({ form }) => form.test(inner.slice(at + 1)));
    const text = escape?.form.exec(inner.slice(at + 1))?.[0];
    if (escape === undefined || text === undefined) return { at: at + 1 };
    const read = escape.read(text, quote ?? '');
    if (read === undefined) return { at: at + 1 };
    value += read;
    at += text.length;
  }
  return { value };
}

const simple: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

const codePoint = (code: number): string | undefined =>
  code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined;

interface Escape {
  readonly form: RegExp;
  readonly read: (text: string, quote: string) => string | undefined;
}

/** The escapes of Go, without their backslash. */
const escapes: readonly Escape[] = [
  { form: /^x[0-9a-fA-F]{2}/, read: (text) => codePoint(parseInt(text.slice(1), 16)) },
  { form: /^u[0-9a-fA-F]{4}/, read: (text) => codePoint(parseInt(text.slice(1), 16)) },
  { form: /^U[0-9a-fA-F]{8}/, read: (text) => codePoint(parseInt(text.slice(1), 16)) },
  { form: /^[0-3][0-7]{2}/, read: (text) => codePoint(parseInt(text, 8)) },
  { form: /^[abfnrtv\\]/, read: (text) => simple[text] },
  { form: /^["']/, read: (text, quote) => (text === quote ? text : undefined) },
];

const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** A duration as PromQL writes it, `1h30m` or a number of seconds. Unit of the result: milliseconds. */
export function readDuration(text: string): number | undefined {
  if (/^(?:\d+(?:ms|[smhdwy]))+$/.test(text)) {
    return [...text.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce(
      (sum, [, count, unit = '']) => sum + Number(count) * (units[unit] ?? Number.NaN),
      0,
    );
  }
  const seconds = readNumber(text);
  return seconds === undefined ? undefined : seconds * 1_000;
}

/** A number as PromQL writes it: also `Inf`, `NaN`, hexadecimal, with underscores, and durations as seconds. */
export function readNumber(text: string): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[+-]\s*/, '').replaceAll('_', '');
  if (/^inf$/i.test(digits)) return sign * Infinity;
  if (/^nan$/i.test(digits)) return Number.NaN;
  if (/^(?:\d+(?:ms|[smhdwy]))+$/.test(digits)) return (sign * (readDuration(digits) ?? Number.NaN)) / 1_000;
  const value = Number(digits);
  return Number.isNaN(value) ? undefined : sign * value;
}

/** The form in which Prometheus 3 stores the values of `le` and `quantile`: `1` as `1.0`; undefined for no number. */
export const floatForm = (text: string): string | undefined =>
  /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? printBound(Number(text)) : undefined;
