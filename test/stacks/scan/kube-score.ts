import { spawnSync } from 'node:child_process';
import type { KubernetesObject } from '../../../models/kubernetes';
import { binaryOf } from '../../../scripts/tool-binaries';

/** One objection of the scanner. */
export interface Objection {
  /** Kind and name, `Deployment monitoring/grafana`. */
  readonly object: string;
  /** The scanner's own name of the check. */
  readonly check: string;
  /** The container, where it is about one. */
  readonly container: string;
  readonly says: string;
}

interface Scored {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string; readonly namespace?: string };
  readonly checks: readonly {
    readonly check: { readonly id: string };
    readonly grade: number;
    readonly skipped: boolean;
    readonly comments: readonly { readonly path: string; readonly summary: string }[] | null;
  }[];
}

/** A grade of kube-score without any objection. */
const best = 10;

/**
 * What kube-score has against objects that are deployed together: it looks at each, and at whether policies, budgets and
 * services are about each other's pods.
 *
 * @throws Error with its own words where it cannot read one
 */
export function objectionsTo(objects: readonly KubernetesObject[], kubernetes: string): readonly Objection[] {
  const { stdout, stderr, error } = spawnSync(
    binaryOf('kube-score'),
    [
      ...['score', '--output-format', 'json', '--kubernetes-version', kubernetes],
      // A limit of processor time only slows down what is alone on its node.
      '--ignore-container-cpu-limit',
      ...['--enable-optional-test', 'container-seccomp-profile'],
      '-',
    ],
    {
      encoding: 'utf8',
      input: objects.map((object) => `---\n${JSON.stringify(object)}\n`).join(''),
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  // Its exit status says that it objects to something.
  if (error !== undefined || !stdout.startsWith('['))
    throw new Error(`kube-score: ${error?.message ?? stderr}`);
  return (JSON.parse(stdout) as readonly Scored[]).flatMap(({ type_meta, object_meta, checks }) => {
    const place = object_meta.namespace === undefined ? '' : `${object_meta.namespace}/`;
    const object = `${type_meta.kind} ${place}${object_meta.name}`;
    return checks
      .filter(({ grade, skipped }) => grade < best && !skipped)
      .flatMap(({ check, comments }) =>
        (comments ?? []).map(({ path, summary }) => ({
          object,
          check: check.id,
          container: path,
          says: summary,
        })),
      );
  });
}
