import { panelId } from '../../models/links';
import { boardOf, environments, panelsOf, queryOf } from './boards';
import { mismatches } from './evaluate';

const overview = (title: string, index?: number) => queryOf('mlo-overview', title, index);
const fraud = (title: string, index?: number) => queryOf('mlo-model-fraud-scorer', title, index);

const known = environments.find(({ name }) => name === 'dev')?.models.length;

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
    { query: overview(`Models reporting, of ${known}`), gives: { '{}': 2 } },
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
    [`model:errors:ratio_objective{${key('fraud-scorer')}}`]: '0.00025x90',
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

const ranker = (title: string, index?: number) => queryOf('mlo-model-ranker', title, index, 'full');
const nightly = (title: string, index?: number) => queryOf('mlo-model-nightly', title, index, 'full');

it('shows how far a class has moved as the alert counts it, new and gone classes included', () => {
  const share = (record: string, name: string): string =>
    `model:predicted_class:ratio_${record}{${key('ranker')}, class="${name}"}`;
  const series = {
    [share('rate1h', 'a')]: '0.7x90',
    [share('rate1h', 'new')]: '0.3x90',
    [share('rate7d', 'a')]: '0.6x90',
    [share('rate7d', 'gone')]: '0.4x90',
  };
  const moved = (name: string): string => `{${key('ranker')}, class="${name}"}`;
  const found = mismatches(series, [
    {
      query: `round(${ranker('Change of classes')}, 0.001)`,
      gives: { [moved('a')]: 0.1, [moved('new')]: 0.3, [moved('gone')]: 0.4 },
    },
  ]);
  expect(found).toBe('');
  const young = { [share('rate1h', 'a')]: '1x90' };
  expect(mismatches(young, [{ query: ranker('Change of classes'), gives: {} }])).toBe('');
});

it('tells business metrics that are out of range from those within and those without bounds', () => {
  const metric = (record: string, name: string): string => `${record}{${key('ranker')}, metric="${name}"}`;
  const series = {
    [metric('model:business:rate1h', 'acceptance')]: '0.1x90',
    [metric('model:business:rate1h', 'orders')]: '2x90',
    [metric('model:business:rate1h', 'basket')]: '500x90',
    [metric('model:business:rate1h', 'visits')]: '7x90',
    [metric('model:threshold:business_floor', 'acceptance')]: '0.12x90',
    [metric('model:threshold:business_ceiling', 'acceptance')]: '0.9x90',
    [metric('model:threshold:business_floor', 'orders')]: '1x90',
    [metric('model:threshold:business_ceiling', 'basket')]: '400x90',
  };
  const found = mismatches(series, [
    {
      query: ranker('Business metrics'),
      gives: {
        [metric('', 'acceptance')]: 1,
        [metric('', 'orders')]: 0,
        [metric('', 'basket')]: 2,
        [metric('', 'visits')]: 0,
      },
    },
    {
      query: ranker('Accepted offers'),
      gives: { [metric('model:business:rate1h', 'acceptance')]: 0.1 },
    },
  ]);
  expect(found).toBe('');
});

it('judges runs and checks by what was told last', () => {
  const series = {
    [`model:batch_success_timestamp_seconds:latest{${key('nightly')}}`]: '3000x90',
    [`model:batch_rows:latest{${key('nightly')}}`]: '950000x90',
    [`model:batch_failed_rows:latest{${key('nightly')}}`]: '50000x90',
    [`model:data_timestamp_seconds:latest{${key('nightly')}}`]: '600x90',
    [`model:evaluation_timestamp_seconds:latest{${key('ranker')}}`]: '1200x90',
  };
  const found = mismatches(series, [
    { query: nightly('Time since last success'), gives: { [`{${key('nightly')}}`]: 600 } },
    { query: nightly('Last success'), gives: { [`{${key('nightly')}}`]: 600 } },
    { query: nightly('Scored share of last run'), gives: { [`{${key('nightly')}}`]: 0.95 } },
    { query: nightly('Age of input'), gives: { [`{${key('nightly')}}`]: 3000 } },
    { query: ranker('Time since last evaluation'), gives: { [`{${key('ranker')}}`]: 2400 } },
  ]);
  expect(found).toBe('');
});

it('draws the band in which accuracy is normal, and fills it', () => {
  // The board has a panel of that title in its head as well, with the value of now.
  const chart = panelsOf(boardOf('full', 'mlo-model-ranker')).find(({ id }) => id === panelId('accuracy'));
  const { targets, fieldConfig } = chart ?? { targets: [], fieldConfig: { overrides: [] } };
  expect(targets.map(({ legendFormat }) => legendFormat)).toEqual([
    'accuracy',
    'mean of two weeks',
    'highest normal',
    'lowest normal',
  ]);
  const [upper] = fieldConfig.overrides.filter(({ matcher }) => matcher.options === 'highest normal');
  expect(upper?.properties).toContainEqual({ id: 'custom.fillBelowTo', value: 'lowest normal' });
  const found = mismatches({ [`model:accuracy:lower{${key('ranker')}}`]: '0.92x90' }, [
    { query: targets[3]?.expr ?? '', gives: { [`model:accuracy:lower{${key('ranker')}}`]: 0.92 } },
  ]);
  expect(found).toBe('');
});

it('shows the GPUs of a model by the pods that are its targets', () => {
  const gpu = (pod: string, index: number): string =>
    `gpu_pod:busy:ratio{node="n1", gpu="${index}", UUID="u${index}", namespace="serving", pod="${pod}"}`;
  const series = {
    [gpu('support-assistant-0', 0)]: '0.7x90',
    [gpu('image-tagger-0', 1)]: '0.2x90',
    [`model_pod:targets:group{${key('support-assistant')}, pod="support-assistant-0"}`]: '1x90',
    [`model_pod:targets:group{${key('image-tagger')}, pod="image-tagger-0"}`]: '1x90',
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
    `model_version:targets_up:sum{${key('fraud-scorer')}, model_version="${version}", runtime="${runtime}"}`;
  const expr = deployments?.expr ?? '';
  const steady = { [up('1', 'custom')]: '1x90', [up('7', 'other')]: '_x58 1x30' };
  const rollout = { ...steady, [up('2', 'custom')]: '_x58 1x30' };
  expect(mismatches(steady, [{ query: expr, gives: {} }])).toBe('');
  const added = { '{model_name="fraud-scorer", model_version="2"}': 1 };
  expect(mismatches(rollout, [{ query: expr, gives: added }])).toBe('');
});

it('draws of many models those that had most at any time of the range, all the time', () => {
  const name = (index: number): string => `model-${String(index).padStart(2, '0')}`;
  const series = (index: number): string =>
    `model:requests:rate5m{namespace="serving", model_name="${name(index)}"}`;
  const steady = Array.from({ length: 24 }, (_, index) => index + 1);
  // The first had a burst half an hour ago, when it was the largest, and is the smallest now.
  const traffic = { [series(0)]: '0x25 1000x5 0x60' };
  const found = mismatches(
    { ...traffic, ...Object.fromEntries(steady.map((index) => [series(index), `${index}x90`])) },
    [
      {
        query: queryOf('mlo-overview', 'Requests by model'),
        gives: Object.fromEntries([0, ...steady.slice(-19)].map((index) => [series(index), index])),
      },
    ],
  );
  expect(found).toBe('');
});
