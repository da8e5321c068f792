import { z } from 'zod';
import { entryNotation, type Duration } from '../models/duration';
import { modelEntry } from '../models/entry';
import { environmentFile } from './environment';

/** JSON Schemas of the two kinds of files, for editors that complete and check while typing; by file name. */
export const jsonSchemas = (): Readonly<Record<string, unknown>> => ({
  'model.schema.json': schemaOf(modelEntry, 'Model entry of Model Observatory'),
  'environment.schema.json': schemaOf(environmentFile, 'Environment of Model Observatory'),
});

function schemaOf(schema: z.ZodType, title: string): unknown {
  return {
    title,
    ...z.toJSONSchema(schema, {
      io: 'input',
      unrepresentable: 'any',
      target: 'draft-7',
      override: inNotation,
    }),
  };
}

/**
 * Examples and defaults of values that reading transforms. The library leaves both out, because it cannot know in which
 * notation they are: examples are in that of entries, and a default that is a duration is printed in it.
 */
function inNotation({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: JsonSchema }): void {
  const { examples } = z.globalRegistry.get(zodSchema) ?? {};
  if (Array.isArray(examples)) jsonSchema.examples = examples as unknown[];
  const { def } = zodSchema._zod;
  const value: unknown = def.type === 'default' ? (def as z.core.$ZodDefaultDef).defaultValue : undefined;
  if (isDuration(value)) jsonSchema.default = entryNotation(value);
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

const isDuration = (value: unknown): value is Duration =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'milliseconds';
