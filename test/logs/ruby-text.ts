/**
 * What Ruby's `to_s` makes of a value of JSON, which is what `mutate` takes for its text. A number with a fraction of zero
 * is a whole one here, as JavaScript cannot tell them apart.
 */
export function rubyText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (value === null) return '';
  return inspected(value);
}

/** What stands inside a list or an object. */
function inspected(value: unknown): string {
  if (value === null) return 'nil';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(inspected).join(', ')}]`;
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  return `{${entries.map(([key, item]) => `${quoted(key)} => ${inspected(item)}`).join(', ')}}`;
}

/** A number with a fraction is read as a decimal, and those are always written with an exponent: `0.25e0`. */
function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
  const [, sign = '', digits = '', exponent = '0'] =
    /^(-?)([\d.]+)e([+-]\d+)$/.exec(value.toExponential()) ?? [];
  return `${sign}0.${digits.replace('.', '')}e${Number(exponent) + 1}`;
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\u001b': '\\e',
  '\u0007': '\\a',
  '\b': '\\b',
  '\v': '\\v',
  '\f': '\\f',
};

const quoted = (text: string): string =>
  `"${text
    // eslint-disable-next-line no-control-regex -- these are what it writes another way
    .replace(/["\\\u0000-\u001f\u007f]/g, (sign) => escapes[sign] ?? hexadecimal(sign))
    .replace(/#(?=[{$@])/g, '\\#')}"`;

const hexadecimal = (sign: string): string =>
  `\\x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
