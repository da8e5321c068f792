import { bytesField, numberField } from './protocol-buffers';

/** Schemas in the form in which `terraform providers schema -json` prints them. */
export interface ProviderSchema {
  readonly provider: Schema;
  readonly resource_schemas: Readonly<Record<string, Schema>>;
  readonly data_source_schemas?: Readonly<Record<string, Schema>>;
}

export interface Schema {
  readonly version: number;
  readonly block: Block;
}

interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, NestedBlock>>;
}

interface Attribute {
  /** A type as JSON writes it: `"string"`, `["list", "string"]`. */
  readonly type?: unknown;
  readonly nested_type?: NestedType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly write_only?: boolean;
}

const nestings = ['single', 'list', 'set', 'map', 'group'] as const;
type Nesting = (typeof nestings)[number];

interface NestedType {
  readonly nesting_mode: Nesting;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

interface NestedBlock {
  readonly nesting_mode: Nesting;
  readonly block: Block;
  readonly min_items?: number;
  readonly max_items?: number;
}

const each = <T>(
  of: Readonly<Record<string, T>> | undefined,
  field: (name: string, one: T) => Buffer,
): readonly Buffer[] => Object.entries(of ?? {}).map(([name, one]) => field(name, one));

const nesting = (mode: Nesting): number => nestings.indexOf(mode) + 1;

const attributeMessage = (name: string, attribute: Attribute): readonly Buffer[] => [
  bytesField(1, name),
  attribute.nested_type === undefined
    ? bytesField(2, JSON.stringify(attribute.type))
    : bytesField(
        10,
        ...each(attribute.nested_type.attributes, (key, one) => bytesField(1, ...attributeMessage(key, one))),
        numberField(3, nesting(attribute.nested_type.nesting_mode)),
      ),
  numberField(4, attribute.required),
  numberField(5, attribute.optional),
  numberField(6, attribute.computed),
  numberField(7, attribute.sensitive),
  numberField(11, attribute.write_only),
];

const blockMessage = ({ attributes, block_types: blocks }: Block): readonly Buffer[] => [
  ...each(attributes, (name, one) => bytesField(2, ...attributeMessage(name, one))),
  ...each(blocks, (name, one) =>
    bytesField(
      3,
      bytesField(1, name),
      bytesField(2, ...blockMessage(one.block)),
      numberField(3, nesting(one.nesting_mode)),
      numberField(4, one.min_items),
      numberField(5, one.max_items),
    ),
  ),
];

const schemaMessage = ({ version, block }: Schema): readonly Buffer[] => [
  numberField(1, version),
  bytesField(2, ...blockMessage(block)),
];

const schemaMap = (field: number, schemas: Readonly<Record<string, Schema>> | undefined): readonly Buffer[] =>
  each(schemas, (name, one) => bytesField(field, bytesField(1, name), bytesField(2, ...schemaMessage(one))));

/** The schemas as a provider tells them (version 6 of the protocol of providers, `GetProviderSchema`). */
export const schemaAnswer = (schema: ProviderSchema): Buffer =>
  Buffer.concat([
    bytesField(1, ...schemaMessage(schema.provider)),
    ...schemaMap(2, schema.resource_schemas),
    ...schemaMap(3, schema.data_source_schemas),
  ]);
