import type { Condition, Plugin, Program, Step, Value } from './pipeline';

/**
 * Logstash syntax, in the order of the data.
 *
 * @throws Error for what the language cannot express; that is a mistake of a generator and never of an entry
 */
export const printProgram = (program: Program): string =>
  (['input', 'filter', 'output'] as const)
    .filter((section) => program[section].length > 0)
    .map((section) => `${section} {\n${printSteps(program[section], 1)}}\n`)
    .join('');

const indent = (depth: number): string => '  '.repeat(depth);

const printSteps = (steps: readonly Step[], depth: number): string =>
  steps
    .map((step) => ('plugin' in step ? printPlugin(step, depth) : printBranch(step.when, step, depth)))
    .join('');

function printBranch(when: Condition, branch: Exclude<Step, Plugin>, depth: number): string {
  const pad = indent(depth);
  const head = `${pad}if ${printCondition(when)} {\n${printSteps(branch.steps, depth + 1)}${pad}}`;
  return branch.otherwise === undefined
    ? `${head}\n`
    : `${head} else {\n${printSteps(branch.otherwise, depth + 1)}${pad}}\n`;
}

function printPlugin({ plugin, id, options }: Plugin, depth: number): string {
  if (plugin === 'if' || plugin === 'else') throw unprintable('the plugin', plugin);
  return `${indent(depth)}${word(plugin)} ${printOptions({ id, ...options }, depth)}\n`;
}

function printOptions(options: Plugin['options'], depth: number): string {
  const pad = indent(depth + 1);
  const lines = Object.entries(options).map(
    ([name, value]) => `${pad}${word(name)} => ${printValue(value, depth + 1)}\n`,
  );
  return `{\n${lines.join('')}${indent(depth)}}`;
}

function printValue(value: Value, depth: number): string {
  if (typeof value === 'string') return printString(value);
  if (typeof value === 'number') return printNumber(value);
  if (typeof value === 'boolean') return String(value);
  if ('bare' in value) {
    if (value.bare === 'true' || value.bare === 'false') throw unprintable('the bare word', value.bare);
    return word(value.bare);
  }
  if ('codec' in value) return `${word(value.codec)} ${printOptions(value.options, depth)}`;
  if (!('hash' in value)) return printList(value, depth);
  if (value.hash.length === 0) return '{}';
  const entries = value.hash.map(
    ([key, item]) => `${indent(depth + 1)}${printString(key)} => ${printValue(item, depth + 1)}\n`,
  );
  return `{\n${entries.join('')}${indent(depth)}}`;
}

/** On one line if that is short, else one item per line, so that a change shows as the lines that it touches. */
function printList(items: readonly Value[], depth: number): string {
  const short = `[${items.map((item) => printValue(item, depth)).join(', ')}]`;
  if (short.length <= 100) return short;
  const lines = items.map((item) => `${indent(depth + 1)}${printValue(item, depth + 1)}`);
  return `[\n${lines.join(',\n')}\n${indent(depth)}]`;
}

/** A single letter is no word in Logstash. */
function word(text: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]+$/.test(text)) throw unprintable('the word', text);
  return text;
}

/** The language has neither exponents nor a sign other than minus. */
function printNumber(value: number): string {
  const text = String(value);
  if (!/^-?\d+(?:\.\d+)?$/.test(text) || Object.is(value, -0)) throw unprintable('the number', text);
  return text;
}

/**
 * Without `config.support_escapes` a backslash is a plain character, except that the reader skips over one before a
 * quote. So a text with both quotes, or with a backslash before its end, cannot be written.
 */
function printString(text: string): string {
  const quote = ['"', "'"].find((mark) => !text.includes(mark));
  if (quote === undefined || text.endsWith('\\')) throw unprintable('the text', text);
  return `${quote}${text}${quote}`;
}

function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'set':
      return printField(condition.field);
    case 'equals':
      return `${printField(condition.field)} == ${printString(condition.value)}`;
    case 'matches':
      return `${printField(condition.field)} =~ ${printPattern(condition.pattern)}`;
    case 'contains':
      return `${printString(condition.value)} in ${printField(condition.field)}`;
    case 'not':
      return condition.of.kind === 'set'
        ? `!${printField(condition.of.field)}`
        : `!(${printCondition(condition.of)})`;
    case 'and':
    case 'or':
      if (condition.of.length < 2) throw unprintable('fewer than two conditions', condition.kind);
      return condition.of
        .map((part) =>
          part.kind === 'and' || part.kind === 'or' ? `(${printCondition(part)})` : printCondition(part),
        )
        .join(` ${condition.kind} `);
  }
}

function printField(field: string): string {
  if (!/^(?:\[[^[\],]+\])+$/.test(field)) throw unprintable('the field reference', field);
  return field;
}

function printPattern(pattern: string): string {
  if (pattern === '' || /[/\n]|\\$/.test(pattern)) throw unprintable('the pattern', pattern);
  return `/${pattern}/`;
}

const unprintable = (what: string, text: string): Error =>
  new Error(`Logstash has no notation for ${what} ${JSON.stringify(text)}`);
