import type { ProviderRequest } from './provider-requests';

/** What `_simulate_index` answers about an index that would be created. */
export interface Simulated {
  readonly template: {
    readonly settings: { readonly index: Readonly<Record<string, unknown>> };
    readonly mappings: object;
    readonly lifecycle?: { readonly enabled?: boolean; readonly data_retention?: string };
  };
}

interface IndexLifecycle {
  readonly name?: string;
  readonly prefer_ilm?: string;
}

/** What deletes its documents. Where a policy and a lifecycle are both there, the policy wins unless it is told not to. */
export function deletionOf({ template }: Simulated, requests: readonly ProviderRequest[]): string {
  const { lifecycle } = template;
  const { name, prefer_ilm: preferred = 'true' } = (template.settings.index['lifecycle'] ??
    {}) as IndexLifecycle;
  const ofItsOwn = lifecycle !== undefined && lifecycle.enabled !== false;
  if (name === undefined || (ofItsOwn && preferred === 'false'))
    return lifecycle?.data_retention === undefined ? 'never' : `after ${lifecycle.data_retention}`;
  const policy = requests.find(({ path }) => path === `/_verdict/lifecycle/${encodeURIComponent(name)}`);
  if (policy === undefined) return `by the policy ${name}, which is not ours`;
  const { phases } = policy.body['policy'] as {
    readonly phases: Readonly<
      Record<string, { readonly min_age?: string; readonly actions: object } | undefined>
    >;
  };
  return phases['delete'] === undefined ? 'never' : `after ${phases['delete'].min_age ?? '0ms'}`;
}

interface Mapping {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Mapping>>;
}

/** Paths of the fields of a mapping; their types are stand-ins' in part. */
export const fieldsOf = (mapping: Mapping, path: readonly string[] = []): readonly string[] =>
  Object.entries(mapping.properties ?? {}).flatMap(([name, field]) => {
    const here = [...path, name];
    return field.properties === undefined ? [here.join('.')] : fieldsOf(field, here);
  });
