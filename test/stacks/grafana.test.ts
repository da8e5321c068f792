import { dashboardsFor } from '../../dashboards';
import { deployedBy } from './deployed';
import {
  asRendered,
  committed,
  synthesised,
  valuesOf,
  withBoardsAsFiles,
  type Arguments,
  type SynthesisedStack,
} from './synthesised';

const prod = committed('prod');
const files = withBoardsAsFiles();
const stacks = synthesised([prod, committed('dev'), files]);

function stackOf(name: string): SynthesisedStack {
  const found = stacks[name];
  if (found === undefined) throw new Error(`there is no stack ${name}`);
  return found;
}

/** Resources of a type by their names. */
const ofType = (stack: SynthesisedStack, type: string): Readonly<Record<string, Arguments>> =>
  Object.fromEntries(
    Object.entries(stack.resources).flatMap(([address, given]) =>
      address.startsWith(`${type}.`) ? [[address.slice(type.length + 1), given]] : [],
    ),
  );

const grafanaOf = (environment: string): Readonly<Record<string, unknown>> =>
  valuesOf(stackOf(`${environment}-platform`).resources['helm_release.kube-prometheus-stack'])[
    'grafana'
  ] as Readonly<Record<string, unknown>>;

describe('Grafana through its interface', () => {
  const stack = stackOf('prod-grafana');

  test('has every team of the environment, whose members it does not know', () => {
    const teams = ofType(stack, 'grafana_team');
    expect(Object.keys(teams).sort()).toEqual(Object.keys(prod.teams).sort());
    for (const team of Object.values(teams)) {
      expect(team).toMatchObject({ lifecycle: { ignore_changes: ['members', 'admins'] } });
      expect(team).not.toHaveProperty('members');
    }
  });

  test('opens on the overview, which is there before', () => {
    expect(ofType(stack, 'grafana_team')['risk']).toMatchObject({
      preferences: [{ home_dashboard_uid: 'mlo-overview' }],
      depends_on: ['grafana_dashboard.mlo-overview'],
    });
  });

  test('names all that is granted on each folder', () => {
    const permissions = ofType(stack, 'grafana_folder_permission');
    expect(Object.keys(permissions).sort()).toEqual(Object.keys(ofType(stack, 'grafana_folder')).sort());
    expect(permissions['mlo']).toMatchObject({
      folder_uid: 'mlo',
      permissions: [
        { role: 'Viewer', permission: 'View' },
        { role: 'Editor', permission: 'View' },
        { team_id: '${grafana_team.platform.id}', permission: 'Edit' },
      ],
    });
  });

  test('shows playlists, in order', () => {
    const { 'model-observatory-team-risk': playlist } = ofType(stack, 'grafana_playlist');
    expect(playlist).toMatchObject({ name: 'Model Observatory: team risk', interval: '1m' });
    expect(playlist?.['item']).toMatchObject([
      { order: 1, type: 'dashboard_by_uid', value: 'mlo-overview' },
      { order: 2, type: 'dashboard_by_uid', value: 'mlo-model-fraud-scorer' },
      { order: 3, type: 'dashboard_by_uid', value: 'mlo-model-churn-classifier' },
      { order: 4, type: 'dashboard_by_uid', value: 'mlo-model-nightly-scoring' },
    ]);
  });

  test('has an account that deploys, whose token is renewed before it ends and cuts off nobody', () => {
    expect(ofType(stack, 'grafana_service_account')['deployer']).toMatchObject({
      name: 'model-observatory-prod',
      role: 'Admin',
    });
    expect(ofType(stack, 'grafana_service_account_rotating_token')['deployer-token']).toMatchObject({
      service_account_id: '${grafana_service_account.deployer.id}',
      seconds_to_live: 30 * 86_400,
      early_rotation_window_seconds: 10 * 86_400,
      delete_on_destroy: false,
      lifecycle: { create_before_destroy: true },
    });
    expect(ofType(stack, 'kubernetes_secret_v1')['deployer-secret']).toMatchObject({
      metadata: { name: 'grafana-deployer', namespace: 'monitoring' },
      data: { token: '${grafana_service_account_rotating_token.deployer-token.key}' },
    });
  });

  test('needs no cluster where no account is asked for', () => {
    const dev = stackOf('dev-grafana');
    expect(Object.keys(dev.provider)).toEqual(['grafana']);
    expect(Object.keys(ofType(dev, 'grafana_service_account'))).toEqual([]);
  });
});

describe('boards as ConfigMaps', () => {
  const stack = stackOf('files-grafana');
  const maps = ofType(stack, 'kubernetes_config_map_v1');
  const sidecar = grafanaOf('files')['sidecar'] as Readonly<
    Record<'dashboards' | 'datasources', Readonly<Record<string, unknown>>>
  >;
  const labelsOf = (map: Arguments | undefined): Readonly<Record<string, string>> =>
    (map?.['metadata'] as { readonly labels: Readonly<Record<string, string>> }).labels;

  test('need no account in Grafana and no way to it', () => {
    expect(Object.keys(stack.provider)).toEqual(['kubernetes']);
    expect(deployedBy(stack)).toHaveLength(Object.keys(stack.resources).length);
  });

  test('are all boards, word for word, in a folder that says whose they are', () => {
    for (const { dashboard } of dashboardsFor(files)) {
      const data = maps[dashboard.uid]?.['data'] as Readonly<Record<string, string>>;
      expect(JSON.parse(asRendered(data[`${dashboard.uid}.json`] ?? ''))).toEqual(dashboard);
    }
    const folders = Object.values(maps).flatMap(
      ({ metadata }) =>
        (metadata as { readonly annotations?: Readonly<Record<string, string>> }).annotations?.[
          'grafana_folder'
        ] ?? [],
    );
    expect([...new Set(folders)].sort()).toEqual([
      'ML Observability',
      'ML Observability - Team assistants',
      'ML Observability - Team commerce',
      'ML Observability - Team risk',
    ]);
  });

  test('are found by a label that nobody else has by chance, in one namespace, and cannot be changed in Grafana', () => {
    const { label, labelValue } = sidecar.dashboards as Readonly<Record<string, string>>;
    expect(labelsOf(maps['mlo-overview'])[label ?? '']).toBe(labelValue);
    expect(labelValue).not.toBe('1');
    expect(sidecar).toMatchObject({
      enableUniqueFilenames: true,
      dashboards: {
        searchNamespace: 'monitoring',
        resource: 'configmap',
        folderAnnotation: 'grafana_folder',
        provider: { allowUiUpdates: false, foldersFromFilesStructure: true },
      },
      datasources: { searchNamespace: 'monitoring', resource: 'configmap' },
    });
  });

  test('find their data sources under the same uids', () => {
    const map = maps['model-observatory-data-sources'];
    const { label, labelValue } = sidecar.datasources as Readonly<Record<string, string>>;
    expect(labelsOf(map)[label ?? '']).toBe(labelValue);
    const uids = Object.values(ofType(stackOf('dev-grafana'), 'grafana_data_source')).map(({ uid }) => uid);
    const text = JSON.stringify(map?.['data']);
    expect(uids.filter((uid) => !text.includes(`uid: ${String(uid)}\\n`))).toEqual([]);
  });

  test('open on the overview', () => {
    const { GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: home } = grafanaOf('files')['env'] as Readonly<
      Record<string, string>
    >;
    // The name that the sidecar gives to the file of a ConfigMap where names are to be unique.
    expect(home).toBe(
      '/tmp/dashboards/ML Observability/namespace_monitoring.configmap_mlo-overview.mlo-overview.json',
    );
    expect(maps).toHaveProperty('mlo-overview');
    expect(sidecar.dashboards['folder']).toBe('/tmp/dashboards');
  });

  test('are read by something that may read no Secret', () => {
    const platform = stackOf('files-platform');
    const role = deployedBy(platform)
      .flatMap((one) => ('release' in one && one.release.name === 'grafana-sidecar' ? [one.release] : []))
      .map(({ values }) => values['objects']);
    expect(role).toMatchObject([
      [
        {
          kind: 'Role',
          metadata: { name: 'grafana-sidecar', namespace: 'monitoring' },
          rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch'] }],
        },
      ],
    ]);
    expect(grafanaOf('files')['rbac']).toEqual({ namespaced: true, useExistingRole: 'grafana-sidecar' });
    expect(platform.resources['helm_release.kube-prometheus-stack']).toMatchObject({
      depends_on: expect.arrayContaining(['helm_release.grafana-sidecar']) as unknown,
    });
  });
});
