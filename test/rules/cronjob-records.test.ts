import { minutes } from '../../models/duration';
import { modelCronJob } from '../../models/names';
import { records } from '../../models/records';
import { signals } from '../../models/signals';
import { cronJobRecords } from '../../rules/cronjob-records';
import { printGroup } from '../../rules/rule';
import { samplesOf } from '../models/exposition';
import { printed, series, steady } from './exporter-series';
import { objectionsOfPromtool } from './promtool';

const of = (model: string, cronjob: string, namespace = 'serving') =>
  series(modelCronJob, { namespace, model_name: model, cronjob }, steady(1));

/** Half an hour after the run of the page has begun. Unit: Unix seconds. */
const began = 1_795_226_401;
const now = new Date((began + 1_800) * 1_000).toISOString();

test('the page of kube-state-metrics tells when runs of each model started, succeeded and for how long one goes on', async () => {
  const page = samplesOf('kube-state-metrics').filter(({ name }) => /^kube_(?:cron)?job/.test(name));
  // A second exporter, or a second scrape of it, tells the same again.
  const told = ['one', 'other'].flatMap((instance) =>
    page.map(({ name, labels, value }) => series(name, { ...labels, instance }, steady(value))),
  );
  const models = [
    of('churn', 'nightly-scoring'),
    // One run may score for two models.
    of('ltv', 'nightly-scoring'),
    of('search', 'reindex', 'search'),
    of('elsewhere', 'nightly-scoring', 'search'),
  ];
  const nightly = { churn: 'serving', ltv: 'serving' };
  const expected: Readonly<Record<string, readonly (readonly [Readonly<Record<string, string>>, number])[]>> =
    {
      [signals.batchStart.series]: [
        [nightly, 1_795_226_400],
        [{ search: 'search' }, 1_794_931_200],
      ],
      [signals.batchSuspended.series]: [
        [nightly, 0],
        [{ search: 'search' }, 1],
      ],
      [signals.batchRunning.series]: [[nightly, 1_800]],
      [records.cronJobSuccess]: [
        [nightly, 1_795_141_712],
        [{ search: 'search' }, 1_794_931_811],
      ],
    };
  const group = { name: 'cronjobs', interval: minutes(1), rules: cronJobRecords };
  const run = {
    interval: '30s',
    start_timestamp: now,
    input_series: [...told, ...models],
    promql_expr_test: Object.entries(expected).map(([record, values]) => ({
      expr: record,
      eval_time: '0s',
      exp_samples: values.flatMap(([named, value]) =>
        Object.entries(named).map(([model_name, namespace]) => ({
          labels: `${record}${printed({ model_name, namespace })}`,
          value,
        })),
      ),
    })),
  };
  expect(await objectionsOfPromtool([printGroup(group, 1)], [run])).toBe('');
});
