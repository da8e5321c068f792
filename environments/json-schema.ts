import { z } from 'zod';
import { modelEntry } from '../models/entry';
import { environmentFile } from './environment';
import { ruleFile } from './rule-file';

/** A JSON Schema as far as this project writes it. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  /** Unit or notation of a scalar. */
  readonly unit?: string;
  readonly enum?: readonly string[];
  /** In the notation of files. */
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
}

/** The shape of what people write, with descriptions, units, defaults and examples. */
export const inputSchema = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    target: 'draft-7',
    override: ({ zodSchema, jsonSchema }) => {
      // Examples of a value that is transformed would be left out, because they might be of the result.
      const { written } = z.globalRegistry.get(zodSchema) ?? {};
      delete jsonSchema['written'];
      if (Array.isArray(written)) jsonSchema.examples = written;
    },
  }) as JsonSchema;

/** JSON Schemas of the kinds of files, for editors that complete and check while typing; by file name. */
export const jsonSchemas = (): Readonly<Record<string, JsonSchema & { readonly title: string }>> => ({
  'model.schema.json': { title: 'Model entry of Model Observatory', ...inputSchema(modelEntry) },
  'environment.schema.json': { title: 'Environment of Model Observatory', ...inputSchema(environmentFile) },
  'rules.schema.json': { title: 'Rule file of Model Observatory', ...inputSchema(ruleFile) },
});
