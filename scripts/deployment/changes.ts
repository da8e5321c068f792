import { isDeepStrictEqual } from 'node:util';

/** What a plan does to one resource. Names of attributes and no values: those may be secret. */
export interface ResourceChange {
  readonly address: string;
  readonly does: 'create' | 'change' | 'replace' | 'destroy' | 'forget';
  readonly attributes: readonly string[];
}

interface Shown {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly mode: 'managed' | 'data';
    readonly change: {
      readonly actions: readonly string[];
      readonly before: Readonly<Record<string, unknown>> | null;
      readonly after: Readonly<Record<string, unknown>> | null;
      readonly after_unknown?: Readonly<Record<string, unknown>>;
    };
  }[];
}

const kinds: Readonly<Record<string, ResourceChange['does']>> = {
  create: 'create',
  update: 'change',
  'create+delete': 'replace',
  'delete+create': 'replace',
  delete: 'destroy',
  forget: 'forget',
};

/** The changes in what `terraform show -json` says of a plan. */
export function changesIn(json: string): readonly ResourceChange[] {
  const { resource_changes: all = [] } = JSON.parse(json) as Shown;
  return all.flatMap(({ address, mode, change }) => {
    const does = kinds[change.actions.join('+')];
    if (mode !== 'managed' || does === undefined) return [];
    const { before, after, after_unknown: unknown = {} } = change;
    const names = new Set([
      ...Object.keys(before ?? {}),
      ...Object.keys(after ?? {}),
      ...Object.keys(unknown),
    ]);
    const attributes = [...names]
      .filter((name) => unknown[name] === true || !isDeepStrictEqual(before?.[name], after?.[name]))
      .sort();
    return [{ address, does, attributes: before === null || after === null ? [] : attributes }];
  });
}
