import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One line of a metrics page. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export const pageFolder = join(__dirname, '..', 'fixtures', 'metrics');

/** The text of a runtime's page; with `.fault` the page while something is wrong. */
export function pageText(fixture: string): string | undefined {
  const path = join(pageFolder, `${fixture}.prom`);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** The samples of a page and, where there is one, of its page under faults. */
export const samplesOf = (fixture: string): readonly Sample[] =>
  [fixture, `${fixture}.fault`].flatMap((name) => parseExposition(pageText(name) ?? ''));

const sampleLine = /^([^\s{]+)(?:\{(.*)\})? (\S+)(?: (-?\d+))?$/;
const labelPair = /\s*([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"\s*(?:,|$)/y;

/**
 * Reads the text format of Prometheus.
 *
 * @throws Error with the line that is not of that format
 */
export function parseExposition(text: string): readonly Sample[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const match = sampleLine.exec(line);
    const name = match?.[1] ?? '';
    const value = numberOf(match?.[3] ?? '');
    const labels = labelsOf(match?.[2] ?? '');
    if (!/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name) || value === undefined || labels === undefined) {
      throw new Error(`line ${index + 1} is no sample: ${line}`);
    }
    return [{ name, labels, value }];
  });
}

function numberOf(text: string): number | undefined {
  if (/^[+-]?Inf$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (text === 'NaN') return Number.NaN;
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

function labelsOf(text: string): Readonly<Record<string, string>> | undefined {
  const labels: Record<string, string> = {};
  labelPair.lastIndex = 0;
  while (labelPair.lastIndex < text.length) {
    const match = labelPair.exec(text);
    if (match?.[1] === undefined || match[1] in labels) return undefined;
    labels[match[1]] = (match[2] ?? '').replace(/\\(.)/g, (_escape, one: string) =>
      one === 'n' ? '\n' : one,
    );
  }
  return labels;
}
