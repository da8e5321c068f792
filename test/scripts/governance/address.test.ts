import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressIn } from '../../../scripts/governance/address';

const folder = mkdtempSync(join(tmpdir(), 'address-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const token = join(folder, 'token');
writeFileSync(token, 'secret\n');

test('a token comes from its file, and goes over TLS or to this machine only', () => {
  const given = (prometheus: string) => addressIn({ prometheus, 'token-file': token })?.token;
  expect(given('https://prometheus.example.com/prefix')).toBe('secret');
  expect(given('http://127.0.0.1:9090')).toBe('secret');
  expect(given('http://localhost:9090')).toBe('secret');
  expect(() => given('http://prometheus.monitoring:9090')).toThrow(
    /everybody on the way could read the token/,
  );
  expect(() => given('http://127.0.0.1.example.com')).toThrow(/everybody on the way/);
});

test('without an address nobody is asked, and options about one are a mistake', () => {
  expect(addressIn({})).toBeUndefined();
  expect(() => addressIn({ window: '7d' })).toThrow(
    /^--window is about a Prometheus; give --prometheus URL$/,
  );
});

test.each([
  ['no address', { prometheus: 'prometheus:9090' }, /give an address such as https:/],
  ['another protocol', { prometheus: 'ftp://prometheus' }, /give an address such as https:/],
  [
    'a password in it',
    { prometheus: 'https://jo:secret@prometheus' },
    /^--prometheus: no password in the address; use --token-file$/,
  ],
  [
    'a file that is not there',
    { prometheus: 'https://prometheus', 'ca-file': '/nowhere/ca.crt' },
    /^--ca-file: ENOENT/,
  ],
])('%s is told', (_what, given, message) => {
  expect(() => addressIn(given)).toThrow(message);
});
