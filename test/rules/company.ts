import { join } from 'node:path';
import { loadEnvironments, type Environment } from '../../environments';
import type { Duration } from '../../models/duration';
import type { Model } from '../../models/model';
import { projectRoot } from '../../scripts/project-root';

/** The fixture company's prod, as the rooms see it. */
export function company(): Environment {
  const [environment] = loadEnvironments(join(projectRoot, 'test', 'fixtures', 'company'));
  if (environment === undefined) throw new Error('test/fixtures/company holds no environment');
  return environment;
}

/** The company with somebody above some of its teams. */
export function escalating(
  waits: Readonly<Record<string, Duration>>,
  change: (model: Model) => Model = (model) => model,
): Environment {
  const environment = company();
  return {
    ...environment,
    models: environment.models.map(change),
    teams: Object.fromEntries(
      Object.entries(environment.teams).map(([name, team]) => {
        const after = waits[name];
        return [
          name,
          after === undefined
            ? team
            : { ...team, escalation: { after, to: { webhook: { secret: 'boss' } } } },
        ];
      }),
    ),
  };
}

/** An environment in which nobody is above any team. */
export const withoutEscalation = (environment: Environment): Environment => ({
  ...environment,
  teams: Object.fromEntries(
    Object.entries(environment.teams).map(([name, { escalation: _escalation, ...team }]) => [name, team]),
  ),
});
