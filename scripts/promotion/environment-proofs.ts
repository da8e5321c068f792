import type { Environment } from '../../environments';
import { objectionsToLife, objectionsToRules, unprovedAlerts } from './proofs';

/** Whatever speaks against an environment as it is: its rules in Prometheus, and the alerts of each of its models. */
export async function objectionsTo(environment: Environment): Promise<readonly string[]> {
  const { name, models } = environment;
  const rules = objectionsToRules(environment);
  const found = rules === '' ? [] : [`promtool objects to the rules of ${name}:\n${rules}`];
  for (const model of models) {
    const life = await objectionsToLife(model, environment);
    found.push(...unprovedAlerts(model, environment));
    if (life !== '') found.push(`${model.name}: its rules do not do in ${name} what they should:\n${life}`);
  }
  return found;
}
