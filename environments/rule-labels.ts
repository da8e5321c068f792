import { modelKey, type Severity } from '../models/names';
import { certainty, type Verdict } from '../models/promql';
import { nearest } from '../models/nearest';
import type { Concern } from './company-rules';
import { undeclared } from './report';
import type { RuleContext } from './resolve-rule-files';

const severities: readonly Severity[] = ['critical', 'warning', 'info'];

type Labels = Readonly<Record<string, string>>;

/** Labels that are put there by what evaluates or delivers rules. */
const ours: Readonly<Record<string, string>> = {
  alertname: 'the name of the alert is its label already',
  scope: 'the scope follows from whom the alert concerns',
  env: 'every alert carries the environment already',
  cluster: 'every alert carries its cluster already',
};

/** A value in a label makes a new alert, or series, of each evaluation. */
function checkTemplates(labels: Labels, { report, path }: RuleContext): void {
  for (const [label, value] of Object.entries(labels)) {
    if (value.includes('{{'))
      report(
        [...path, 'labels', label],
        'a label that changes makes a new alert each time, which never lasts as long as its for; put it in an annotation',
      );
  }
}

export function checkRecordLabels(labels: Labels, context: RuleContext): void {
  checkTemplates(labels, context);
}

/** Checks what routes and inhibition rely on, and gives the severity. */
export function checkAlertLabels(labels: Labels, context: RuleContext): Severity {
  const { report, path, settings } = context;
  const at = (label: string): readonly (string | number)[] => [...path, 'labels', label];
  checkTemplates(labels, context);
  for (const [label, why] of Object.entries(ours)) {
    if (labels[label] !== undefined) report(at(label), `${why}; leave it out`);
  }
  const { team, tier } = labels;
  const teams = Object.keys(settings.teams);
  if (team !== undefined && !team.includes('{{') && !teams.includes(team))
    report(at('team'), undeclared('team', team, teams));
  if (tier !== undefined && !['critical', 'standard', 'experimental'].includes(tier))
    report(at('tier'), `unknown tier "${tier}"; one of critical, standard, experimental`);
  const given = labels['severity'];
  const severity = severities.find((one) => one === given);
  if (severity !== undefined) return severity;
  const hint = given === undefined ? undefined : nearest(given, severities);
  const offer = hint === undefined ? `one of ${severities.join(', ')}` : `did you mean "${hint}"?`;
  if (given === undefined) report([...path, 'labels'], `an alert has a label severity: ${offer}`);
  else if (!given.includes('{{')) report(at('severity'), `unknown severity "${given}"; ${offer}`);
  return 'warning';
}

/** Whether every series of a rule has the key of a model, from its expression or from labels of the rule. */
export const isPerModel = (labels: Labels, series: Verdict['series']): boolean =>
  modelKey.every(
    (label) =>
      labels[label] !== undefined || (series !== undefined && certainty(series.labels, label) === 'has'),
  );

/** Whom an alert concerns, and so who is told. */
export function concernOf(labels: Labels, series: Verdict['series'], context: RuleContext): Concern {
  const { models, unread, report, path, settings } = context;
  const { namespace, model_name: name, team } = labels;
  if (name !== undefined) {
    checkKey(name, namespace, context);
    return { kind: 'model', model: name };
  }
  if (isPerModel({}, series)) return { kind: 'models' };
  if (team !== undefined) return { kind: 'team', team };
  // Where the expression is wrong, nothing is known of its labels.
  if (series !== undefined || models.length + unread.length === 0) {
    const teams = Object.keys(settings.teams).join(', ');
    report(
      [...path, 'labels'],
      `nobody would be told: give the alert a label team (${teams}), or the labels namespace and model_name of a model, or keep both in the expression`,
    );
  }
  return { kind: 'team', team: settings.owner };
}

function checkKey(
  name: string,
  namespace: string | undefined,
  { models, unread, report, path }: RuleContext,
): void {
  if (unread.includes(name)) return;
  const model = models.find((one) => one.name === name);
  const at = [...path, 'labels', 'model_name'];
  if (model === undefined) {
    const names = models.map((one) => one.name);
    const hint = nearest(name, names);
    const offer = hint === undefined ? `there is ${names.join(', ') || 'none'}` : `did you mean "${hint}"?`;
    report(at, `the environment has no model "${name}"; ${offer}`);
  } else if (namespace === undefined) {
    report(at, `the key of a model has two labels; add namespace: ${model.namespace}`);
  } else if (namespace !== model.namespace) {
    report(
      [...path, 'labels', 'namespace'],
      `the model "${name}" runs in the namespace ${model.namespace}, not in ${namespace}`,
    );
  }
}
