import { spawnSync } from 'node:child_process';
import type { KubernetesObject } from '../../models/kubernetes';
import type { LiveObject } from './live-object';
import { helmRelease, type HelmRelease, type ReleaseSecret } from './release';

/** A cluster that is read through kubectl, which knows every way to log in. */
export interface ReadCluster {
  /** Every revision of every release in a namespace. */
  readonly releases: (namespace: string) => readonly HelmRelease[];
  /** Those of the objects that are there. */
  readonly live: (objects: readonly KubernetesObject[]) => readonly LiveObject[];
}

/** How many objects one question is about: a command's answer must fit into memory. */
const atOnce = 200;

/**
 * Reads with the rights and at the addresses of a kubeconfig context; writes nothing.
 *
 * @throws Error with kubectl's own words
 */
export function readCluster(context: string): ReadCluster {
  return {
    releases: (namespace) =>
      listOf<ReleaseSecret>(
        kubectl(context, [
          'get',
          'secrets',
          '--namespace',
          namespace,
          '--selector',
          'owner=helm',
          '--output',
          'json',
        ]),
      ).map(helmRelease),
    live(objects) {
      const found: LiveObject[] = [];
      for (let start = 0; start < objects.length; start += atOnce) {
        const items = objects.slice(start, start + atOnce);
        const text = kubectl(
          context,
          ['get', '--filename', '-', '--ignore-not-found', '--show-managed-fields', '--output', 'json'],
          JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
        );
        found.push(...listOf<LiveObject>(text));
      }
      return found;
    },
  };
}

function kubectl(context: string, args: readonly string[], input?: string): string {
  const file = process.env['KUBECONFIG'] ?? process.env['KUBE_CONFIG_PATH'];
  const { status, stdout, stderr, error } = spawnSync('kubectl', ['--context', context, ...args], {
    encoding: 'utf8',
    input: input ?? '',
    maxBuffer: 512 * 1024 * 1024,
    // Terraform's variable for it is another.
    env: { ...process.env, ...(file === undefined ? {} : { KUBECONFIG: file }) },
  });
  if (error !== undefined)
    throw new Error(
      `kubectl could not be run (${error.message}): install it, as the cluster is read through it`,
    );
  if (status !== 0) throw new Error(`kubectl --context ${context} ${args.join(' ')}:\n${stderr.trim()}`);
  return stdout;
}

/** One object is printed as itself, several as a list, none as nothing. */
function listOf<T>(text: string): readonly T[] {
  if (text.trim() === '') return [];
  const told = JSON.parse(text) as T & { readonly items?: readonly T[] };
  return told.items ?? [told];
}
