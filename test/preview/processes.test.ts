import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProgramFailure, startProgram } from '../../preview/processes';
import { projectRoot } from '../../scripts/project-root';

const start = (script: string, onDeath: (error: Error) => void = () => undefined) =>
  startProgram({
    name: 'Program',
    binary: process.execPath,
    args: ['-e', script],
    folder: process.cwd(),
    onDeath,
  });

const listening = `console.error('level=INFO msg="Listening on" component=web address=127.0.0.1:4711');`;

describe('a program of the preview', () => {
  it('is ready when its log names its port, and ends when it is stopped', async () => {
    const deaths: Error[] = [];
    const program = await start(`${listening} setInterval(() => undefined, 1000)`, (error) =>
      deaths.push(error),
    );
    expect(program.port).toBe(4711);
    await program.stop();
    await program.stop();
    expect(deaths).toEqual([]);
  });

  it('is ready although it says much more at once', async () => {
    const program = await start(
      `console.error('level=INFO msg="Listening on" component=web address=127.0.0.1:4711\\n' + 'x'.repeat(20_000));
      setInterval(() => undefined, 1000)`,
    );
    await program.stop();
    expect(program.port).toBe(4711);
  });

  it('may listen in its own words', async () => {
    const told: string[] = [];
    const started: number[] = [];
    const program = await startProgram({
      name: 'Program',
      binary: process.execPath,
      args: ['-e', `console.log(process.env.GREETING, '127.0.0.1:4712'); setInterval(() => undefined, 1000)`],
      folder: process.cwd(),
      variables: { GREETING: 'at your service on' },
      listens: /at your service on 127\.0\.0\.1:(\d+)/,
      onStart: (pid) => started.push(pid),
      onOutput: (text) => told.push(text),
      onDeath: () => undefined,
    });
    await program.stop();
    expect(program.port).toBe(4712);
    expect(started).toEqual([program.pid]);
    expect(told.join('')).toBe('at your service on 127.0.0.1:4712\n');
  });

  it('is ended when it does not listen in time, and has then not died', async () => {
    const deaths: Error[] = [];
    const late = startProgram({
      name: 'Program',
      binary: process.execPath,
      args: [
        '-e',
        `process.on('SIGTERM', () => { ${listening} process.exit(0); }); setInterval(() => undefined, 1000)`,
      ],
      folder: process.cwd(),
      patience: 500,
      onDeath: (error) => deaths.push(error),
    });
    await expect(late).rejects.toThrow('Program did not listen within 0.5 s');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(deaths).toEqual([]);
  });

  it('is known to have failed by the end of its log', async () => {
    const failure = start(`console.error('bad configuration'); process.exitCode = 3`);
    await expect(failure).rejects.toThrow(ProgramFailure);
    await expect(failure).rejects.toThrow(
      'Program ended with exit status 3; the end of its log:\nbad configuration',
    );
  });

  it('is missed when it ends by itself later', async () => {
    const death = await new Promise<Error>((resolve, reject) => {
      start(`${listening} setTimeout(() => process.exit(1), 200)`, resolve).catch(reject);
    });
    expect(death.message).toContain('Program ended with exit status 1');
  });

  it('ends with the process that started it, however that ends', async () => {
    spawnSync(process.execPath, [join('scripts', 'build.mjs')], { cwd: projectRoot });
    const folder = mkdtempSync(join(tmpdir(), 'processes-'));
    const signs = join(folder, 'signs-of-life');
    const program = `${listening} setInterval(() => require('node:fs').appendFileSync('${signs}', '.'), 10)`;
    const starter = `
      const { startProgram } = require('./dist/preview/processes.js');
      const args = ['-e', ${JSON.stringify(program)}];
      startProgram({ name: 'Program', binary: process.execPath, args, folder: '.', onDeath: () => undefined })
        .then(() => setTimeout(() => process.exit(3), 500));`;
    expect(spawnSync(process.execPath, ['-e', starter], { cwd: projectRoot }).status).toBe(3);
    const { size } = statSync(signs);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(size).toBeGreaterThan(0);
    expect(statSync(signs).size).toBe(size);
    rmSync(folder, { recursive: true });
  });

  it('cannot be started where there is none', async () => {
    const missing = startProgram({
      name: 'Program',
      binary: '/nowhere/program',
      args: [],
      folder: process.cwd(),
      onDeath: () => undefined,
    });
    await expect(missing).rejects.toThrow('Program could not be started');
  });
});
