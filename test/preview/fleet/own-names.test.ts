import { examplesOf } from '../../../preview/fleet/own-names';

describe('a label value that a pattern of an entry matches', () => {
  it.each([
    ['failed|timeout', ['failed', 'timeout']],
    ['5..', ['500']],
    ['5..|429', ['500', '429']],
    ['err.*', ['err0']],
    ['v1\\.2', ['v1.2']],
    ['(4|5)00', ['500']],
    ['.+', ['0']],
  ])('%s: %j', (pattern, expected) => {
    expect(examplesOf(pattern)).toEqual(expected);
    for (const value of examplesOf(pattern)) expect(value).toMatch(new RegExp(`^(?:${pattern})$`));
  });

  it('is asked for where nothing usual matches', () => {
    expect(() => examplesOf('[a-z]{40}')).toThrow('the preview finds no label value that matches [a-z]{40}');
  });
});
