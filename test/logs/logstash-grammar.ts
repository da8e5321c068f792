import type { Branch, Codec, Condition, Plugin, Program, Step, Value } from '../../logs/pipeline';

/**
 * A reader of the part of Logstash's grammar that the pipelines use, written from that grammar and not from the
 * printer. Where the printer writes one of several notations, any other is an error.
 *
 * @throws Error with the position of what cannot be read
 */
export function parseProgram(source: string): Program {
  let at = 0;

  const fail = (expected: string): never => {
    const line = source.slice(0, at).split('\n').length;
    throw new Error(`line ${line}: expected ${expected} at ${JSON.stringify(source.slice(at, at + 30))}`);
  };
  const take = (pattern: RegExp): string | undefined => {
    const match = new RegExp(pattern.source, 'y');
    match.lastIndex = at;
    const found = match.exec(source)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const space = (): void => void take(/[ \t\r\n]*/);
  const token = (pattern: RegExp): string | undefined => {
    space();
    return take(pattern);
  };
  const need = (pattern: RegExp, expected: string): string => token(pattern) ?? fail(expected);
  const ahead = (pattern: RegExp): boolean => {
    const start = at;
    const found = token(pattern) !== undefined;
    at = start;
    return found;
  };

  /** Escapes are off: a backslash keeps the quote after it inside the text, and stays in the text itself. */
  const quoted = /"(?:\\"|[^"])*"|'(?:\\'|[^'])*'/;
  const text = (): string => need(quoted, 'a text').slice(1, -1);
  const selector = (): string => need(/(?:\[[^\][,]+\])+/, 'a field');

  const value = (): Value => {
    const word = token(/[A-Za-z_][A-Za-z0-9_]+/);
    if (word === 'true' || word === 'false') return word === 'true';
    if (word !== undefined) return ahead(/\{/) ? codec(word) : { bare: word };
    if (ahead(/["']/)) return text();
    const number = token(/-?[0-9]+(?:\.[0-9]*)?/);
    if (number !== undefined) return Number(number);
    if (token(/\[/) !== undefined) {
      const items: Value[] = [];
      if (token(/\]/) !== undefined) return items;
      do items.push(value());
      while (token(/,/) !== undefined);
      need(/\]/, 'the end of the list');
      return items;
    }
    need(/\{/, 'a value');
    const entries: [string, Value][] = [];
    while (token(/\}/) === undefined) {
      const key = text();
      need(/=>/, '=>');
      entries.push([key, value()]);
    }
    return { hash: entries };
  };

  const codec = (name: string): Codec => {
    const { id, options } = attributes(name);
    return id === undefined ? { codec: name, options } : fail(`no id in ${name}`);
  };

  const plugin = (): Plugin => {
    const name = need(/[A-Za-z0-9_-]+/, 'a plugin');
    const { id, options } = attributes(name);
    return { plugin: name, id: id ?? fail(`an id in ${name}`), options };
  };

  /** What stands in the braces of a plugin, which may itself be the value of an option. */
  const attributes = (name: string): { readonly id?: string; readonly options: Plugin['options'] } => {
    need(/\{/, `{ after ${name}`);
    const options: Record<string, Value> = {};
    let id: string | undefined;
    while (token(/\}/) === undefined) {
      if (!/[\s{]/.test(source[at - 1] ?? '')) fail('white space before an option');
      const option = need(/[A-Za-z0-9_-]+/, 'an option');
      need(/=>/, '=>');
      const given = value();
      if (option in options || (option === 'id' && id !== undefined)) fail(`no second ${option}`);
      if (option === 'id' && typeof given === 'string') id = given;
      else options[option] = given;
    }
    return { ...(id === undefined ? {} : { id }), options };
  };

  const expression = (): Condition => {
    if (token(/\(/) !== undefined) {
      const inner = condition();
      need(/\)/, ')');
      return inner;
    }
    if (token(/!/) !== undefined) {
      if (!ahead(/\(/)) return { kind: 'not', of: { kind: 'set', field: selector() } };
      need(/\(/, '(');
      const of = condition();
      need(/\)/, ')');
      return { kind: 'not', of };
    }
    if (ahead(/["']/)) {
      const wanted = text();
      need(/in(?=\s)/, 'in');
      return { kind: 'contains', field: selector(), value: wanted };
    }
    const field = selector();
    if (token(/==/) !== undefined) return { kind: 'equals', field, value: text() };
    if (token(/=~/) === undefined) return { kind: 'set', field };
    const pattern = need(/\/(?:\\\/|[^/])*\//, 'a pattern').slice(1, -1);
    return { kind: 'matches', field, pattern };
  };

  /** `and` and `or` may not be mixed without parentheses, so that no reader need know which binds first. */
  const condition = (): Condition => {
    const parts = [expression()];
    const operator = token(/and(?=[\s(!])|or(?=[\s(!])/);
    if (operator === undefined) return parts[0] ?? fail('a condition');
    do parts.push(expression());
    while (token(new RegExp(`${operator}(?=[\\s(!])`)) !== undefined);
    if (ahead(/(?:and|or)(?=[\s(!])/)) fail('parentheses');
    return { kind: operator === 'and' ? 'and' : 'or', of: parts };
  };

  const block = (): Step[] => {
    need(/\{/, '{');
    const found: Step[] = [];
    while (token(/\}/) === undefined) found.push(ahead(/if(?=\s)/) ? branch() : plugin());
    return found;
  };

  const branch = (): Branch => {
    need(/if(?=\s)/, 'if');
    const when = condition();
    const steps = block();
    return token(/else(?=\s)/) === undefined ? { when, steps } : { when, steps, otherwise: block() };
  };

  const program: { input: Plugin[]; filter: Step[]; output: Step[] } = { input: [], filter: [], output: [] };
  for (const section of ['input', 'filter', 'output'] as const) {
    if (token(new RegExp(section)) === undefined) continue;
    for (const step of block()) {
      if (section !== 'input') program[section].push(step);
      else if ('plugin' in step) program.input.push(step);
      else fail('no condition among the inputs');
    }
  }
  space();
  if (at < source.length) fail('the end');
  return program;
}
