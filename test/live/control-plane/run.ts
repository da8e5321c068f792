import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram, type Program, type RunningProcess } from '../../../preview/processes';

/** Everything that one file of live tests starts, in a folder of its own. Nothing of it outlives the tests. */
export interface Run {
  readonly folder: string;
  /** Starts a program that is ended with the run. */
  readonly start: (program: Omit<Program, 'folder' | 'onDeath' | 'onStart'>) => Promise<RunningProcess>;
  /** Something else to end, before what was started earlier. */
  readonly atEnd: (end: () => Promise<void> | void) => void;
  /** Programs that ended though nobody stopped them. */
  readonly deaths: readonly Error[];
  readonly stop: () => Promise<void>;
}

/** A process of its own ends what is left, should this one be killed. */
export function newRun(): Run {
  const folder = mkdtempSync(join(tmpdir(), 'model-observatory-live-'));
  const keeper = spawn(process.execPath, [join(__dirname, 'keeper.mjs')], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const keep = (line: string): void => void keeper.stdin.write(`${line}\n`);
  keep(`=${folder}`);
  const ends: (() => Promise<void> | void)[] = [];
  const deaths: Error[] = [];
  return {
    folder,
    deaths,
    atEnd: (end) => void ends.push(end),
    async start(program) {
      const running = await startProgram({
        ...program,
        folder,
        onStart: (pid) => {
          keep(`+${pid}`);
        },
        onDeath: (error) => deaths.push(error),
      });
      const stop = async (): Promise<void> => {
        await running.stop();
        keep(`-${running.pid}`);
      };
      ends.push(stop);
      return { ...running, stop };
    },
    async stop() {
      for (const end of ends.splice(0).reverse()) await end();
      const gone = new Promise((resolve) => keeper.once('exit', resolve));
      keeper.stdin.end();
      await gone;
    },
  };
}
