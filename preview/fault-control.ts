import { hasGpus } from '../environments/cluster';
import type { Environment } from '../environments/environment';
import { faults, faultsOf, gpuFault } from './faults';
import type { Fleet } from './fleet/fleet';

/** Breaks models of a fleet and mends them. */
export interface FaultControl {
  /** Ids of the faults that a model has now; the model `''` stands for the GPU node. */
  readonly activeFaults: (model: string) => readonly string[];
  /** @throws Error for a fault that the model cannot have */
  readonly setFault: (model: string, fault: string, active: boolean) => void;
}

export function faultControl(environment: Environment, pace: number, fleet: Fleet): FaultControl {
  const active = new Map<string, Set<string>>();
  const activeFaults = (model: string): readonly string[] => [...(active.get(model) ?? [])];
  return {
    activeFaults,
    setFault(name, id, on) {
      const model = environment.models.find((one) => one.name === name);
      const known =
        model === undefined
          ? name === '' && id === gpuFault.id && hasGpus(environment)
          : faultsOf(model).some((fault) => fault.id === id);
      if (!known) throw new Error(`${name === '' ? 'the fleet' : name} cannot have the fault "${id}"`);
      const now = new Set(active.get(name));
      if (on) now.add(id);
      else now.delete(id);
      active.set(name, now);
      if (model === undefined) {
        fleet.breakGpu(on);
        return;
      }
      fleet.behave(name, (healthy, source) =>
        faults
          .filter((fault) => now.has(fault.id))
          .reduce((conduct, fault) => fault.apply(conduct, model, source, pace), healthy),
      );
    },
  };
}
