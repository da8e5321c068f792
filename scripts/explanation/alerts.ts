import type { Environment } from '../../environments';
import { printDuration } from '../../models/duration';
import { runbookUrl } from '../../models/links';
import type { AlertChange, ExtraAlert, Model } from '../../models/model';
import { thresholds, type Severity, type ThresholdName } from '../../models/names';
import { signals, type SignalName } from '../../models/signals';
import { alerts, rulesFor, type Alert } from '../../rules';
import { printExpression } from '../../rules/promql';
import type { PrintedRule } from '../../rules/rule';
import { unfedSignals } from './signals';
import { meanings } from './meanings';
import {
  comparedWith,
  emittedBy,
  missingThresholds,
  rulesIn,
  sharedRecords,
  type Threshold,
} from './thresholds';

/** An alert that can fire for the model. */
export interface KeptAlert {
  readonly alert: string;
  readonly conditions: readonly { readonly severity: Severity; readonly for: string }[];
  readonly thresholds: readonly {
    readonly series: string;
    readonly value: number;
    readonly means: string;
  }[];
  readonly runbook: string;
  /** What the entry changes, or that the alert is its own. */
  readonly note?: string;
}

/** An alert that cannot. */
export interface DroppedAlert {
  readonly alert: string;
  readonly reason: string;
}

/** Alerts of the catalogue that are about a model: those that can fire for this one, and why the others cannot. */
export function alertsOf(
  model: Model,
  environment: Environment,
): { readonly kept: readonly KeptAlert[]; readonly dropped: readonly DroppedAlert[] } {
  const emitted = emittedBy(model);
  const records = sharedRecords(environment);
  const missing = missingThresholds(emitted, records);
  const limitsOf = limitsIn(model, emitted, records);
  const kept: KeptAlert[] = [];
  const dropped: DroppedAlert[] = [];
  const own = rulesIn(rulesFor(model, environment)).filter(
    // Not the second firing of a page that lasts.
    ({ alert, labels }) => alert !== undefined && labels?.['escalated'] === undefined,
  );
  for (const alert of alerts.filter(({ scope }) => scope === 'model')) {
    const change = model.alertChanges.find((one) => one.alert === alert.name);
    const reason = whyNot(alert, model, missing) ?? whyOff(change);
    if (reason !== undefined) dropped.push({ alert: alert.name, reason });
    else kept.push(keptAlert(alert, model, environment, limitsOf(alert), change, own));
  }
  return {
    kept: [...kept, ...model.extraAlerts.map(extraAlert), ...companyAlertsOf(model, environment)],
    dropped,
  };
}

/** Alerts of the company's rule files that may fire for the model. */
const companyAlertsOf = (model: Model, { rules }: Environment): readonly KeptAlert[] =>
  rules.flatMap(({ name: file, groups }) =>
    groups
      .flatMap((group) => group.rules)
      .flatMap((rule): readonly KeptAlert[] => {
        if (!('alert' in rule)) return [];
        const { alert, concern, severity, for: held, annotations } = rule;
        if (concern.kind === 'team' || (concern.kind === 'model' && concern.model !== model.name)) return [];
        return [
          {
            alert,
            conditions: [{ severity, for: printDuration(held) }],
            thresholds: [],
            runbook: annotations['runbook_url'] ?? '',
            note: `from rules/${file}.yaml`,
          },
        ];
      }),
  );

const whyOff = (change: AlertChange | undefined): string | undefined =>
  change?.off === undefined ? undefined : `off until the end of ${change.off.lastDay}: ${change.off.reason}`;

const extraAlert = ({
  name,
  signal,
  compare,
  bound,
  for: held,
  severity,
  runbook,
}: ExtraAlert): KeptAlert => ({
  alert: name,
  conditions: [{ severity, for: printDuration(held) }],
  thresholds: [
    { series: signals[signal].series, value: bound, means: `${signal} is not ${compare} ${bound}` },
  ],
  runbook,
  note: "the entry's own",
});

function whyNot(
  { needs, oneOf = [], conditions }: Alert,
  model: Model,
  missing: (expression: string) => ThresholdName | undefined,
): string | undefined {
  const all = unfedSignals(model);
  const unfedOf = (wanted: readonly SignalName[]) => all.filter(({ signal }) => wanted.includes(signal));
  const [first] = unfedOf(needs);
  const alternatives = unfedOf(oneOf);
  const unfed = first ?? (alternatives.length === oneOf.length ? alternatives[0] : undefined);
  if (unfed !== undefined) return `needs ${unfed.signal}: ${unfed.reason}`;
  const lacking = conditions.map((one) => missing(printExpression(one.expression)));
  const [lacked] = lacking;
  return lacked === undefined || lacking.includes(undefined) ? undefined : meanings[lacked].without;
}

/** With what an alert compares for a model. */
function limitsIn(
  model: Model,
  emitted: ReadonlyMap<ThresholdName, readonly Threshold[]>,
  records: ReadonlyMap<string, string>,
): (alert: Alert) => KeptAlert['thresholds'] {
  const compared = comparedWith(records);
  return ({ conditions }) =>
    [...new Set(conditions.flatMap((one) => compared(printExpression(one.expression))))].flatMap((name) =>
      (emitted.get(name) ?? []).map(({ value, metric }) => ({
        series: thresholds[name],
        value,
        means: `${meanings[name].means(value, model)}${metric === undefined ? '' : ` (${metric})`}`,
      })),
    );
}

function keptAlert(
  { name, conditions }: Alert,
  model: Model,
  environment: Environment,
  limits: KeptAlert['thresholds'],
  change: AlertChange | undefined,
  own: readonly PrintedRule[],
): KeptAlert {
  return {
    alert: name,
    conditions:
      change === undefined
        ? conditions.map(({ severity, for: held }) => ({
            severity: severity !== 'by-tier' ? severity : model.tier === 'critical' ? 'critical' : 'warning',
            for: printDuration(held),
          }))
        : own
            .filter(({ alert }) => alert === name)
            .map(({ labels, for: held = '0s' }) => ({
              severity: labels?.['severity'] as Severity,
              for: held,
            })),
    thresholds: limits,
    runbook: runbookUrl(environment.runbooks.url, name),
    ...(change === undefined ? {} : { note: 'as the entry changes it' }),
  };
}
