import type { Model } from '../models/model';
import type { RuntimePanel } from '../models/runtime';
import { selectorOf } from './queries';
import { units, type Unit } from './units';

/** Units of panels about series that only one runtime has, by the words of runtimes and entries. */
export const rawUnits: Readonly<Record<RuntimePanel['unit'], Unit>> = {
  ratio: units.ratio,
  seconds: units.seconds,
  'per second': units.eventRate,
  count: units.count,
  bytes: units.bytes,
};

/** Matchers of the raw series of a model's server, and not of the job that judges it. */
export const serverMatchers = (model: Model): readonly string[] => [
  selectorOf(model),
  `runtime="${model.runtime}"`,
];
