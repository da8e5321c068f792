import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jdkFor } from '../../scripts/java';

let folder = '';
const variables = { ...process.env };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'java-'));
  process.env['PATH'] = '';
  delete process.env['JAVA_HOME'];
});
afterEach(() => {
  process.env = { ...variables };
  rmSync(folder, { recursive: true });
});

/** A folder that looks like a JDK; a runtime has no compiler. */
function installed(name: string, version: string, programs: readonly string[] = ['java', 'javac']): string {
  const home = join(folder, name);
  mkdirSync(join(home, 'bin'), { recursive: true });
  writeFileSync(join(home, 'release'), `IMPLEMENTOR="Acme"\nJAVA_VERSION="${version}"\n`);
  for (const program of programs) writeFileSync(join(home, 'bin', program), '');
  return home;
}

// Versions that no machine has in its usual folders.
test('of the JDKs that are new enough it is the oldest', () => {
  process.env['JAVA_HOME'] = installed('newer', '9003.0');
  const older = installed('older', '9001');
  process.env['PATH'] = join(older, 'bin');
  expect(jdkFor(9000)).toEqual({ folder: older, major: 9001 });
  expect(jdkFor(9001)).toEqual({ folder: older, major: 9001 });
  expect(jdkFor(9002)?.major).toBe(9003);
  expect(jdkFor(9004)).toBeUndefined();
});

test('a runtime without compiler is none', () => {
  process.env['JAVA_HOME'] = installed('runtime', '9001', ['java']);
  expect(jdkFor(9000)).toBeUndefined();
});
