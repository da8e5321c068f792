import type { Environment } from '../../environments';
import { objectionsToLife, objectionsToRules, unprovedAlerts } from './proofs';

/** Whatever speaks against an environment as it is: its rules in Prometheus, and the alerts of each of its models. */
export function objectionsTo(environment: Environment): readonly string[] {
  const { name, models } = environment;
  const rules = objectionsToRules(environment);
  return [
    ...(rules === '' ? [] : [`promtool objects to the rules of ${name}:\n${rules}`]),
    ...models.flatMap((model) => {
      const life = objectionsToLife(model, environment);
      return [
        ...unprovedAlerts(model, environment),
        ...(life === '' ? [] : [`${model.name}: its rules do not do in ${name} what they should:\n${life}`]),
      ];
    }),
  ];
}
