import type { Environment } from '../../environments';
import { printDuration } from '../../models/duration';
import { runbookUrl } from '../../models/links';
import type { Model } from '../../models/model';
import { thresholds, type Severity, type ThresholdName } from '../../models/names';
import { alerts, type Alert } from '../../rules';
import { printExpression } from '../../rules/promql';
import { unfedSignals } from './signals';
import { emittedBy, meanings, missingThreshold, sharedRecords, thresholdsIn } from './thresholds';

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
  const kept: KeptAlert[] = [];
  const dropped: DroppedAlert[] = [];
  for (const alert of alerts.filter(({ scope }) => scope === 'model')) {
    const reason = whyNot(alert, model, emitted, records);
    if (reason === undefined) kept.push(keptAlert(alert, model, environment, emitted));
    else dropped.push({ alert: alert.name, reason });
  }
  return { kept, dropped };
}

function whyNot(
  { needs, conditions }: Alert,
  model: Model,
  emitted: ReadonlyMap<ThresholdName, number>,
  records: ReadonlyMap<string, string>,
): string | undefined {
  const unfed = unfedSignals(model).find(({ signal }) => needs.includes(signal));
  if (unfed !== undefined) return `needs ${unfed.signal}: ${unfed.reason}`;
  const missing = conditions.map((one) =>
    missingThreshold(printExpression(one.expression), emitted, records),
  );
  const [first] = missing;
  return first === undefined || missing.includes(undefined) ? undefined : meanings[first].without;
}

function keptAlert(
  { name, conditions }: Alert,
  model: Model,
  environment: Environment,
  emitted: ReadonlyMap<ThresholdName, number>,
): KeptAlert {
  const compared = new Set(conditions.flatMap((one) => thresholdsIn(printExpression(one.expression))));
  return {
    alert: name,
    conditions: conditions.map(({ severity, for: held }) => ({
      severity: severity !== 'by-tier' ? severity : model.tier === 'critical' ? 'critical' : 'warning',
      for: printDuration(held),
    })),
    thresholds: [...compared].flatMap((threshold) => {
      const value = emitted.get(threshold);
      return value === undefined
        ? []
        : [{ series: thresholds[threshold], value, means: meanings[threshold].means(value, model) }];
    }),
    runbook: runbookUrl(environment.runbooks.url, name),
  };
}
