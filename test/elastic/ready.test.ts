import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { serviceUrls } from '../../models/links';
import { readyCommand } from '../../stacks/elasticsearch-ready';
import { onNode } from './node/on-node';
import { certificateFor, tlsFront, type TlsFront } from './node/tls-front';

/** The very command of the Job that `<env>-logging` waits for, asking a node with security behind TLS. */
onNode('elasticsearch-security', 'the wait for Elasticsearch', (node) => {
  const folder = mkdtempSync(join(tmpdir(), 'ready-'));
  const { hostname, port: servicePort } = new URL(serviceUrls.elasticsearch);
  let front: TlsFront;

  beforeAll(async () => {
    front = await tlsFront(certificateFor(hostname, join(folder, 'own')), node().port);
  });
  afterAll(async () => {
    await front.stop();
    rmSync(folder, { recursive: true });
  });

  /** Runs it as in its pod, but that the name leads here, the authority is a file here, and time is shorter. */
  const run = (authority: string, at = front, retries = '9999') => {
    const [program = '', ...args] = readyCommand.map((arg, index, all) => {
      const option = all[index - 1];
      if (option === '--cacert') return authority;
      if (option === '--retry-delay') return '1';
      return option === '--retry' ? retries : arg;
    });
    const child = spawn(
      program,
      [...args, '--connect-to', `${hostname}:${servicePort}:127.0.0.1:${at.port}`],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => {
        said += text.toString();
      });
    const ended = new Promise<number | null>((done) => child.on('close', done));
    return { ended, said: () => said, running: () => child.exitCode === null };
  };

  test('is over when it answers, although it wants to know who asks', async () => {
    front.behaves = 'through';
    const before = front.answered.length;
    const { ended, said } = run(front.authority);
    expect([await ended, said()]).toEqual([0, '']);
    expect(front.answered.slice(before)).toEqual([401]);
  });

  test.each(['silent', 'not ready'] as const)('goes on while it is %s', async (how) => {
    front.behaves = how;
    const { ended, running } = run(front.authority);
    await wait(3_000);
    expect(running()).toBe(true);
    front.behaves = 'through';
    expect(await ended).toBe(0);
  });

  test('trusts no other authority, and says so', async () => {
    front.behaves = 'through';
    const stranger = certificateFor(hostname, join(folder, 'stranger'));
    const before = front.answered.length;
    const { ended, said } = run(stranger.authority, front, '1');
    expect(await ended).toBe(60);
    expect(said()).toMatch(/certificate/);
    expect(front.answered.length).toBe(before);
  });

  test('trusts no certificate for another name', async () => {
    const other = await tlsFront(certificateFor('elsewhere.logging.svc', join(folder, 'other')), node().port);
    try {
      const { ended, said } = run(other.authority, other, '1');
      expect(await ended).toBe(60);
      expect(said()).toMatch(/elsewhere|subject|name/);
    } finally {
      await other.stop();
    }
  });
});
