import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { ProgramFailure } from '../processes';
import { devTools, type DevTools } from './dev-tools';

/** Names under which systems install a browser of this family, the ones that are made for this first. */
const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'chrome-headless-shell',
  'microsoft-edge',
] as const;

const variable = 'CHROMIUM_BIN';

/**
 * Path of the browser that takes pictures: the one that CHROMIUM_BIN names, or the first on PATH.
 *
 * @throws ProgramFailure that says what to install or name
 */
export function chromiumBinary(variables: NodeJS.ProcessEnv): string {
  const named = variables[variable];
  if (named !== undefined && named !== '') {
    if (isProgram(named)) return named;
    throw new ProgramFailure(`${variable}=${named}: there is no program`);
  }
  const found = names
    .flatMap((name) => (variables['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)))
    .find(isProgram);
  if (found !== undefined) return found;
  throw new ProgramFailure(
    `pictures are taken by Chromium, and there is none: install chromium or google-chrome, or name one in ${variable} (looked on PATH for ${names.join(', ')})`,
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** A browser without a window, and what it is told by. */
export interface Chromium {
  readonly tools: DevTools;
  readonly stop: () => Promise<void>;
}

/** How long it may take to end by itself. Unit: milliseconds. */
const stopTimeout = 5_000;
/** How much of what it says an error shows. Unit: characters. */
const tailLength = 2_000;

/**
 * Starts a browser that listens on a pipe and on no port. It has a profile of its own, which goes with it.
 *
 * @throws ProgramFailure with the end of what it said, where it ends by itself
 */
export async function startChromium(binary: string): Promise<Chromium> {
  const profile = mkdtempSync(join(tmpdir(), 'model-observatory-chromium-'));
  const child = spawn(
    binary,
    [
      '--headless',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-gpu',
      '--disable-extensions',
      '--disable-background-networking',
      '--disable-component-update',
      '--force-color-profile=srgb',
      '--hide-scrollbars',
      // It only ever shows pages of this program, and its sandbox does not start as root, as in containers.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] },
  );
  const [, , complaints, orders, answers] = child.stdio;
  let said = '';
  (complaints as Readable).setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-tailLength);
  });
  const tools = devTools(answers as Readable, orders as Writable);
  const stop = async (): Promise<void> => {
    await ended(child, () => {
      void tools.send('Browser.close').catch(() => undefined);
    });
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  child.once('error', (error) => {
    tools.fail(new ProgramFailure(`${binary} could not be started: ${error.message}`));
  });
  child.once('exit', (status, signal) => {
    tools.fail(
      new ProgramFailure(`${binary} ended (${signal ?? status ?? ''}); the end of what it said:\n${said}`),
    );
  });
  try {
    await tools.send('Browser.getVersion');
  } catch (error) {
    await stop();
    throw error;
  }
  return { tools, stop };
}

/** Asks a browser to end, and insists when it does not. */
function ended(child: ChildProcess, ask: () => void): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
    return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeout);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    ask();
  });
}
