import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { certificates, consumers } from '../../../preview/compose/secrets';
import { authorityIn, kept, loginsIn, prepareSecrets } from '../../../preview/compose/run/prepared-secrets';

const now = new Date('2026-11-30T00:00:00Z');
const later = (days: number): Date => new Date(now.getTime() + days * 86_400_000);

describe('the secrets of the local stack', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-test-'));
  const given = new Map<string, number>();
  const prepare = (at: Date): Promise<void> =>
    prepareSecrets(folder, at, (path, owner) => void given.set(path, owner));
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const all = (): Readonly<Record<string, string>> =>
    Object.fromEntries(
      readdirSync(folder).flatMap((part) =>
        readdirSync(join(folder, part)).map((file) => [`${part}/${file}`, read(`${part}/${file}`)]),
      ),
    );

  beforeAll(() => prepare(now));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('are long, random and all different', () => {
    const store = readdirSync(join(folder, kept)).filter((name) => !/\.(?:crt|key)$/.test(name));
    const texts = store.map((name) => read(`${kept}/${name}`));
    for (const text of texts) expect(text).toMatch(/^[\w-]{43}$/);
    expect(new Set(texts).size).toBe(Object.keys(texts).length);
  });

  it('belong to the service that needs them, and nobody else reads them', () => {
    for (const [name, { owner }] of Object.entries(consumers)) {
      for (const file of readdirSync(join(folder, name))) {
        expect(given.get(join(folder, name, file))).toBe(owner);
        expect(statSync(join(folder, name, file)).mode & 0o777).toBe(0o400);
      }
      expect(readdirSync(join(folder, name))).toContain('ca.crt');
    }
    expect(readdirSync(join(folder, 'filebeat')).sort()).toEqual(['ca.crt', 'tls.crt', 'tls.key']);
  });

  it('stay as they are when the stack starts again', async () => {
    const before = all();
    await prepare(later(100));
    expect(all()).toEqual(before);
  });

  it('let Filebeat and Logstash trust each other, and nobody without a certificate in', async () => {
    const server = createServer({
      cert: read('logstash/tls.crt'),
      key: read('logstash/tls.key'),
      ca: read('logstash/ca.crt'),
      requestCert: true,
    });
    const seen = new Promise<boolean>((resolve) =>
      server.once('secureConnection', (socket) => {
        resolve(socket.authorized);
        socket.end();
      }),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const client = connect({
      port: typeof address === 'object' && address !== null ? address.port : 0,
      host: '127.0.0.1',
      servername: certificates.logstash[0],
      ca: authorityIn(folder),
      cert: read('filebeat/tls.crt'),
      key: read('filebeat/tls.key'),
    });
    const trusted = new Promise<boolean>((resolve, reject) => {
      client.once('secureConnect', () => {
        resolve(client.authorized);
      });
      client.once('error', reject);
    });
    expect([await trusted, await seen]).toEqual([true, true]);
    client.destroy();
    server.close();
  });

  it('are made anew where a certificate is near its end, by the same authority', async () => {
    const before = all();
    await prepare(later(380));
    const after = all();
    expect(after['logstash/tls.crt']).not.toBe(before['logstash/tls.crt']);
    expect(after['logstash/ca.crt']).toBe(before['logstash/ca.crt']);
    expect(after['setup/elastic']).toBe(before['setup/elastic']);
  });

  it('are printed for people as what they log in with', () => {
    expect(loginsIn(folder)).toContain(`admin    ${read('grafana/admin')}`);
    expect(loginsIn(folder)).toContain(`elastic  ${read('setup/elastic')}`);
  });
});
