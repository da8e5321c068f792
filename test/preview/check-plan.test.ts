import { trialsFor } from '../../preview/check-plan';
import { faults, faultsOf } from '../../preview/faults';
import { alerts } from '../../rules';
import { dev, environmentOf } from './dev';

describe('the plan of the check', () => {
  const trials = trialsFor(dev);

  it('tries every fault that a model of dev can have, and the GPU', () => {
    const possible = new Set(dev.models.flatMap((model) => faultsOf(model).map(({ id }) => id)));
    const tried = new Set(trials.flatMap((trial) => trial.faults));
    expect([...tried].sort()).toEqual([...possible, 'gpu'].sort());
  });

  it('gives no model two faults that hide each other', () => {
    const areas = (model: string): readonly string[] =>
      trials
        .filter((trial) => trial.model === model && trial.quiet === undefined)
        .flatMap((trial) => trial.faults)
        .flatMap((id) => faults.find((fault) => fault.id === id)?.area ?? []);
    for (const { name } of dev.models) {
      expect(new Set(areas(name)).size).toBe(areas(name).length);
      if (areas(name).includes('all')) expect(areas(name)).toEqual(['all']);
    }
  });

  it('expects tickets only where an environment does not page', () => {
    expect(trials.filter(({ receiver }) => !receiver.endsWith('-ticket'))).toEqual([]);
  });

  it('expects pages for critical alerts in prod, but not for warnings', () => {
    const told = trialsFor(environmentOf('prod')).map(({ alert, receiver }) => [alert.severity, receiver]);
    expect(told.filter(([severity]) => severity === 'critical').length).toBeGreaterThan(0);
    for (const [severity, receiver] of told) {
      expect(receiver).toMatch(severity === 'critical' ? /-page$/ : /-ticket$/);
    }
  });

  it('shows that an alert which another explains stays quiet', () => {
    const quiet = trials.flatMap((trial) =>
      trial.quiet === undefined ? [] : [[trial.alert.name, trial.quiet]],
    );
    expect(quiet).toEqual([
      ['ModelFirstTokenBudgetBurn', 'ModelInterTokenBudgetBurn'],
      ['ModelAbsent', 'ModelAccuracyBelowFloor'],
    ]);
  });

  it('expects no alert that an entry lowers to one of which nobody is told', () => {
    const lowered = dev.models.filter(({ alertChanges }) =>
      alertChanges.some(({ severity }) => severity === 'info'),
    );
    expect(lowered.length).toBeGreaterThan(0);
    for (const model of lowered) {
      const silent = model.alertChanges
        .filter(({ severity }) => severity === 'info')
        .map(({ alert }) => alert as string);
      expect(
        faultsOf(model)
          .map((fault) => fault.alert(model)?.name)
          .filter((name) => silent.includes(name ?? '')),
      ).toEqual([]);
    }
  });

  it('expects only alerts of the catalogue', () => {
    const known = alerts.map(({ name }) => name);
    for (const model of dev.models) {
      for (const fault of faultsOf(model)) expect(known).toContain(fault.alert(model)?.name);
    }
  });
});
