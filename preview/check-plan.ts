import { hasGpus } from '../environments/cluster';
import type { Environment } from '../environments/environment';
import type { Model } from '../models/model';
import type { Severity } from '../models/names';
import { alerts, receiverNames } from '../rules';
import { expectedAlert, faultsOf, gpuFault, type ExpectedAlert, type Fault } from './faults';

/** One fault to inject, and what must come of it. */
export interface Trial {
  /** Ids of the faults, the one that is told of first. */
  readonly faults: readonly string[];
  readonly title: string;
  /** `''` for the GPU node. */
  readonly model: string;
  readonly alert: ExpectedAlert;
  readonly receiver: string;
  /** An alert that fires too but must be kept quiet by the expected one. */
  readonly quiet?: string;
}

/**
 * Every fault once, on as many different models as possible, and one pair of faults in which one alert keeps another
 * quiet. Faults that no model of the environment can have are left out.
 */
export function trialsFor(environment: Environment): readonly Trial[] {
  const silence = environment.models
    .map((model) => silenceTrial(model, environment))
    .find((trial) => trial !== undefined);
  const used = new Map<string, Fault['area'][]>();
  if (silence !== undefined) used.set(silence.model, ['all']);
  const kinds = kindsOf(environment.models);
  // What hides everything else comes first, then what few models can have.
  const rank = ({ fault, models }: Kind): number => (fault.area === 'all' ? 0 : models.length);
  const trials = [...kinds]
    .sort((a, b) => rank(a) - rank(b))
    .flatMap(({ fault, models }): Trial[] => {
      const model = [...models]
        .filter(({ name }) => isCompatible(used.get(name) ?? [], fault.area))
        .sort((a, b) => {
          if (fault.area === 'all') return alternatives(b, kinds) - alternatives(a, kinds);
          return (used.get(a.name)?.length ?? 0) - (used.get(b.name)?.length ?? 0);
        })[0];
      const alert = model === undefined ? undefined : expectedAlert(fault, model);
      if (model === undefined || alert === undefined) return [];
      used.set(model.name, [...(used.get(model.name) ?? []), fault.area]);
      const receiver = receiverOf(model, alert.severity, environment);
      return [{ faults: [fault.id], title: fault.title, model: model.name, alert, receiver }];
    });
  return [
    ...withHidden(trials, kinds),
    ...(silence === undefined ? [] : [silence]),
    ...gpuTrial(environment),
  ];
}

/** What no model is left for joins a fault that explains it: its alert must then stay quiet. */
const withHidden = (trials: readonly Trial[], kinds: readonly Kind[]): readonly Trial[] =>
  kinds.reduce<readonly Trial[]>((planned, { fault, models }) => {
    if (planned.some((trial) => trial.faults.includes(fault.id))) return planned;
    for (const model of models) {
      const quiet = expectedAlert(fault, model)?.name;
      const explained = alerts.find(({ name }) => name === quiet)?.inhibitedBy ?? [];
      const index = planned.findIndex(
        (trial) =>
          trial.model === model.name && trial.quiet === undefined && explained.includes(trial.alert.name),
      );
      const trial = planned[index];
      if (quiet === undefined || trial === undefined) continue;
      const both = {
        ...trial,
        faults: [...trial.faults, fault.id],
        title: `${trial.title}, ${fault.title}`,
        quiet,
      };
      return planned.with(index, both);
    }
    return planned;
  }, trials);

interface Kind {
  readonly fault: Fault;
  readonly models: readonly Model[];
}

/** How many models could stand in for this one, in the kind of fault in which the fewest could. */
const alternatives = (model: Model, kinds: readonly Kind[]): number =>
  Math.min(
    ...kinds
      .filter(({ fault, models }) => fault.area !== 'all' && models.includes(model))
      .map(({ models }) => models.length),
  );

/** Faults by the alert that they raise, because one fault may raise another alert on another runtime. */
function kindsOf(models: readonly Model[]): readonly Kind[] {
  const kinds = new Map<string, { fault: Fault; models: Model[] }>();
  for (const model of models) {
    for (const fault of faultsOf(model)) {
      const key = `${fault.id} ${expectedAlert(fault, model)?.name ?? ''}`;
      const kind = kinds.get(key) ?? { fault, models: [] };
      kind.models.push(model);
      kinds.set(key, kind);
    }
  }
  return [...kinds.values()];
}

/** Areas whose troubles are one alert together, which keeps that of each quiet. */
const together: readonly (readonly Fault['area'][])[] = [
  ['accuracy', 'requests'],
  ['accuracy', 'drift'],
];

const isCompatible = (areas: readonly Fault['area'][], area: Fault['area']): boolean =>
  areas.every(
    (used) =>
      used !== 'all' &&
      area !== 'all' &&
      used !== area &&
      !together.some((pair) => pair.includes(used) && pair.includes(area)),
  );

/** A model whose server is gone while its quality job still reports a bad accuracy: one alert explains the other. */
function silenceTrial(model: Model, environment: Environment): Trial | undefined {
  const able = faultsOf(model);
  const alertOf = (wanted: string): ExpectedAlert | undefined => {
    const fault = able.find(({ id }) => id === wanted);
    return fault === undefined ? undefined : expectedAlert(fault, model);
  };
  const [down, accuracy] = [alertOf('down'), alertOf('accuracy')];
  if (model.sources.length < 2 || down === undefined || accuracy === undefined) return undefined;
  const explains = alerts.find(({ name }) => name === accuracy.name)?.inhibitedBy.includes(down.name);
  if (explains !== true) return undefined;
  return {
    faults: ['down', 'accuracy'],
    title: 'Down, Accuracy',
    model: model.name,
    alert: down,
    receiver: receiverOf(model, down.severity, environment),
    quiet: accuracy.name,
  };
}

function gpuTrial(environment: Environment): readonly Trial[] {
  if (!hasGpus(environment)) return [];
  const { owner, paging, teams } = environment;
  const receiver =
    paging && teams[owner]?.page !== undefined ? receiverNames.page(owner) : receiverNames.ticket(owner);
  return [{ faults: [gpuFault.id], title: gpuFault.title, model: '', alert: gpuFault.alert, receiver }];
}

/** Who must be told within the team's hours, from the entry and the policy alone and not from the routes. */
function receiverOf(model: Model, severity: Severity, { paging, teams }: Environment): string {
  const pages =
    paging &&
    severity === 'critical' &&
    model.tier !== 'experimental' &&
    teams[model.team]?.page !== undefined;
  return pages ? receiverNames.page(model.team) : receiverNames.ticket(model.team);
}
