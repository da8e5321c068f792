import type { Environment } from '../../../environments';
import {
  dataViewsOf,
  printSavedObjects,
  rolesFor,
  savedObjectsOf,
  spacesFor,
  teamReaderRole,
  type SavedObject,
  type Space,
} from '../../../logs';
import { dataViewId, logsUrl, spaceIds } from '../../../models/log-links';
import { elasticStack, savedObjectForms } from '../../../models/versions';
import { expectGolden } from '../../golden';
import { asking, environmentNamed, environments, withLinesApart } from '../environments';
import { objectsOf, problemsOf, queriedFields, type Imported } from './problems';

const prod = environmentNamed('prod');
const apart = { ...withLinesApart(asking(), 'risk'), name: 'apart' };
const all = [...environments, asking(), apart];

const imported = (space: Space): Imported => ({
  views: dataViewsOf(space).map((view, index) => ({ view, of: space.shows[index]?.of ?? 'lines' })),
  ndjson: printSavedObjects(savedObjectsOf(space)),
});
const spaceOf = (environment: Environment, id: string): Space => {
  const found = spacesFor(environment).find((space) => space.id === id);
  if (found === undefined) throw new Error(`no space ${id}`);
  return found;
};

const each = test.each(
  all.flatMap((environment) =>
    spacesFor(environment).map((space) => [`${environment.name} ${space.id}`, space] as const),
  ),
);

each('Kibana finds nothing wrong with what is imported into %s', (_name, space) => {
  expect(problemsOf(imported(space))).toEqual([]);
});

each('%s has a board and searches for each kind of logs that it shows', (_name, space) => {
  const objects = objectsOf(imported(space));
  for (const { of } of space.shows) {
    const ofView = objects.filter(({ references }) =>
      references.some(({ id }) => id === dataViewId(space.id, of)),
    );
    expect(ofView.filter(({ type }) => type === 'dashboard')).toHaveLength(1);
    expect(ofView.filter(({ type }) => type === 'search').length).toBeGreaterThan(0);
  }
});

test('no id is in two spaces, because Kibana would give one of the two another', () => {
  const ids = spacesFor(apart).flatMap((space) => [
    ...savedObjectsOf(space).map(({ id }) => id),
    ...dataViewsOf(space).map(({ id }) => id),
  ]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[a-z0-9-]+$/.test(id))).toBe(true);
});

test('ids of spaces are those that Kibana takes, for every team and both others', () => {
  expect(spacesFor(prod).map(({ id }) => id)).toEqual([
    'team-assistants',
    'team-commerce',
    'team-platform',
    'team-risk',
    'operations',
    'audit',
  ]);
});

/** Streams of a role whose documents it reads. */
const readable = (environment: Environment, role: string): readonly string[] =>
  rolesFor(environment)
    .filter(({ name }) => name === role)
    .flatMap(({ indices }) =>
      indices.flatMap(({ names, privileges }) => (privileges.includes('read') ? names : [])),
    );

test.each(all.map((environment) => [environment.name, environment] as const))(
  'whoever may enter a space of %s may read what it shows, and what a role reads is shown in one of its spaces',
  (_name, environment) => {
    for (const { name, spaces } of rolesFor(environment)) {
      const shown = spaces.flatMap((id) => spaceOf(environment, id).shows.flatMap(({ streams }) => streams));
      for (const stream of readable(environment, name)) expect(shown).toContain(stream);
    }
    for (const team of Object.keys(environment.teams)) {
      const space = spaceOf(environment, spaceIds.team(team));
      const streams = space.shows.flatMap((one) => one.streams);
      expect([...readable(environment, teamReaderRole(team))].sort()).toEqual([...streams].sort());
    }
  },
);

test('nobody but the team enters its space where its lines are apart', () => {
  const guests = rolesFor(apart).filter(({ spaces }) => spaces.includes(spaceIds.team('risk')));
  expect(guests.map(({ name }) => name)).toEqual([
    'mlobs_reader_team_risk',
    'mlobs_reader_model_fraud_scorer',
  ]);
});

test("links from alerts and boards open a data view that is in the team's space", () => {
  for (const model of prod.models) {
    const url = new URL(logsUrl('https://kibana.test', model));
    const [, space = ''] = /^\/s\/([^/]+)\/app\/discover$/.exec(url.pathname) ?? [];
    const [, view = ''] = /dataViewId:'([^']+)'/.exec(decodeURIComponent(url.hash)) ?? [];
    expect(dataViewsOf(spaceOf(prod, space)).map(({ id }) => id)).toContain(view);
  }
});

test('objects are written in forms that every supported Kibana knows', () => {
  expect(elasticStack.every((version) => version.startsWith('9.'))).toBe(true);
  for (const object of spacesFor(prod).flatMap(savedObjectsOf)) {
    expect(object.coreMigrationVersion).toBe('8.8.0');
    expect(object.typeMigrationVersion).toBe(savedObjectForms[object.type]);
  }
});

test.each(['operations', 'audit', 'team-risk'])('%s is as reviewed', (id) => {
  expectGolden(`prod/logs/kibana/${id}.ndjson`, imported(spaceOf(prod, id)).ndjson);
});

describe('what would be found', () => {
  const good = imported(spaceOf(prod, 'operations'));
  const [search, board] = [
    objectsOf(good).find(({ type }) => type === 'search')?.id ?? '',
    objectsOf(good).find(({ type }) => type === 'dashboard')?.id ?? '',
  ];

  /** The space with one object changed. */
  const spoiled = (id: string, change: (object: SavedObject) => SavedObject): Imported => ({
    ...good,
    ndjson: printSavedObjects(objectsOf(good).map((object) => (object.id === id ? change(object) : object))),
  });
  const edited = (id: string, from: string | RegExp, to: string): Imported =>
    spoiled(id, (object) => {
      const text = JSON.stringify(object);
      const changed = text.replace(from, to);
      if (changed === text) throw new Error(`nothing of ${id} has changed`);
      return JSON.parse(changed) as SavedObject;
    });

  const signatures = 'mlobs-operations-lines-signatures';
  const latency = 'mlobs-operations-lines-latency';

  test.each<readonly [string, () => Imported, RegExp]>([
    ['an id twice', () => ({ ...good, ndjson: good.ndjson + good.ndjson }), /is there twice/],
    ['a view that is not there', () => ({ ...good, views: good.views.slice(1) }), /which is not there/],
    ['an attribute of another form', () => edited(search, '"grid":', '"tabs":'), /has the attribute tabs/],
    ['text that is no JSON', () => edited(board, '"panelsJSON":"[', '"panelsJSON":"'), /cannot be read/],
    ['panels on each other', () => edited(board, '\\"y\\":12', '\\"y\\":4'), /lie on each other/],
    ['a panel beside the grid', () => edited(board, '\\"x\\":24', '\\"x\\":30'), /is not on the grid/],
    [
      'a panel of another type',
      () => edited(board, '\\"type\\":\\"lens\\"', '\\"type\\":\\"search\\"'),
      /is not what/,
    ],
    [
      'a name that nothing refers to',
      () => edited(board, '"name":"2:panel_2"', '"name":"2:panel_9"'),
      /lacks/,
    ],
    [
      'a column that no document has',
      () => edited(search, 'service.name', 'service.nam'),
      /no field service.nam/,
    ],
    ['a query for it', () => edited(signatures, 'log.level: (', 'level: ('), /no field level/],
    [
      'groups by free text',
      () => edited(signatures, '"error.type"', '"error.message"'),
      /error.message cannot be used for terms/,
    ],
    [
      'a share of words',
      () => edited(latency, '"sourceField":"event.duration"', '"sourceField":"log.level"'),
      /used for percentile/,
    ],
    [
      'an order of other columns',
      () => edited(signatures, '"columnOrder":["row1",', '"columnOrder":['),
      /orders other/,
    ],
    ['a sort by nothing', () => edited(signatures, '"columnId":"value"}', '"columnId":"x"}'), /sorts by x/],
    [
      'a choice of free text',
      () => edited(board, 'fieldName\\":\\"service.name', 'fieldName\\":\\"message'),
      /cannot be chosen/,
    ],
  ])('%s', (_name, spoil, told) => {
    expect(problemsOf(good)).toEqual([]);
    expect(problemsOf(spoil()).join('\n')).toMatch(told);
  });

  test('fields of a query', () => {
    expect(queriedFields('a.b: (x or y) and c_d < 0.5 and not e >= 1 or "f: g"')).toEqual([
      'a.b',
      'c_d',
      'e',
      'f',
    ]);
  });
});
