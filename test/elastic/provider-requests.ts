import { kinds, type Taker } from './provider-kinds';
import { asRendered, type Arguments } from '../stacks/synthesised';

/** What the provider of Terraform would send for one resource of the stack `<env>-elastic`. */
export interface ProviderRequest {
  readonly address: string;
  /** What takes it here. */
  readonly by: Taker;
  readonly method: 'PUT' | 'POST';
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Resources of the stack, by address. */
export interface SynthesisedResources {
  readonly name: string;
  readonly resources: Readonly<Record<string, Arguments>>;
}

/**
 * Everything that the stack tells Elasticsearch, in the order in which Terraform would. Later resources are covered by
 * construction: a kind that is not known here, or an argument that nobody has thought of, is an error.
 *
 * @throws Error that names the resource
 */
export const requestsOf = (stack: SynthesisedResources): readonly ProviderRequest[] =>
  Object.entries(stack.resources)
    .flatMap(([address, given]): readonly ProviderRequest[] => {
      const type = (address.split('.')[0] ?? '').replace(/^elasticstack_/, '');
      if (type.startsWith('kibana_')) return [];
      const kind = kinds[type];
      if (kind === undefined)
        throw new Error(`${stack.name} ${address}: nothing here knows what a ${type} is`);
      const { depends_on: _order, lifecycle: _terraform, ...rendered } = textsOf(given);
      const unknown = Object.keys(rendered).filter((name) => !kind.knows.includes(name));
      if (unknown.length > 0)
        throw new Error(`${stack.name} ${address}: nothing here knows what ${unknown.join(', ')} does`);
      return [
        {
          address,
          by: kind.by,
          method: kind.method ?? 'PUT',
          path: kind.path(rendered),
          body: kind.body(rendered),
        },
      ];
    })
    .sort((a, b) => orderOf(a) - orderOf(b));

/** Components come before what is composed of them. */
const orderOf = ({ path }: ProviderRequest): number =>
  ['/_cluster/', '/_component_template/', '/_ingest/', '/_index_template/'].findIndex((start) =>
    path.startsWith(start),
  );

/** Every text as Terraform hands it to the provider. */
const textsOf = (given: Arguments): Arguments =>
  JSON.parse(JSON.stringify(given), (_key, value: unknown) =>
    typeof value === 'string' ? asRendered(value) : value,
  ) as Arguments;
