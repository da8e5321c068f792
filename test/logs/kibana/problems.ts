import type { DataView, SavedObject } from '../../../logs';
import type { LogClass } from '../../../models/log-links';
import { mappedFields, type MappedField } from './mapped-fields';

/** What Kibana would not take, would show as an error, or would take for something else. */

/** A space as it would be imported: data views with the class of their documents, and the lines of the file. */
export interface Imported {
  readonly views: readonly { readonly view: DataView; readonly of: LogClass }[];
  readonly ndjson: string;
}

type Tree = { readonly [key: string]: unknown };
const tree = (value: unknown): Tree => {
  if (typeof value !== 'object' || value === null) throw new Error(`no object: ${String(value)}`);
  return value as Tree;
};
const list = (value: unknown): readonly Tree[] => {
  if (!Array.isArray(value)) throw new Error(`no list: ${String(value)}`);
  return value as readonly Tree[];
};
const parsed = (value: unknown): unknown => JSON.parse(String(value));

/** Attributes that the form in which an object is written knows. */
const attributes: Readonly<Record<SavedObject['type'], readonly string[]>> = {
  search: [
    ...['title', 'description', 'columns', 'sort', 'grid', 'hideChart', 'isTextBasedQuery'],
    'kibanaSavedObjectMeta',
  ],
  lens: ['title', 'description', 'visualizationType', 'state'],
  dashboard: [
    ...['title', 'description', 'timeRestore', 'timeFrom', 'timeTo', 'panelsJSON', 'optionsJSON'],
    ...['controlGroupInput', 'kibanaSavedObjectMeta'],
  ],
};

export const objectsOf = ({ ndjson }: Imported): readonly SavedObject[] =>
  ndjson
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as SavedObject);

/** Everything that is wrong with what a space would import. */
export function problemsOf(space: Imported): readonly string[] {
  const objects = objectsOf(space);
  const ids = [
    ...objects.map(({ type, id }) => `${type} ${id}`),
    ...space.views.map(({ view }) => `index-pattern ${view.id}`),
  ];
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is there twice`),
    ...objects.flatMap((object) => {
      const said = (problem: string): string => `${object.type} ${object.id}: ${problem}`;
      try {
        return [
          ...unknownAttributes(object),
          ...unresolved(object, ids),
          ...(object.type === 'dashboard' ? boardProblems(object) : []),
          ...fieldProblems(object, space),
        ].map(said);
      } catch (error) {
        return [said(`cannot be read: ${(error as Error).message}`)];
      }
    }),
  ];
}

const unknownAttributes = ({ type, attributes: given }: SavedObject): readonly string[] => [
  ...Object.keys(given)
    .filter((name) => !attributes[type].includes(name))
    .map((name) => `has the attribute ${name}, which its form does not know`),
  ...attributes[type].filter((name) => given[name] === undefined).map((name) => `lacks ${name}`),
];

/** References must lead somewhere, and be used, by the names that each kind of object uses. */
function unresolved(object: SavedObject, ids: readonly string[]): readonly string[] {
  const used = usedReferences(object);
  const given = object.references.map(({ name }) => name);
  return [
    ...object.references
      .filter(({ type, id }) => !ids.includes(`${type} ${id}`))
      .map(({ type, id }) => `refers to ${type} ${id}, which is not there`),
    ...used
      .filter((name) => !given.includes(name))
      .map((name) => `uses the reference ${name}, which it lacks`),
    ...given
      .filter((name) => !used.includes(name))
      .map((name) => `has the reference ${name}, which nothing uses`),
    ...given.filter((name, index) => given.indexOf(name) !== index).map((name) => `has ${name} twice`),
  ];
}

function usedReferences({ type, attributes: given }: SavedObject): readonly string[] {
  if (type === 'search')
    return [String(tree(parsed(tree(given['kibanaSavedObjectMeta'])['searchSourceJSON']))['indexRefName'])];
  if (type === 'lens') return Object.keys(layersOf(given)).map((id) => `indexpattern-datasource-layer-${id}`);
  const panels = list(parsed(given['panelsJSON']));
  const controls = tree(parsed(tree(given['controlGroupInput'])['panelsJSON']));
  return [
    ...panels.map((panel) => `${String(panel['panelIndex'])}:${String(panel['panelRefName'])}`),
    ...Object.keys(controls).map((id) => `controlGroup_${id}:optionsListDataView`),
  ];
}

const layersOf = (given: SavedObject['attributes']): Tree =>
  tree(tree(tree(tree(given['state'])['datasourceStates'])['formBased'])['layers']);

interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly i: string;
}

/** Panels lie on a grid of 48 columns, each by itself, and know their own number. */
function boardProblems({ attributes: given, references }: SavedObject): readonly string[] {
  const panels = list(parsed(given['panelsJSON']));
  const places = panels.map((panel) => panel['gridData'] as unknown as Place);
  const types = new Map(references.map(({ name, type }) => [name, type]));
  parsed(given['optionsJSON']);
  parsed(tree(given['kibanaSavedObjectMeta'])['searchSourceJSON']);
  parsed(tree(given['controlGroupInput'])['ignoreParentSettingsJSON']);
  return [
    ...(panels.length === 0 ? ['has no panel'] : []),
    ...places
      .filter(({ x, y, w, h }) => x < 0 || y < 0 || w < 1 || h < 1 || x + w > 48)
      .map(({ i }) => `panel ${i} is not on the grid`),
    ...places.flatMap((one, index) =>
      places
        .slice(index + 1)
        .filter(
          (other) =>
            one.x < other.x + other.w &&
            other.x < one.x + one.w &&
            one.y < other.y + other.h &&
            other.y < one.y + one.h,
        )
        .map((other) => `panels ${one.i} and ${other.i} lie on each other`),
    ),
    ...panels
      .filter(
        ({ type, panelIndex, panelRefName, gridData }) =>
          tree(gridData)['i'] !== panelIndex ||
          types.get(`${String(panelIndex)}:${String(panelRefName)}`) !== type,
      )
      .map(({ panelIndex }) => `panel ${String(panelIndex)} is not what it refers to`),
  ];
}

/** Fields that a query of KQL names, where each stands before a colon or a comparison. */
export const queriedFields = (query: string): readonly string[] => [
  ...new Set([...query.matchAll(/([A-Za-z@_][\w.@]*)\s*(?:[:<>]=?)/g)].map(([, field]) => field ?? '')),
];

/** Which values an operation can work on. */
const numbers = ['long', 'integer', 'float', 'double'];
const operands: Readonly<Record<string, readonly string[]>> = {
  date_histogram: ['date'],
  terms: ['keyword', 'wildcard', 'boolean', ...numbers],
  max: ['date', ...numbers],
  percentile: numbers,
  median: numbers,
};

function fieldProblems(object: SavedObject, { views }: Imported): readonly string[] {
  const seen = views.find(({ view }) =>
    object.references.some(({ type, id }) => type === 'index-pattern' && id === view.id),
  );
  if (seen === undefined) return ['looks at no data view'];
  const fields = mappedFields(seen.of);
  const field = (name: string, needs: (known: MappedField) => boolean, what: string): readonly string[] => {
    const known = fields.get(name);
    if (known === undefined) return [`there is no field ${name}`];
    return needs(known) ? [] : [`${name} cannot be ${what}`];
  };
  const queried = (query: unknown): readonly string[] =>
    queriedFields(String(tree(query)['query'])).flatMap((name) =>
      field(name, ({ searchable }) => searchable, 'searched'),
    );
  const { attributes: given } = object;
  if (object.type === 'search') {
    const source = tree(parsed(tree(given['kibanaSavedObjectMeta'])['searchSourceJSON']));
    return [
      ...(given['columns'] as readonly string[]).flatMap((name) => field(name, () => true, 'shown')),
      ...(given['sort'] as readonly (readonly [string, string])[]).flatMap(([name]) =>
        field(name, ({ aggregatable }) => aggregatable, 'sorted by'),
      ),
      ...queried(source['query']),
    ];
  }
  if (object.type === 'lens') {
    return [
      ...queried(tree(given['state'])['query']),
      ...Object.values(layersOf(given)).flatMap((layer) => layerProblems(tree(layer), given, field)),
    ];
  }
  const controls = tree(parsed(tree(given['controlGroupInput'])['panelsJSON']));
  return Object.values(controls).flatMap((control) =>
    field(
      String(tree(tree(control)['explicitInput'])['fieldName']),
      ({ aggregatable }) => aggregatable,
      'chosen from',
    ),
  );
}

type FieldCheck = (name: string, needs: (known: MappedField) => boolean, what: string) => readonly string[];

function layerProblems(layer: Tree, given: SavedObject['attributes'], field: FieldCheck): readonly string[] {
  const columns = tree(layer['columns']);
  const order = layer['columnOrder'] as readonly string[];
  const drawn = JSON.stringify(tree(given['state'])['visualization']);
  const ids = Object.keys(columns);
  const buckets = order.map((id) => tree(columns[id])['isBucketed']);
  return [
    ...(order.length === ids.length && ids.every((id) => order.includes(id))
      ? []
      : ['orders other columns than it has']),
    ...(buckets.lastIndexOf(true) < buckets.indexOf(false) ? [] : ['groups after it counts']),
    ...ids.filter((id) => !drawn.includes(`"${id}"`)).map((id) => `does not draw ${id}`),
    ...ids.flatMap((id) => {
      const column = tree(columns[id]);
      const operation = String(column['operationType']);
      const by = tree(column['params'])['orderBy'];
      const sorted = by === undefined ? [] : [String(tree(by)['columnId'])];
      if (operation === 'count') return [];
      return [
        ...sorted.filter((other) => !ids.includes(other)).map((other) => `sorts by ${other}, which it lacks`),
        ...field(
          String(column['sourceField']),
          ({ aggregatable, type }) => aggregatable && (operands[operation] ?? []).includes(type),
          `used for ${operation}`,
        ),
      ];
    }),
  ];
}
