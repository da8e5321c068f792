import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { screenshotArguments } from '../../../preview/screenshots/arguments';
import { UsageError } from '../../../scripts/command';

describe('the arguments of pictures', () => {
  const folder = mkdtempSync(join(tmpdir(), 'screenshots-'));
  const before = process.argv;
  afterAll(() => {
    process.argv = before;
    rmSync(folder, { recursive: true });
  });
  const read = (...given: readonly string[]) => {
    process.argv = [...before.slice(0, 2), ...given];
    return screenshotArguments();
  };

  it('are a folder, and dev with all its boards unless said otherwise', () => {
    expect(read('--screenshots', folder)).toEqual({
      env: 'dev',
      environments: 'environments',
      directory: folder,
      faults: [],
      after: 120_000,
    });
    const absent = join(folder, 'absent');
    expect(read('--screenshots', absent).directory).toBe(absent);
  });

  it('choose boards, faults of models and of the GPU node, and how long to wait', () => {
    const faults = 'churn-classifier:errors,fraud-scorer:first-token,:gpu';
    expect(
      read(
        ...['--screenshots', folder, '--boards', 'mlo-overview,b', '--faults', faults, '--after', '30s'],
        ...['--height', '900', '--vision', 'deuteranopia'],
      ),
    ).toMatchObject({
      height: 900,
      vision: 'deuteranopia',
      boards: ['mlo-overview', 'b'],
      faults: [
        { model: 'churn-classifier', fault: 'errors' },
        { model: 'fraud-scorer', fault: 'first-token' },
        { model: '', fault: 'gpu' },
      ],
      after: 30_000,
    });
  });

  it.each([
    ['no folder', [], '--screenshots is missing'],
    ['an environment without its option', ['--screenshots', folder, 'dev'], 'unexpected "dev"'],
    ['an option that there is not', ['--screenshots', folder, '--port', '1'], "Unknown option '--port'"],
    ['a fault of nobody', ['--screenshots', folder, '--faults', 'errors'], 'a fault is MODEL:FAULT'],
    ['a time without a unit', ['--screenshots', folder, '--after', '30'], '--after is a time of at most 1h'],
    ['half a pixel', ['--screenshots', folder, '--height', '900.5'], '--height is a number of pixels'],
    [
      'eyes that there are not',
      ['--screenshots', folder, '--vision', 'red'],
      '--vision is one of deuteranopia',
    ],
    ['a day', ['--screenshots', folder, '--after', '1d'], '--after is a time of at most 1h'],
  ])('are refused with %s', (_, given, told) => {
    expect(() => read(...given)).toThrow(UsageError);
    expect(() => read(...given)).toThrow(told);
  });

  it('are refused with a folder that holds something, which stays as it is', () => {
    writeFileSync(join(folder, 'mine.png'), '');
    expect(() => read('--screenshots', folder)).toThrow(`${folder} is not empty; nothing was written`);
  });
});
