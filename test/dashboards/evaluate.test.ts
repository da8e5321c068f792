import { boardOf, panelOf } from './boards';
import { mismatches } from './evaluate';

const queryOf = (uid: string, title: string, index = 0): string => {
  const target = panelOf('dev', uid, title).targets[index];
  if (target === undefined) throw new Error(`"${title}" has no query ${index}`);
  return target.expr;
};
const overview = (title: string, index?: number) => queryOf('mlo-overview', title, index);
const fraud = (title: string, index?: number) => queryOf('mlo-model-fraud-scorer', title, index);

const key = (name: string): string => `namespace="serving", model_name="${name}"`;
const inventory = {
  [`model:info{${key('fraud-scorer')}, team="risk", tier="critical"}`]: '1x90',
  [`model:info{${key('sentiment')}, team="commerce", tier="standard"}`]: '1x90',
  [`model:info{${key('nightly-scoring')}, team="risk", tier="standard"}`]: '1x90',
};
const alert = (name: string, severity: string, labels: string): string =>
  `ALERTS{alertname="${name}", alertstate="firing", severity="${severity}", ${labels}}`;

it('counts a model as reporting while its requests or its batch results arrive', () => {
  const series = {
    ...inventory,
    [`model:requests:rate5m{${key('fraud-scorer')}}`]: '0x90',
    [`model:requests:rate5m{${key('sentiment')}}`]: '5x20 stale',
    [`model:batch_success_timestamp_seconds:max{${key('nightly-scoring')}}`]: '100x90',
    [`model:requests:rate5m{${key('unknown')}}`]: '7x90',
  };
  const found = mismatches(series, [
    { query: overview('Models reporting, of 8'), gives: { '{}': 2 } },
    {
      query: overview('Models reporting'),
      gives: {
        [`{${key('fraud-scorer')}}`]: 1,
        [`{${key('sentiment')}}`]: 0,
        [`{${key('nightly-scoring')}}`]: 1,
      },
    },
  ]);
  expect(found).toBe('');
});

it('ranks alerts by severity, for every model, and shows a quiet model as ok', () => {
  const series = {
    ...inventory,
    [alert('ModelErrorBudgetBurn', 'critical', key('fraud-scorer'))]: '1x90',
    [alert('ModelErrorBudgetBurn', 'warning', key('fraud-scorer'))]: '1x90',
    [alert('ModelFeatureDrift', 'info', key('sentiment'))]: '1x90',
    [alert('GpuXidHardwareError', 'critical', 'node="n1"')]: '1x90',
    [`ALERTS{alertname="ModelAbsent", alertstate="pending", severity="critical", ${key('sentiment')}}`]:
      '1x90',
  };
  const found = mismatches(series, [
    {
      query: overview('Worst alert by model'),
      gives: {
        [`{${key('fraud-scorer')}}`]: 3,
        [`{${key('sentiment')}}`]: 1,
        [`{${key('nightly-scoring')}}`]: 0,
      },
    },
    { query: overview('Critical alerts'), gives: { '{}': 2 } },
    { query: fraud('Worst alert'), gives: { '{}': 3 } },
    { query: fraud('Alerts'), gives: { '{alertname="ModelErrorBudgetBurn"}': 3 } },
    { query: queryOf('mlo-model-nightly-scoring', 'Worst alert'), gives: { '{}': 0 } },
  ]);
  expect(found).toBe('');
});

it('measures errors against the budget: burn, what is left, and who is over it', () => {
  const series = {
    [`model:threshold:error_budget{${key('fraud-scorer')}}`]: '0.001x90',
    [`model:threshold:error_budget{${key('sentiment')}}`]: '0.01x90',
    [`model:errors:ratio_rate1h{${key('fraud-scorer')}}`]: '0.002x90',
    [`model:errors:ratio_rate1h{${key('sentiment')}}`]: '0.002x90',
    [`model:errors:ratio_rate30d{${key('fraud-scorer')}}`]: '0.00025x90',
  };
  const found = mismatches(series, [
    { query: overview('Over error budget'), gives: { '{}': 1 } },
    { query: fraud('Error budget burn', 0), gives: { [`{${key('fraud-scorer')}}`]: 2 } },
    { query: fraud('Error budget burn', 1), gives: {} },
    { query: fraud('Error budget left'), gives: { [`{${key('fraud-scorer')}}`]: 0.75 } },
  ]);
  expect(found).toBe('');
});

it('weights the error ratio of the fleet by requests', () => {
  const series = {
    [`model:requests:rate5m{${key('fraud-scorer')}}`]: '99x90',
    [`model:requests:rate5m{${key('sentiment')}}`]: '1x90',
    [`model:errors:rate5m{${key('fraud-scorer')}}`]: '0x90',
    [`model:errors:rate5m{${key('sentiment')}}`]: '1x90',
  };
  expect(mismatches(series, [{ query: overview('Errors'), gives: { '{}': 0.01 } }])).toBe('');
});

it('counts drifted features and models below their floor, and neither is missing when there are none', () => {
  const drifted = (feature: string): string =>
    `model:drift_detected:max{${key('fraud-scorer')}, feature="${feature}"}`;
  const series = {
    [drifted('amount')]: '1x90',
    [drifted('country_risk')]: '0x90',
    [`model:accuracy:min{${key('fraud-scorer')}}`]: '0.93x90',
    [`model:threshold:accuracy_floor{${key('fraud-scorer')}}`]: '0.92x90',
  };
  const found = mismatches(series, [
    { query: overview('Drifting features'), gives: { '{}': 1 } },
    { query: fraud('Drifted, of 5'), gives: { '{}': 1 } },
    { query: fraud('Share of drifted features'), gives: { [`{${key('fraud-scorer')}}`]: 0.5 } },
    { query: overview('Below accuracy floor'), gives: { '{}': 0 } },
  ]);
  expect(found).toBe('');
});

it('shows the GPUs of a model by the pods that are its targets', () => {
  const gpu = (pod: string, index: number): string =>
    `DCGM_FI_PROF_GR_ENGINE_ACTIVE{node="n1", gpu="${index}", UUID="u${index}", namespace="serving", pod="${pod}"}`;
  const series = {
    [gpu('support-assistant-0', 0)]: '0.7x90',
    [gpu('image-tagger-0', 1)]: '0.2x90',
    [`up{${key('support-assistant')}, pod="support-assistant-0"}`]: '1x90',
    [`up{${key('image-tagger')}, pod="image-tagger-0"}`]: '1x90',
  };
  const found = mismatches(series, [
    {
      query: queryOf('mlo-model-support-assistant', 'GPU busy'),
      gives: { [gpu('support-assistant-0', 0)]: 0.7 },
    },
  ]);
  expect(found).toBe('');
});

it('marks a deployment when a version of the server appears, and only then', () => {
  const [deployments] = boardOf('dev', 'mlo-model-fraud-scorer').annotations.list;
  const up = (version: string, runtime: string): string =>
    `up{${key('fraud-scorer')}, model_version="${version}", runtime="${runtime}", pod="${version}-${runtime}"}`;
  const expr = deployments?.expr ?? '';
  const steady = { [up('1', 'custom')]: '1x90', [up('7', 'other')]: '_x58 1x30' };
  const rollout = { ...steady, [up('2', 'custom')]: '_x58 1x30' };
  expect(mismatches(steady, [{ query: expr, gives: {} }])).toBe('');
  const added = { '{model_name="fraud-scorer", model_version="2"}': 1 };
  expect(mismatches(rollout, [{ query: expr, gives: added }])).toBe('');
});
