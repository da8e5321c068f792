import type { Model } from '../../models/model';
import { signalNames, signals } from '../../models/signals';
import type { PrintedGroup } from '../../rules/rule';

/** A question to Prometheus, and the models that the answer names. */
export interface Look {
  readonly expr: string;
  readonly eval_time: string;
  readonly exp_samples: readonly { readonly labels: string; readonly value: number }[];
}

/**
 * That rules record each signal of each of these models at some time until `end`: silence of an alert says something only
 * where it has something to judge. Unit of `end`: seconds.
 */
export function looksAtSignals(
  models: readonly Model[],
  groups: readonly PrintedGroup[],
  end: number,
): readonly Look[] {
  const recorded = new Set(groups.flatMap(({ rules }) => rules.map(({ record }) => record)));
  return signalNames.flatMap((signal): readonly Look[] => {
    const { series } = signals[signal];
    const having = models.filter((model) => model.signals.includes(signal)).map(({ name }) => name);
    if (!recorded.has(series) || having.length === 0) return [];
    return [
      {
        expr: `group by (model_name) (count_over_time(${series}{model_name=~"${having.join('|')}"}[${end + 1}s]))`,
        eval_time: `${end}s`,
        exp_samples: having.map((name) => ({ labels: `{model_name="${name}"}`, value: 1 })),
      },
    ];
  });
}
