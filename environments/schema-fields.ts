import type { z } from 'zod';

/** A field of a schema that holds a value and no group of named fields. */
export interface SchemaField {
  readonly path: readonly string[];
  /** Its default, in the notation of files; undefined where it has none. */
  readonly usual: unknown;
}

/** What wraps a shape without changing its fields. */
interface Wrapped {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly defaultValue?: unknown;
  readonly in?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
}

/**
 * The fields of a schema in its order; names that people choose, such as those of business metrics, are one field. Read
 * off the schema itself: its JSON Schema says the same but takes a tenth of a second to make.
 */
export const schemaFields = (schema: z.ZodType): readonly SchemaField[] => fieldsOf(schema, [], undefined);

function fieldsOf(schema: z.ZodType, path: readonly string[], usual: unknown): readonly SchemaField[] {
  const { type, innerType, defaultValue, in: input, shape } = schema.def as Wrapped;
  if (shape !== undefined) {
    return Object.entries(shape).flatMap(([key, inner]) => fieldsOf(inner, [...path, key], undefined));
  }
  const written = type === 'default' || type === 'prefault' ? (usual ?? defaultValue) : usual;
  const inner = innerType ?? (type === 'pipe' ? input : undefined);
  return inner === undefined ? [{ path, usual: written }] : fieldsOf(inner, path, written);
}
