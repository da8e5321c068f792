import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { ProgramFailure } from '../../../preview/processes';
import { chromiumBinary, startChromium } from '../../../preview/screenshots/chromium';
import { devTools } from '../../../preview/screenshots/dev-tools';

const folder = mkdtempSync(join(tmpdir(), 'chromium-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A program of that name which does this. */
function program(name: string, script = ''): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('the browser that takes pictures', () => {
  it('is the one that is named, before those on PATH', () => {
    const other = program('other');
    program('chromium');
    expect(chromiumBinary({ CHROMIUM_BIN: other, PATH: folder })).toBe(other);
  });

  it('is found on PATH under any of its names', () => {
    const path = ['/nowhere', folder].join(delimiter);
    const [first, second] = [program('chromium'), program('google-chrome')];
    expect(chromiumBinary({ PATH: path })).toBe(first);
    rmSync(first);
    expect(chromiumBinary({ PATH: path })).toBe(second);
    rmSync(second);
  });

  it('is missed in words that say what to do', () => {
    expect(() => chromiumBinary({ PATH: '/nowhere' })).toThrow(ProgramFailure);
    expect(() => chromiumBinary({ PATH: '/nowhere' })).toThrow(
      /^pictures are taken by Chromium, and there is none: install chromium or google-chrome, or name one in CHROMIUM_BIN/,
    );
    expect(() => chromiumBinary({ CHROMIUM_BIN: '/nowhere/chromium', PATH: folder })).toThrow(
      'CHROMIUM_BIN=/nowhere/chromium: there is no program',
    );
  });

  it('that cannot start says why, and leaves no profile behind', async () => {
    const profiles = () =>
      readdirSync(tmpdir()).filter((name) => name.startsWith('model-observatory-chromium-'));
    const before = profiles();
    const broken = program('broken', 'echo libnss3.so is missing >&2; exit 127');
    await expect(startChromium(broken)).rejects.toThrow(/broken ended \(127\).*\nlibnss3\.so is missing/s);
    expect(profiles().filter((name) => !before.includes(name))).toEqual([]);
  });
});

describe('the pipe to a browser', () => {
  const pipe = () => {
    const [answers, orders] = [new PassThrough(), new PassThrough()];
    const tools = devTools(answers, orders);
    const asked = (): unknown => JSON.parse(String(orders.read()).replace(/\0$/, ''));
    return { tools, answers, asked };
  };

  it('gives each question its answer, in whatever pieces and order they come', async () => {
    const { tools, answers } = pipe();
    const [one, two] = [tools.send('One'), tools.send('Two', { a: 1 }, 'tab')];
    answers.write('{"method":"Event"}\0{"id":2,"result":{"b":2}}\0{"id":1,');
    answers.write('"result":{"c":"\u00e9"}}\0');
    expect(await Promise.all([one, two])).toEqual([{ c: 'é' }, { b: 2 }]);
  });

  it('asks with an id, and of a tab by its session', async () => {
    const { tools, asked } = pipe();
    const asking = tools.send('Page.navigate', { url: 'about:blank' }, 'tab');
    expect(asked()).toEqual({
      id: 1,
      method: 'Page.navigate',
      params: { url: 'about:blank' },
      sessionId: 'tab',
    });
    // Nothing may wait for an answer when the tests are over.
    tools.fail(new ProgramFailure('over'));
    await expect(asking).rejects.toThrow('over');
  });

  it('passes refusals on, and fails what waits when the browser has ended', async () => {
    const { tools, answers } = pipe();
    const refused = tools.send('Nonsense');
    answers.write('{"id":1,"error":{"message":"not found"}}\0');
    await expect(refused).rejects.toThrow('the browser refuses Nonsense: not found');
    const waiting = tools.send('Page.enable');
    tools.fail(new ProgramFailure('gone'));
    await expect(waiting).rejects.toThrow('gone');
    await expect(tools.send('Page.enable')).rejects.toThrow('gone');
  });
});
