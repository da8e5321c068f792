import { jsonSchemas } from '../../environments/json-schema';

interface Shape {
  readonly type?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly items?: Shape;
}

interface Field {
  readonly path: string;
  readonly shape: Shape;
  readonly isLeaf: boolean;
}

/** Every field below a shape; `*` stands for a name that the user chooses, `[]` for a place in a list. */
function fieldsBelow(shape: Shape, path: string): readonly Field[] {
  const inner = (step: string, below: Shape): readonly Field[] => {
    const at = path === '' ? step : `${path}.${step}`;
    const fields = fieldsBelow(below, at);
    return [{ path: at, shape: below, isLeaf: fields.length === 0 }, ...fields];
  };
  const { properties, additionalProperties: open, items } = shape;
  if (properties !== undefined) return Object.entries(properties).flatMap(([key, one]) => inner(key, one));
  if (typeof open === 'object' && open.properties !== undefined) return fieldsBelow(open, `${path}.*`);
  if (items?.properties !== undefined) return fieldsBelow(items, `${path}[]`);
  return [];
}

const fields = fieldsBelow(jsonSchemas()['environment.schema.json'] as Shape, '');
const leaves = fields.filter(({ isLeaf }) => isLeaf);

test('the fields of environment files are found, down to those of lists and of named groups', () => {
  expect(leaves.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['clusters.*.context', 'teams.*.page.email.smarthost', 'maintenance[].models']),
  );
});

test('every field of environment files says what it is, in one sentence or more', () => {
  expect(
    fields.filter(({ shape }) => !/^\S.*\.$/.test(shape.description ?? '')).map(({ path }) => path),
  ).toEqual([]);
});

test('every field that is not chosen from a list shows an example, in the notation of the file', () => {
  const chosen = ({ shape }: Field): boolean => shape.enum !== undefined || shape.type === 'boolean';
  const open = leaves.filter((field) => !chosen(field));
  expect(open.filter(({ shape }) => (shape.examples ?? []).length === 0).map(({ path }) => path)).toEqual([]);
  for (const { path, shape } of open) {
    for (const example of shape.examples ?? []) {
      const fits = shape.pattern === undefined || new RegExp(shape.pattern, 'u').test(String(example));
      expect({ path, example, fits }).toEqual({ path, example, fits: true });
    }
  }
});
