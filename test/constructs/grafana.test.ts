import { App, TerraformStack } from 'cdktf';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GrafanaDashboards } from '../../constructs/grafana-dashboards';
import { GrafanaFolders } from '../../constructs/grafana-folders';
import { dashboardsFor } from '../../dashboards';
import { committed } from '../stacks/synthesised';

describe('Grafana folders and dashboards', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'grafana-'));
  afterAll(() => {
    rmSync(outdir, { recursive: true });
  });
  const stack = (): TerraformStack => new TerraformStack(new App({ outdir }), 'grafana');

  it('are refused where a folder comes before its parent', () => {
    const folders = [
      { uid: 'child', title: 'Child', parent: 'root' },
      { uid: 'root', title: 'Root' },
    ];
    expect(() => new GrafanaFolders(stack(), 'folders', folders)).toThrow('no Grafana folder "root" so far');
  });

  it('are refused where a dashboard lies in a folder that does not exist', () => {
    const scope = stack();
    const folders = new GrafanaFolders(scope, 'folders', [{ uid: 'root', title: 'Root' }]);
    const placed = dashboardsFor(committed('dev')).map((one) => ({ ...one, folder: 'nowhere' }));
    expect(() => new GrafanaDashboards(scope, 'dashboards', folders, placed)).toThrow(
      'no Grafana folder "nowhere"',
    );
  });
});
