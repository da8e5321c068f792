import type { Environment } from '../environments/environment';
import { entryNotation, type Duration } from '../models/duration';
import { firing } from '../models/names';
import { promql } from './promql';
import type { AlertingRule } from './rule';

/** On a page that fires a second time, with how long it has lasted then; routes tell the two apart by it. */
const label = 'escalated';

/** Teams of which pages last equally long before they escalate. */
interface Wait {
  readonly after: Duration;
  readonly teams: readonly string[];
}

/** Shortest first; none where nobody is paged. */
function waitsOf({ paging, teams }: Environment): readonly Wait[] {
  const waits = new Map<number, Wait>();
  if (!paging) return [];
  for (const [name, { escalation }] of Object.entries(teams)) {
    if (escalation === undefined) continue;
    const { after } = escalation;
    const known = waits.get(after.milliseconds)?.teams ?? [];
    waits.set(after.milliseconds, { after, teams: [...known, name].sort() });
  }
  return [...waits.values()].sort((a, b) => a.after.milliseconds - b.after.milliseconds);
}

/**
 * Pages that last fire a second time, for somebody else: Alertmanager knows neither for how long an alert has fired nor
 * whether anybody has acknowledged it. The second alert reads that the first one fires. It has the same name, so that what
 * silences one silences both, and the same labels with one more. There is one rule per name and wait; `only` are more
 * matchers on the alerts that it is for.
 */
export function escalationRules(
  rules: readonly AlertingRule[],
  environment: Environment,
  only = '',
): readonly AlertingRule[] {
  const waits = waitsOf(environment);
  return pagesAmong(rules).flatMap(({ alert, labels, annotations }) =>
    waits.map(({ after, teams }) => ({
      alert,
      expression: promql`
        max without (alertname, alertstate) (
          ${firing}{alertname="${alert}", alertstate="firing", severity="critical", tier!="experimental", ${label}="", ${oneOf('team', teams)}${only}}
        ) == 1
      `,
      for: after,
      labels: { ...labels, [label]: entryNotation(after) },
      annotations: {
        ...annotations,
        // How bad it is is the value of the first alert, which is not known here.
        description: `This page has lasted for ${entryNotation(after)}. Its runbook says what it means, its panel how bad it is.`,
      },
    })),
  );
}

const oneOf = (label: string, values: readonly string[]): string =>
  values.length === 1 ? `${label}="${values.join()}"` : `${label}=~"${values.join('|')}"`;

/** One rule of each alert that can be critical. */
const pagesAmong = (rules: readonly AlertingRule[]): readonly AlertingRule[] =>
  rules
    .filter(({ labels }) => labels['severity'] === 'critical')
    .filter((rule, index, all) => all.findIndex(({ alert }) => alert === rule.alert) === index);
