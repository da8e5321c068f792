// Ends what a run of the live tests has started when the run is gone, however it went: its end of our standard input
// closes then. Lines: `+<pid>` was started, `-<pid>` has ended, `=<folder>` is the run's own.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const started = new Set();
const folders = new Set();
/** Time to end by themselves. Unit: milliseconds. */
const patience = 5_000;

// Ctrl-C reaches the whole process group: the run ends by it, and what is left is ended here.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

const send = (pid, signal) => {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  const rest = line.slice(1);
  if (line.startsWith('+')) started.add(Number(rest));
  else if (line.startsWith('-')) started.delete(Number(rest));
  else if (line.startsWith('=')) folders.add(rest);
}

for (const pid of started) send(pid, 'SIGTERM');
const end = Date.now() + patience;
while (Date.now() < end && [...started].some((pid) => send(pid, 0))) await pause(100);
for (const pid of started) send(pid, 'SIGKILL');
for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
