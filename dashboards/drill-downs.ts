import type { Environment } from '../environments';
import { boardUids, modelVariableName } from '../models/links';
import type { Model } from '../models/model';
import { ratios } from '../models/ratios';
import type { signals, SignalName } from '../models/signals';
import type { Destination } from './grafana';

/** A board about one matter of all models. It is published where it concerns any model of the environment. */
export interface DrillDown {
  readonly uid: string;
  readonly title: string;
  readonly concerns: (model: Model) => boolean;
}

/** Signals about inputs: whether they are there, fresh and usable, and what they look like. */
export const inputSignals = [
  'drift',
  'driftScore',
  'segmentDrift',
  'driftTime',
  'dataTime',
  'dataRows',
  'missing',
  'outliers',
] as const satisfies readonly (keyof typeof signals)[];

export const drillDowns = {
  drift: {
    uid: boardUids.drift,
    title: 'Data quality and drift',
    concerns: (model) => inputSignals.some((signal: SignalName) => model.signals.includes(signal)),
  },
  versions: {
    uid: boardUids.versions,
    title: 'Versions side by side',
    concerns: (model) => model.signals.includes('requests'),
  },
  objectives: {
    uid: boardUids.objectives,
    title: 'Objectives and error budgets',
    concerns: (model) => ratios.some(({ promisedBy }) => promisedBy(model)),
  },
  alerts: { uid: boardUids.alerts, title: 'Alerts', concerns: () => true },
} as const satisfies Record<string, DrillDown>;

export type DrillDownName = keyof typeof drillDowns;
export const drillDownNames = Object.keys(drillDowns) as readonly DrillDownName[];

const drillDown = (name: DrillDownName): DrillDown => drillDowns[name];

export const isPublished = (name: DrillDownName, { models }: Environment): boolean =>
  models.some(drillDown(name).concerns);

/** Leads to a board about all models, where that is published. `model` may be a variable. */
export const waysTo = (
  name: DrillDownName,
  environment: Environment,
  model?: string,
): readonly Destination[] => (isPublished(name, environment) ? [wayTo(name, model)] : []);

/** Leads to a board about all models with one chosen, where it has anything to say of that. */
export const waysAbout = (model: Model, ...names: readonly DrillDownName[]): readonly Destination[] =>
  names.filter((name) => drillDown(name).concerns(model)).map((name) => wayTo(name, model.name));

const wayTo = (name: DrillDownName, model?: string): Destination => {
  const { uid, title } = drillDown(name);
  return { title, uid, model };
};

const chosen = `\${${modelVariableName}}`;

/** The way back from a board about all models, and to the others. */
export const waysFrom = (name: DrillDownName, environment: Environment): readonly Destination[] => {
  // Any number of models may be chosen there, and links tell of one.
  const model = name === 'alerts' ? undefined : chosen;
  return [
    { title: 'Models overview', uid: boardUids.overview },
    ...(model === undefined ? [] : [{ title: `Board of ${model}`, uid: boardUids.model(model) }]),
    ...drillDownNames.filter((other) => other !== name).flatMap((other) => waysTo(other, environment, model)),
  ];
};
