import { dashboardsFor, foldersFor, permissionsFor, playlistsFor } from '../../dashboards';
import type { Environment } from '../../environments';
import { permissionPolicies } from '../../environments/grafana';
import { committed, withBoardsAsFiles } from '../stacks/synthesised';

const prod = committed('prod');
const under = (permissions: (typeof permissionPolicies)[number]): Environment => ({
  ...prod,
  grafana: { ...prod.grafana, permissions },
});

/** `mlo: Viewer View, platform Admin`, one line per folder. */
const lines = (environment: Environment): readonly string[] =>
  permissionsFor(environment).map(({ folder, grants }) =>
    [
      `${folder}:`,
      grants.map((one) => `${'role' in one ? one.role : `team ${one.team}`} ${one.may}`).join(', ') ||
        'as above',
    ].join(' '),
  );

describe('who may do what with a folder', () => {
  test('where teams try things, each edits what is its own, and there is a sandbox for all', () => {
    expect(lines(under('open'))).toEqual([
      'mlo: Viewer View, Editor Edit, team platform Admin',
      'mlo-models: as above',
      'mlo-team-assistants: team assistants Edit',
      'mlo-team-commerce: team commerce Edit',
      'mlo-team-risk: team risk Edit',
      'mlo-sandbox: team assistants Edit, team commerce Edit, team risk Edit',
    ]);
  });

  test('where changes are reviewed, nobody edits but the owner, who may let others', () => {
    expect(lines(under('reviewed'))).toEqual([
      'mlo: Viewer View, Editor View, team platform Admin',
      'mlo-models: as above',
      'mlo-team-assistants: team assistants View',
      'mlo-team-commerce: team commerce View',
      'mlo-team-risk: team risk View',
    ]);
  });

  test('where it is guarded, which it is unless said otherwise, the owner edits in an emergency and lets nobody', () => {
    expect(prod.grafana.permissions).toBeUndefined();
    expect(lines(prod)).toEqual(lines(under('guarded')));
    expect(lines(prod)[0]).toBe('mlo: Viewer View, Editor View, team platform Edit');
    expect(lines(prod).join()).not.toContain('Admin');
  });

  test.each(permissionPolicies)('is said of every folder under the policy %s, and of no other', (policy) => {
    const environment = under(policy);
    expect(permissionsFor(environment).map(({ folder }) => folder)).toEqual(
      foldersFor(environment).map(({ uid }) => uid),
    );
  });

  test('a team that owns the environment has no weaker grant in its own folder', () => {
    const owned = { ...under('reviewed'), owner: 'risk' };
    expect(lines(owned)).toContain('mlo-team-risk: as above');
  });

  test('boards that come as files have no sandbox', () => {
    expect(foldersFor(withBoardsAsFiles()).map(({ uid }) => uid)).not.toContain('mlo-sandbox');
  });
});

describe('what a screen on a wall shows', () => {
  const dev = committed('dev');
  const boards = dashboardsFor(dev);
  const playlists = playlistsFor(dev, boards);

  test('are boards that exist, each once', () => {
    const uids = boards.map(({ dashboard }) => dashboard.uid);
    for (const { boards: shown } of playlists) {
      expect(shown.filter((uid) => !uids.includes(uid))).toEqual([]);
      expect(new Set(shown).size).toBe(shown.length);
    }
  });

  test('begins with the overview, then what wakes somebody', () => {
    const risk = playlists.find(({ name }) => name.endsWith('team risk'))?.boards ?? [];
    const tiers = risk.slice(1).map((uid) => dev.models.find(({ name }) => uid.endsWith(name))?.tier);
    expect(risk[0]).toBe('mlo-overview');
    expect(tiers.length).toBeGreaterThan(1);
    const order = ['critical', 'standard', 'experimental'];
    expect(tiers).toEqual([...tiers].sort((a, b) => order.indexOf(a ?? '') - order.indexOf(b ?? '')));
  });

  test('comes round, however many models a team has', () => {
    const [model] = dev.models;
    if (model === undefined) throw new Error('dev has no models');
    const many = {
      ...dev,
      models: Array.from({ length: 50 }, (_, index) => ({ ...model, name: `m${index}` })),
    };
    for (const { boards: shown } of playlistsFor(many, dashboardsFor(many)))
      expect(shown.length).toBeLessThanOrEqual(20);
  });
});
