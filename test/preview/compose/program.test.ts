import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programFiles } from '../../../preview/compose/program';
import { writeArtefacts } from '../../../scripts/artefacts';

describe('the program that runs in containers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'program-test-'));
  const files = programFiles();
  beforeAll(() => {
    writeArtefacts(folder, new Map(files));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['prepare', 'fleet', 'setup'])('holds all that %s loads', (name) => {
    const script = join(folder, 'program', 'dist', 'preview', 'compose', 'run', `${name}.js`);
    // Without a path to packages elsewhere: above the folder there are none.
    const { status, stderr } = spawnSync(process.execPath, ['-e', `require(${JSON.stringify(script)})`], {
      encoding: 'utf8',
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '' },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('brings the page, and metrics pages, and nothing of what deploys', () => {
    const paths = files.map(([path]) => path);
    for (const needed of ['preview/page/index.html', 'test/fixtures/metrics/batch.prom', 'cdktf.json'])
      expect(paths).toContain(`program/${needed}`);
    expect(paths.filter((path) => /cdktf\/|\.gen\/|aws/.test(path))).toEqual([]);
  });
});
