import { InvalidConfig } from '../../environments';
import { entry } from './bad-case';
import { inWorkspace } from './workspace';

/** What the carets of a report underline in an entry of the given lines. */
function underlined(...lines: readonly string[]): readonly string[] {
  return inWorkspace((workspace) => {
    workspace.write(entry('churn'), `${lines.join('\n')}\n`);
    try {
      workspace.load();
      return [];
    } catch (error) {
      if (!(error instanceof InvalidConfig)) throw error;
      return error.message.split('\n').flatMap((line, index, all) => {
        const caret = /^( +\| *)(\^+)/.exec(line);
        const source = all[index - 1] ?? '';
        return caret === null
          ? []
          : [source.slice(caret[1]?.length ?? 0, (caret[1]?.length ?? 0) + (caret[2]?.length ?? 0))];
      });
    }
  });
}

const head = ['name: churn', 'team: pricing'];

describe('the caret underlines', () => {
  test.each([
    ['a plain value', ['runtime: tritn'], ['tritn']],
    ['a value in double quotes, quotes included', ['runtime: "tritn" # no'], ['"tritn"']],
    ['a value in single quotes with a quote in it', ["runtime: 'tri''tn'"], ["'tri''tn'"]],
    ['an empty text', ["runtime: ''"], ["''"]],
    ['a key', ['runtime: triton', 'serving: { model: m }', 'gpus: 1'], ['gpus']],
    ['a key in quotes', ['runtime: triton', '"gp us": 1'], ['"gp us"']],
    ['an explicit key', ['runtime: triton', '? gpus', ': 1'], ['gpus']],
    [
      'a value behind other pairs of a flow mapping',
      ['runtime: vllm', 'serving: { port: 1, path: metrics }'],
      ['metrics'],
    ],
    ['an item of a flow list', ['runtime: custom', 'logs: { fields: [a, "b c", d] }'], ['"b c"']],
    ['an item of a block list', ['runtime: custom', 'logs:', '  fields:', '  - a', '  -   b c'], ['b c']],
    ['the first character of a list in a list', ['runtime: custom', 'logs: { fields: [a, [b]] }'], ['[']],
    [
      'a value behind an emoji and a combining letter',
      ['runtime: vllm', 'serving: { model: "🤖é", port: x }'],
      ['x'],
    ],
    ['the key of a group that should be text', ['runtime: vllm', 'title: { a: b }'], ['title']],
    ['the key that lacks a value', ['runtime: vllm', 'serving: { port: }'], ['port']],
    ['the group that lacks a field', ['runtime: batch', 'batch:', "  schedule: '0 2 * * *'"], ['batch']],
    ['the start of a file that lacks a field', ['title: x'], ['n']],
  ])('%s', (_what, lines, expected) => {
    expect(underlined(...head, ...lines)).toEqual(expected);
  });

  test('only the first line of a value of several lines', () => {
    expect(underlined(...head, 'runtime: "tri', '  ton" # no')).toEqual(['"tri']);
  });

  test('what it should on a line that is cut on both sides', () => {
    const fields = Array.from({ length: 40 }, (_, index) => `field_${index}`);
    const list = [...fields, '7', ...fields.map((field) => `${field}_b`)].slice(0, 50);
    expect(underlined(...head, 'runtime: vllm', `logs: { fields: [${list.join(', ')}] }`)).toEqual(['7']);
  });
});
