import { dump } from 'js-yaml';
import type { JsonSchema } from '../../environments/json-schema';
import { asText } from './markdown';

/** A field of the language with its place. */
interface Field {
  readonly path: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
}

/** What stands before the tables of a page. */
export interface Preface {
  readonly title: string;
  readonly text: string;
}

/** A reference page of one kind of file: a table per group of fields, made from its schema. */
export function schemaPage(schema: JsonSchema, { title, text }: Preface): string {
  const top = fieldsOf(schema, '');
  const scalars = top.filter((field) => !isGroup(field.schema));
  const groups = top.filter((field) => isGroup(field.schema));
  return [
    `# ${title}`,
    '',
    text,
    ...(scalars.length === 0 ? [] : ['', '## Top level', '', ...table(scalars)]),
    ...groups.flatMap(({ path, schema: group, required }) => [
      '',
      `## ${path}`,
      '',
      `${group.description ?? ''}${required ? ' Required.' : ''}`.trim(),
      '',
      ...table(leavesOf(group, path)),
    ]),
    '',
  ].join('\n');
}

/** Fields below a group, those of inner groups included; `<name>` stands for a name that people choose. */
const leavesOf = (schema: JsonSchema, prefix: string): readonly Field[] =>
  fieldsOf(schema, prefix).flatMap((field) =>
    isGroup(field.schema)
      ? [...(field.schema.description === undefined ? [] : [field]), ...leavesOf(field.schema, field.path)]
      : [field],
  );

function fieldsOf(schema: JsonSchema, prefix: string): readonly Field[] {
  const { properties = {}, additionalProperties, items, required = [] } = schema;
  const at = (key: string): string => (prefix === '' ? key : `${prefix}.${key}`);
  const open = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  return [
    ...Object.entries(properties).map(([key, inner]) => ({
      path: at(key),
      schema: inner,
      required: required.includes(key),
    })),
    ...(open !== undefined && isGroup(open) ? [{ path: at('<name>'), schema: open, required: false }] : []),
    ...(items !== undefined && isGroup(items)
      ? [{ path: `${prefix}[]`, schema: items, required: false }]
      : []),
  ];
}

const isGroup = ({ properties, additionalProperties, items }: JsonSchema): boolean =>
  properties !== undefined ||
  (typeof additionalProperties === 'object' && isGroup(additionalProperties)) ||
  (items !== undefined && isGroup(items));

const table = (fields: readonly Field[]): readonly string[] => [
  '| field | shape | default | meaning | example |',
  '| --- | --- | --- | --- | --- |',
  ...fields.map(({ path, schema, required }) =>
    [
      '',
      `\`${path}\``,
      shapeOf(schema),
      required ? 'required' : defaultOf(schema),
      asText(schema.description ?? ''),
      (schema.examples ?? []).map(code).join(', '),
      '',
    ]
      .map((cell) => cell.replaceAll('|', '\\|'))
      .join(' | ')
      .trim(),
  ),
];

function shapeOf(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.map(code).join(', ');
  if (schema.unit !== undefined) return schema.unit;
  if (isGroup(schema)) return schema.items === undefined ? 'group' : 'list of groups';
  if (schema.items !== undefined) return `list of ${shapeOf(schema.items)}`;
  if (typeof schema.additionalProperties === 'object') return 'labels';
  const words: Readonly<Record<string, string>> = {
    boolean: '`true`, `false`',
    string: 'text',
    integer: 'whole number',
    number: 'number',
  };
  return words[schema.type ?? ''] ?? schema.type ?? 'any';
}

/** A group that may be left out has no default to speak of. */
const defaultOf = (schema: JsonSchema): string =>
  schema.default === undefined || isGroup(schema) ? '' : code(schema.default);

/** A value as files write it, on one line. */
const code = (value: unknown): string => `\`${dump(value, { flowLevel: 0, lineWidth: -1 }).trim()}\``;
