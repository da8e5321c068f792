import { hasGpus } from '../environments/cluster';
import type { Environment } from '../environments';
import { hasPrices } from '../environments/gpu-price';
import { boardUids, modelVariableName } from '../models/links';
import type { Model } from '../models/model';
import { ratios } from '../models/ratios';
import type { signals, SignalName } from '../models/signals';
import type { Destination } from './grafana';

/** A board about one matter of an environment. */
export type DrillDown = { readonly uid: string; readonly title: string } & (
  | {
      /** Whether it has anything to say of a model, which is chosen there. It is published where it has, of any. */
      readonly concerns: (model: Model) => boolean;
    }
  | {
      /** Where a board about what is below the models is published; no model is chosen there. */
      readonly isIn: (environment: Environment) => boolean;
    }
);

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

/** In the order in which menus list them. */
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
  llm: { uid: boardUids.llm, title: 'Language models', concerns: ({ kind }) => kind === 'llm' },
  batch: { uid: boardUids.batch, title: 'Batch runs', concerns: ({ kind }) => kind === 'batch' },
  alerts: { uid: boardUids.alerts, title: 'Alerts', concerns: () => true },
  gpu: { uid: boardUids.gpu, title: 'GPUs', isIn: hasGpus },
  cost: { uid: boardUids.cost, title: 'Cost and idle GPUs', isIn: hasPrices },
  platform: { uid: boardUids.platform, title: 'Platform', isIn: () => true },
  logs: {
    uid: boardUids.logs,
    title: 'Logs',
    // Grafana may not read what only one team may.
    concerns: ({ logs }) => logs.readers !== 'team',
  },
} as const satisfies Record<string, DrillDown>;

export type DrillDownName = keyof typeof drillDowns;
export const drillDownNames = Object.keys(drillDowns) as readonly DrillDownName[];

const drillDown = (name: DrillDownName): DrillDown => drillDowns[name];

/** Whether a board has anything to say of a model, which can be chosen there. */
export const concerns = (name: DrillDownName, model: Model): boolean => {
  const board = drillDown(name);
  return 'concerns' in board && board.concerns(model);
};

export const isPublished = (name: DrillDownName, environment: Environment): boolean => {
  const board = drillDown(name);
  return 'isIn' in board ? board.isIn(environment) : environment.models.some(board.concerns);
};

/** Leads to a board about one matter, where that is published. `model`, which may be a variable, is chosen where one can be. */
export const waysTo = (
  name: DrillDownName,
  environment: Environment,
  model?: string,
): readonly Destination[] => (isPublished(name, environment) ? [wayTo(name, model)] : []);

/** Leads to boards with a model chosen, to those that have anything to say of it. */
export const waysAbout = (model: Model, ...names: readonly DrillDownName[]): readonly Destination[] =>
  names.filter((name) => concerns(name, model)).map((name) => wayTo(name, model.name));

const wayTo = (name: DrillDownName, model?: string): Destination => {
  const { uid, title } = drillDown(name);
  return isAboutModels(name) ? { title, uid, model } : { title, uid };
};

const isAboutModels = (name: DrillDownName): boolean => 'concerns' in drillDown(name);

/** Where one model is chosen, which links can tell of; elsewhere it may be any number of them, or none. */
const aboutOne: readonly DrillDownName[] = ['drift', 'versions', 'objectives', 'llm', 'batch'];

const chosen = `\${${modelVariableName}}`;

/** The way back from a board about one matter, and to the others of its kind: about models, or about what is below them. */
export const waysFrom = (name: DrillDownName, environment: Environment): readonly Destination[] => {
  const model = aboutOne.includes(name) ? chosen : undefined;
  return [
    { title: 'Models overview', uid: boardUids.overview },
    ...(model === undefined ? [] : [{ title: `Board of ${model}`, uid: boardUids.model(model) }]),
    ...drillDownNames
      .filter((other) => other !== name && isAboutModels(other) === isAboutModels(name))
      .flatMap((other) => waysTo(other, environment, model)),
  ];
};
