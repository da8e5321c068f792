import { App, TerraformStack } from 'cdktf';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BoardConfigMaps } from '../../constructs/board-config-maps';
import { DataSourceConfigMap } from '../../constructs/data-source-config-map';
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

  it('are refused as ConfigMaps where a board is larger than one may be, and it says what to do', () => {
    const [overview] = dashboardsFor(committed('dev'));
    if (overview === undefined) throw new Error('dev has no boards');
    const folders = [{ uid: overview.folder, title: 'Root' }];
    // Two bytes per letter: what counts is bytes and not letters.
    const large = { ...overview.dashboard, description: 'é'.repeat(600_000) };
    expect(
      () => new BoardConfigMaps(stack(), 'boards', folders, [{ ...overview, dashboard: large }]),
    ).toThrow(
      /^the dashboard "mlo-overview" has \d+ bytes, and a ConfigMap holds 1048576; write grafana.delivery: provider/,
    );
  });

  it('keep headers of data sources where a reader of Grafana does not see them', () => {
    const scope = stack();
    new DataSourceConfigMap(scope, [
      {
        uid: 'a',
        name: 'A',
        type: 'prometheus',
        url: 'http://a',
        settings: { httpMethod: 'POST' },
        headers: { 'X-Scope-OrgID': 'cheap$' },
      },
    ]);
    const text = JSON.stringify(scope.toTerraform());
    expect(text).toContain('httpHeaderName1: X-Scope-OrgID');
    expect(text).toMatch(/httpHeaderValue1: cheap\$\$/);
  });
});
