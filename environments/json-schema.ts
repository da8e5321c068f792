import { z } from 'zod';
import { modelEntry } from '../models/entry';
import { environmentFile } from './environment';

/** JSON Schemas of the two kinds of files, for editors that complete and check while typing; by file name. */
export const jsonSchemas = (): Readonly<Record<string, unknown>> => ({
  'model.schema.json': schemaOf(modelEntry, 'Model entry of Model Observatory'),
  'environment.schema.json': schemaOf(environmentFile, 'Environment of Model Observatory'),
});

function schemaOf(schema: z.ZodType, title: string): unknown {
  return { title, ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', target: 'draft-7' }) };
}
