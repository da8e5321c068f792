import { modelKey } from '../models/names';
import { subjectOf, type Alert } from './alert';
import type { InhibitRule } from './alertmanager';
import { carriedBy } from './alerting-rules';
import { alerts } from './catalogue';
import { externalCauses, type ExternalCause } from './external-causes';

/**
 * Which alerts keep which others quiet, from what each alert says of itself. Every label in `equal` must be on both
 * sides: Alertmanager takes two missing labels for equal, and what happens to one would silence what happens to another.
 * A test compares them with the labels that the rule engine gives to each alert.
 */
export const inhibitRules = (catalogue: readonly Alert[] = alerts): readonly InhibitRule[] => [
  {
    source_matchers: ['scope="model"', critical],
    target_matchers: ['scope="model"', lesser],
    equal: ['alertname', ...modelKey],
  },
  // The same for alerts of the platform chart, which have no scope; its own configuration is replaced by this one.
  {
    source_matchers: ['scope=""', critical],
    target_matchers: ['scope=""', lesser],
    equal: ['alertname', 'namespace'],
  },
  ...catalogue.filter(isPageAndTicket).map((alert) => ownTicket(alert)),
  ...[...catalogue.map(asCause), ...externalCauses].flatMap((cause) => causedRules(cause, catalogue)),
];

const critical = 'severity="critical"';
const warning = 'severity="warning"';
const lesser = 'severity=~"warning|info"';

interface Cause extends ExternalCause {
  readonly standsForPages?: true;
}

const asCause = (alert: Alert): Cause => ({
  name: alert.name,
  subject: subjectOf(alert),
  ...(alert.scope !== 'model' && alert.standsForPages === true ? { standsForPages: true } : {}),
});

/** One page for models is a rule of its own; other alerts have labels of their own. */
const isPageAndTicket = ({ scope, conditions }: Alert): boolean =>
  scope !== 'model' && new Set(conditions.map(({ severity }) => severity)).size > 1;

/** The page of an alert keeps its own ticket quiet. */
function ownTicket(alert: Alert): InhibitRule {
  const name = `alertname="${alert.name}"`;
  const equal = labelsOf(subjectOf(alert));
  return {
    source_matchers: [name, critical, ...present(equal)],
    target_matchers: [name, lesser],
    equal,
  };
}

/** What concerns the whole cluster is about the cluster, which is a label of everything that Prometheus sends. */
const labelsOf = (subject: readonly string[]): readonly string[] =>
  subject.length === 0 ? ['cluster'] : subject;

/** Matchers by which a source without a label silences nobody; those of a model are never missing. */
const present = (labels: readonly string[]): readonly string[] =>
  labels.filter((label) => !modelKey.some((key) => key === label)).map((label) => `${label}!=""`);

function causedRules(cause: Cause, catalogue: readonly Alert[]): readonly InhibitRule[] {
  const silenced = catalogue.filter(({ inhibitedBy }) => inhibitedBy.includes(cause.name));
  // Alerts about different things share different labels with the cause.
  const groups = new Map<string, Alert[]>();
  for (const target of silenced) {
    const key = sharedLabels(cause, target).join();
    groups.set(key, [...(groups.get(key) ?? []), target]);
  }
  return [...groups.values()].flatMap((targets) => {
    const [first] = targets;
    if (first === undefined) return [];
    const equal = sharedLabels(cause, first);
    const source = [`alertname="${cause.name}"`];
    const names = targetsOf(cause, targets, catalogue);
    if (cause.standsForPages === true) {
      return [
        {
          source_matchers: [...source, critical, ...present(equal)],
          target_matchers: [...names, critical],
          equal,
        },
      ];
    }
    // An entry may give any alert another severity, so both rules are there for each.
    return [
      { source_matchers: [...source, critical, ...present(equal)], target_matchers: names, equal },
      // What nobody is woken for must not silence what somebody is woken for; what stays on boards silences nothing.
      {
        source_matchers: [...source, warning, ...present(equal)],
        target_matchers: [...names, lesser],
        equal,
      },
    ];
  });
}

/** Labels by which an alert is about what its cause is about. */
function sharedLabels(cause: Cause, target: Alert): readonly string[] {
  if (cause.subject.length === 0) return labelsOf(cause.subject);
  const carried = new Set([
    ...subjectOf(target),
    ...(target.scope === 'model' ? carriedBy(target) : ['team']),
  ]);
  const shared = cause.subject.filter((label) => carried.has(label));
  if (shared.length === 0)
    throw new Error(`${cause.name} cannot silence ${target.name}: they share no label that says of what`);
  return shared;
}

/** What explains all of the catalogue's alerts about a model explains those of the model's own as well. */
function targetsOf(
  { name }: Cause,
  silenced: readonly Alert[],
  catalogue: readonly Alert[],
): readonly string[] {
  const ofModels = catalogue.filter((alert) => alert.scope === 'model');
  const others = ofModels.filter((alert) => alert.name !== name);
  if (silenced.length === others.length && others.every((alert) => silenced.includes(alert)))
    return ['scope="model"', ...(others.length === ofModels.length ? [] : [`alertname!="${name}"`])];
  return [`alertname=~"${silenced.map((alert) => alert.name).join('|')}"`];
}
