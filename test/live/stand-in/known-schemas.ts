import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/project-root';
import type { Arguments, SynthesisedStack } from '../../stacks/synthesised';
import type { ProviderSchema, Schema } from './provider-schema';

const folder = join(projectRoot, 'provider-schemas');

/** The schemas of a provider from which its bindings are generated; `undefined` where it has bindings of its own. */
export function committedSchema(provider: string): ProviderSchema | undefined {
  const file = readdirSync(folder).find((name) => name.startsWith(`${provider}@`));
  if (file === undefined) return undefined;
  const { provider_schemas: schemas } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
    readonly provider_schemas: Readonly<Record<string, ProviderSchema>>;
  };
  const [schema] = Object.values(schemas);
  if (schema === undefined) throw new Error(`provider-schemas/${file} has no schemas`);
  return schema;
}

/** Arguments that belong to the language and not to a provider. */
const ofLanguage = ['depends_on', 'lifecycle'];

/** What conditions read of a data source, which nobody gives it. */
const readOf = (given: readonly Arguments[]): readonly string[] =>
  [...JSON.stringify(given).matchAll(/\bself\.(\w+)/g)].map(([, name = '']) => name);

const anyOf = (given: readonly Arguments[]): Schema => {
  const names = new Set(
    given.flatMap((one) => Object.keys(one)).filter((name) => !ofLanguage.includes(name)),
  );
  const dynamic = (name: string, how: object) => [name, { type: 'dynamic', ...how }] as const;
  return {
    version: 0,
    block: {
      attributes: Object.fromEntries([
        ...readOf(given).map((name) => dynamic(name, { computed: true })),
        ...[...names].map((name) => dynamic(name, { optional: true })),
      ]),
    },
  };
};

const schemasOf = (
  provider: string,
  given: readonly (readonly [type: string, one: Arguments])[],
): Readonly<Record<string, Schema>> => {
  const types = new Set(given.map(([type]) => type).filter((type) => type.startsWith(`${provider}_`)));
  return Object.fromEntries(
    [...types].map((wanted) => [
      wanted,
      anyOf(given.flatMap(([type, one]) => (type === wanted ? [one] : []))),
    ]),
  );
};

/**
 * Schemas that take what the stacks write, of any type. With them everything of a stack is read, its texts as templates,
 * and nothing is said about its arguments.
 */
export const permissiveSchema = (provider: string, stacks: readonly SynthesisedStack[]): ProviderSchema => ({
  provider: anyOf(stacks.flatMap((stack) => stack.provider[provider] ?? [])),
  resource_schemas: schemasOf(
    provider,
    stacks.flatMap(({ resources }) =>
      Object.entries(resources).map(([address, one]) => [address.split('.')[0] ?? '', one] as const),
    ),
  ),
  data_source_schemas: schemasOf(
    provider,
    stacks.flatMap(({ data }) =>
      Object.entries(data ?? {}).flatMap(([type, all]) =>
        Object.values(all).map((one) => [type, one] as const),
      ),
    ),
  ),
});
