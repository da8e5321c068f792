import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stack } from '../../../scripts/deployment/stacks';

/** Whether there is one; the kind of resource below is its own, so that no provider is fetched. */
export const hasTerraform = spawnSync('terraform', ['version']).status === 0;

/** A stack in a folder of its own, with its state beside it. */
export function stackOf(
  name: string,
  values: Readonly<Record<string, string>>,
  after: readonly string[] = [],
): Stack {
  const folder = join(mkdtempSync(join(tmpdir(), 'deployment-')), name);
  mkdirSync(folder);
  writeStack(folder, values);
  return { name, folder, after };
}

/** Resources `terraform_data.<key>` with these inputs; some are guarded, or replaced when a value differs. */
export function writeStack(
  folder: string,
  values: Readonly<Record<string, string>>,
  more: Readonly<Record<string, { readonly guarded?: boolean; readonly replacedBy?: string }>> = {},
): void {
  const resources = Object.fromEntries(
    Object.entries(values).map(([key, input]) => {
      const { guarded, replacedBy } = more[key] ?? {};
      return [
        key,
        {
          input,
          ...(guarded === true ? { lifecycle: { prevent_destroy: true } } : {}),
          ...(replacedBy === undefined ? {} : { triggers_replace: replacedBy }),
        },
      ];
    }),
  );
  writeFileSync(
    join(folder, 'cdk.tf.json'),
    JSON.stringify({
      terraform: { backend: { local: { path: 'state.tfstate' } } },
      ...(Object.keys(values).length === 0 ? {} : { resource: { terraform_data: resources } }),
    }),
  );
}
