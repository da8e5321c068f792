import { spawn, type ChildProcess } from 'node:child_process';

/** A program that could not be started or ended by itself: its log says why, and no stack of ours would. */
export class ProgramFailure extends Error {}

/** A program that runs until it is stopped. */
export interface RunningProcess {
  /** Port of its web interface on 127.0.0.1. */
  readonly port: number;
  /** Its process, whose id ends it. */
  readonly pid: number;
  /** Makes it read its configuration again. */
  readonly reload: () => void;
  readonly stop: () => Promise<void>;
}

export interface Program {
  readonly name: string;
  readonly binary: string;
  readonly args: readonly string[];
  readonly folder: string;
  /** What it reads of the environment beside that of this process. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What it logs when it listens; the first group is the port. */
  readonly listens?: RegExp;
  /** How long it may take to listen, where that is long. Unit: milliseconds. */
  readonly patience?: number;
  /** Called as soon as there is a process to end, before it listens. */
  readonly onStart?: (pid: number) => void;
  /** Called with what it logs. */
  readonly onOutput?: (text: string) => void;
  /** Called when it ends though nobody stopped it. */
  readonly onDeath: (error: Error) => void;
}

/** What Prometheus and Alertmanager log. */
const listensOn = /Listening on"? .*?127\.0\.0\.1:(\d+)/;
/** Programs that run; they end with this process, however it ends, so that none is left behind. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** How long a program may take to listen, and to end when asked. Unit: milliseconds. */
const startTimeout = 60_000;
const stopTimeout = 10_000;
/** How much of the log an error shows. Unit: characters. */
const tailLength = 4_000;

/**
 * Starts a program that logs its address when it listens; given port 0, Prometheus and Alertmanager take a free one. It
 * is ended by its process id.
 *
 * @throws ProgramFailure with the end of the program's log when it ends or stays silent
 */
export function startProgram(program: Program): Promise<RunningProcess> {
  const { name, binary, args, folder, variables = {}, listens = listensOn, onDeath } = program;
  const { patience = startTimeout } = program;
  const child = spawn(binary, args, {
    cwd: folder,
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const { pid } = child;
  if (pid !== undefined) program.onStart?.(pid);
  let log = '';
  let stopping = false;
  return new Promise((resolve, reject) => {
    let started = false;
    const fail = (reason: string): void => {
      clearTimeout(timer);
      const error = new ProgramFailure(
        `${name} ${reason}${log === '' ? '' : `; the end of its log:\n${log}`}`,
      );
      if (started) onDeath(error);
      else reject(error);
    };
    const timer = setTimeout(() => {
      stopping = true;
      void stopChild(child);
      fail(`did not listen within ${patience / 1_000} s`);
    }, patience);
    const read = (text: string): void => {
      program.onOutput?.(text);
      const recent = log + text;
      log = recent.slice(-tailLength);
      if (started) return;
      // A program that says much at once says it among the rest.
      const port = listens.exec(recent)?.[1];
      if (port === undefined || pid === undefined) return;
      started = true;
      clearTimeout(timer);
      resolve({
        port: Number(port),
        pid,
        reload: () => child.kill('SIGHUP'),
        stop() {
          stopping = true;
          return stopChild(child);
        },
      });
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.on('error', (error) => {
      fail(`could not be started: ${error.message}`);
    });
    child.on('exit', (status, signal) => {
      running.delete(child);
      if (!stopping) fail(`ended with ${signal === null ? `exit status ${status ?? 0}` : signal}`);
    });
  });
}

/** Asks a program to end, and insists when it does not. */
function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeout);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
