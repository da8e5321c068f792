import { dump } from 'js-yaml';
import { hours } from '../../models/duration';
import { rulesFor, sharedRules } from '../../rules';
import type { Model } from '../../models/model';
import { modelAlertNames } from '../../models/alert-names';
import type { PrometheusRule } from '../../rules';
import { company } from './company';

/** The operator refuses an object whose rules are longer than this when it prints them, and Kubernetes one of 1 MiB. */
const longestRules = 524_288;
const longestObject = 1_048_576;

const environment = company();
const names = Array.from({ length: 1_000 }, (_, index) => `model-of-a-long-name-${index}`);
const named = (model: Model): readonly Model[] => names.map((name) => ({ ...model, name }));
const richest = environment.models.filter(({ name }) => name === 'fraud');

const sizesOf = (object: PrometheusRule): { readonly rules: number; readonly whole: number } => ({
  rules: Buffer.byteLength(dump(object.spec, { lineWidth: -1 })),
  whole: Buffer.byteLength(JSON.stringify(object)),
});

/** Bytes of the rules of a thousand models like this one. */
const totalOf = (model: Model): number =>
  named(model).reduce((sum, one) => sum + sizesOf(rulesFor(one, environment)).rules, 0);

describe('with a thousand models', () => {
  const models = richest.flatMap(named);
  const shared = sizesOf(sharedRules({ ...environment, models }));

  test('no PrometheusRule comes near what the operator and Kubernetes accept, although all ask for everything', () => {
    const changed = models.map((model) => ({
      ...model,
      alertChanges: modelAlertNames.slice(0, 10).map((alert) => ({ alert, for: hours(1) })),
    }));
    const sizes = [shared, ...changed.map((model) => sizesOf(rulesFor(model, environment)))];
    expect(sizes.length).toBe(1_001);
    const [ofAll, ...ofModels] = sizes;
    for (const { rules, whole } of ofModels) {
      expect(rules).toBeLessThan(longestRules / 10);
      expect(whole).toBeLessThan(longestObject / 10);
    }
    // Models add nothing to it; what is left is room for further alerts.
    expect(ofAll?.rules).toBeLessThan(longestRules * 0.75);
    expect(ofAll?.whole).toBeLessThan(longestObject * 0.75);
  });

  test('the rules that all share do not grow with models', () => {
    // But for the number of models that are to be there.
    const { rules, whole } = sizesOf(sharedRules(environment));
    const digits = String(models.length).length - String(environment.models.length).length;
    expect(shared).toEqual({ rules: rules + digits, whole: whole + digits });
  });

  // The operator spreads them over ConfigMaps of half a mebibyte each.
  test('all rules together are a few megabytes: 1 for the plainest models, 6 for the richest', () => {
    const plainest = environment.models.filter(({ name }) => name === 'trial').map(totalOf);
    expect(plainest.length).toBe(1);
    for (const total of plainest) expect(total).toBeLessThan(2e6);
    for (const total of richest.map(totalOf)) expect(total).toBeLessThan(8e6);
  });
});
