import { inSeconds } from '../../../models/duration';
import type { Environment } from '../../../environments';
import { heldBy } from '../../../stacks/held';
import { valuesOf } from '../synthesised';
import { placedWorkloads, type Stacks } from './placed-workloads';
import { at } from './workload';

const least = (stacks: Stacks): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const { name, replicas } of placedWorkloads(stacks))
    found.set(name, Math.min(replicas, found.get(name) ?? replicas));
  return found;
};

/** Where production would be worse off than what is tried out before it. */
export function weakerThan(staging: Stacks, prod: Stacks): readonly string[] {
  const here = least(prod);
  return [...least(staging)].flatMap(([name, replicas]) => {
    const own = here.get(name);
    return own === undefined || own >= replicas
      ? []
      : [`${name} has ${own} of staging's ${replicas} replicas`];
  });
}

export const shorterThan = (staging: Environment, prod: Environment): readonly string[] =>
  (Object.keys(prod.retention) as (keyof Environment['retention'])[]).flatMap((kind) => {
    const [before, after] = [staging.retention[kind], prod.retention[kind]];
    return inSeconds(after) >= inSeconds(before) ? [] : [`${kind} are kept for less time than in staging`];
  });

/** What one command could delete for good. */
export const unprotected = (stacks: Stacks, guarded: (stack: string) => boolean): readonly string[] =>
  Object.values(stacks).flatMap(({ name, resources }) =>
    Object.entries(resources).flatMap(([address, given]) => {
      const problem = (text: string): string => `${name} ${address} ${text}`;
      const [kind = '', id = ''] = address.split('.');
      if (
        guarded(name) &&
        heldBy(kind, id) !== undefined &&
        at(given, 'lifecycle', 'prevent_destroy') !== true
      )
        return [problem('may be destroyed')];
      if (address.startsWith('grafana_folder.'))
        return given['prevent_destroy_if_not_empty'] === true ? [] : [problem('may be destroyed')];
      if (!address.startsWith('helm_release.') || given['repository'] === undefined) return [];
      const values = valuesOf(given);
      const elasticsearch = at(values, 'eck-elasticsearch');
      return [
        ...(elasticsearch === undefined ||
        at(elasticsearch, 'enabled') === false ||
        at(elasticsearch, 'volumeClaimDeletePolicy') === 'DeleteOnScaledownOnly'
          ? []
          : [problem('deletes the logs with Elasticsearch')]),
        ...(given['chart'] === 'eck-operator' && values['installCRDs'] !== false
          ? [problem('takes the definitions along')]
          : []),
        ...(given['chart'] === 'kube-prometheus-stack' && at(values, 'crds', 'enabled') !== false
          ? [problem('takes the definitions along')]
          : []),
      ];
    }),
  );
