import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as processes from '../../../preview/processes';
import { passed, withPrometheus } from '../../../scripts/bench/evaluation';

const folder = mkdtempSync(join(tmpdir(), 'evaluation-'));
const started = jest.spyOn(processes, 'startProgram');
afterEach(() => started.mockClear());
afterAll(() => {
  started.mockRestore();
  rmSync(folder, { recursive: true });
});

/** Work with a Prometheus that is killed as soon as it runs, as where memory is short. */
const cutShort = (name: string, work: (url: string, death: AbortSignal) => Promise<unknown>) =>
  withPrometheus(
    [],
    { address: '127.0.0.1:1', folder: join(folder, name), pace: 1 },
    async (_, url, death) => {
      const prometheus = await (started.mock.results[0]?.value as Promise<processes.RunningProcess>);
      process.kill(prometheus.pid, 'SIGKILL');
      return work(url, death);
    },
  );

describe('a Prometheus that ends before the work with it is done', () => {
  test('ends the wait for it, and says why with the end of its log', async () => {
    const work = cutShort('waiting', (_, death) => passed(3_600_000, death));
    await expect(work).rejects.toThrow(processes.ProgramFailure);
    await expect(work).rejects.toThrow(/^Prometheus ended with SIGKILL; the end of its log:\n/);
  });

  test('is the reason where a question to it fails, and not that a connection broke', async () => {
    const work = cutShort('asking', async (url) => {
      for (;;) await fetch(`${url}/api/v1/query?query=1`);
    });
    await expect(work).rejects.toThrow('Prometheus ended with SIGKILL');
  });
});

test('what fails while Prometheus runs is told as it is', async () => {
  const site = { address: '127.0.0.1:1', folder: join(folder, 'running'), pace: 1 };
  await expect(withPrometheus([], site, () => Promise.reject(new Error('no such board')))).rejects.toThrow(
    'no such board',
  );
});
