import { edited, entry, settings, type BadCase } from '../bad-case';

const churn = entry('churn');
const ranker = entry('ranker');
const tagger = entry('tagger');
const rebuild = entry('rebuild');

/** What only the entry, its runtime and the environment together can tell. */
export const policy: readonly BadCase[] = [
  { file: 'policy-team', mistake: 'a team that is not declared', spoil: edited(churn, 'pricing', 'prices') },
  {
    file: 'policy-team-unlike',
    mistake: 'a team unlike any that is declared',
    spoil: edited(churn, 'pricing', 'logistics'),
  },
  {
    file: 'policy-team-constructor',
    mistake: 'a team named like a property of every object',
    spoil: edited(churn, 'pricing', 'constructor'),
  },
  {
    file: 'policy-no-page',
    mistake: 'a paging model of a team without a pager',
    spoil: edited(settings, '    page: { pagerduty: { secret: pagerduty-pricing } }\n', ''),
  },
  {
    file: 'policy-owner',
    mistake: 'an owner that is not declared',
    spoil: edited(settings, 'owner: platform', 'owner: platfrom'),
  },
  {
    file: 'policy-owner-page',
    mistake: 'an owner without a pager',
    spoil: edited(settings, '    page: { opsgenie: { secret: opsgenie-platform } }\n', ''),
  },
  {
    file: 'policy-receiver-two',
    mistake: 'a receiver of two kinds',
    spoil: edited(settings, '{ webhook: {', '{ teams: { secret: a }, webhook: {'),
  },
  {
    file: 'policy-receiver-none',
    mistake: 'a receiver of no kind',
    spoil: edited(settings, '{ webhook: { secret: platform-tickets } }', '{}'),
  },
  {
    file: 'policy-receiver-secret',
    mistake: 'a secret itself instead of its name',
    spoil: edited(settings, 'slack-webhook', "'https://hooks.example/T0/B0'"),
  },
  {
    file: 'policy-hours-reversed',
    mistake: 'hours that end before they begin',
    spoil: edited(settings, "from: '09:00', to: '17:00'", "from: '22:00', to: '06:00'"),
  },
  {
    file: 'policy-hours-none',
    mistake: 'hours without length',
    spoil: edited(settings, "to: '17:00'", "to: '09:00'"),
  },
  {
    file: 'policy-hours-unquoted',
    mistake: 'a time of day that is no time',
    spoil: edited(settings, "'17:00'", '17'),
  },
  { file: 'policy-hours-days', mistake: 'a weekday in German', spoil: edited(settings, 'Mon-Fri', 'Mo-Fr') },
  {
    file: 'policy-hours-zone',
    mistake: 'hours in a zone that is not there',
    spoil: edited(settings, 'Europe/Berlin', 'Europe/Berln'),
  },
  {
    file: 'policy-state-two',
    mistake: 'state in two places',
    spoil: edited(settings, '  gcs:', '  local: { directory: state }\n  gcs:'),
  },
  {
    file: 'policy-url',
    mistake: 'an address with a slash at its end',
    spoil: edited(settings, 'grafana.shop.example', 'grafana.shop.example/'),
  },
  {
    file: 'policy-url-password',
    mistake: 'an address with a password',
    spoil: edited(settings, 'https://grafana.', 'https://me:secret@grafana.'),
  },
  {
    file: 'policy-name-folder',
    mistake: 'a name that is not the folder’s',
    spoil: edited(settings, 'name: shop', 'name: store'),
  },
  {
    file: 'policy-name-file',
    mistake: 'a name that is not the file’s',
    spoil: edited(churn, 'name: churn', 'name: churn-model'),
  },
  {
    file: 'policy-name-twice',
    mistake: 'a name that another entry has',
    spoil: edited(tagger, 'name: tagger', 'name: churn'),
  },
  {
    file: 'policy-name-quality',
    mistake: 'a name that another model’s quality source has',
    spoil: (w) =>
      w.copy(tagger, entry('churn-quality'), (text) =>
        text.replace('name: tagger', 'name: churn-quality').replace('tagger_ensemble', 'other'),
      ),
  },
  {
    file: 'policy-series-twice',
    mistake: 'two models that read the same series of one server',
    spoil: (w) => w.copy(tagger, entry('tagger-b'), (text) => text.replace('name: tagger', 'name: tagger-b')),
  },
  {
    file: 'policy-gateway-port',
    mistake: 'a port for metrics that come from the gateway',
    spoil: edited(rebuild, 'runtime: batch', 'runtime: batch\nserving: { port: 8080, path: /foo }'),
  },
  {
    file: 'policy-minimum-low',
    mistake: 'a minimum that five minutes cannot show',
    spoil: edited(ranker, 'minimum: 2/s', 'minimum: 1/h'),
  },
  {
    file: 'policy-minimum-sporadic',
    mistake: 'a minimum for traffic that is not continuous',
    spoil: edited(ranker, 'pattern: continuous', 'pattern: sporadic'),
  },
  {
    file: 'policy-retention',
    mistake: 'metrics that are kept for less than the longest burn window',
    spoil: edited(settings, 'name: shop\n', 'name: shop\nretention: { metrics: 1d, logs: 1h }\n'),
  },
  {
    file: 'policy-off-bucket',
    mistake: 'a latency between two bucket bounds',
    spoil: edited(churn, '250ms', '300ms'),
  },
  {
    file: 'policy-off-bucket-far',
    mistake: 'a latency beyond the last bucket bound',
    spoil: edited(churn, '250ms', '1h'),
  },
  {
    file: 'policy-quantile-triton',
    mistake: 'a quantile of a server without a histogram',
    spoil: edited(tagger, 'mean: 50ms', 'p99: 50ms'),
  },
  {
    file: 'policy-quantile-shared',
    mistake: 'a quantile of a model that shares its server',
    spoil: edited(churn, 'objectives:', 'serving: { model: churn }\nobjectives:'),
  },
  {
    file: 'policy-quantile-batch',
    mistake: 'a quantile of a batch job',
    spoil: edited(rebuild, 'batch: {', 'objectives: { latency: { p95: 1s } }\nbatch: {'),
  },
  {
    file: 'policy-mean-batch',
    mistake: 'a mean latency of a batch job',
    spoil: edited(rebuild, 'batch: {', 'objectives: { latency: { mean: 1s } }\nbatch: {'),
  },
  {
    file: 'policy-latency-two',
    mistake: 'two latency objectives',
    spoil: edited(churn, 'p99: 250ms', 'p99: 250ms, p95: 50ms'),
  },
  {
    file: 'policy-latency-none',
    mistake: 'a latency objective without a bound',
    spoil: edited(churn, 'p99: 250ms', ''),
  },
  {
    file: 'policy-drift-mlserver',
    mistake: 'drift on a server that knows nothing of it',
    spoil: edited(churn, '  from: { selector: { app: churn-quality } }\n', ''),
  },
  {
    file: 'policy-drift-shared',
    mistake: 'drift on a server that several models share',
    spoil: edited(ranker, 'serving:\n', 'serving:\n  model: ranker\n'),
  },
  {
    file: 'policy-quality-nothing',
    mistake: 'a quality source that nothing reads',
    spoil: edited(churn, '  accuracy: { floor: 0.9 }\n  drift: { features: [tenure, charges] }\n', ''),
  },
  {
    file: 'policy-availability-low',
    mistake: 'an availability of 90%',
    spoil: edited(churn, '99.5%', '90%'),
  },
  {
    file: 'policy-availability-full',
    mistake: 'an availability of 100%',
    spoil: edited(churn, '99.5%', '100%'),
  },
  {
    file: 'policy-availability-batch',
    mistake: 'an availability of a batch job',
    spoil: edited(
      rebuild,
      'batch: {',
      'objectives: { availability: 99% }\ntraffic: { minimum: 1/s }\nbatch: {',
    ),
  },
  {
    file: 'policy-pool',
    mistake: 'a GPU pool that is not declared',
    spoil: edited(tagger, 'pool: a100', 'pool: a10'),
  },
  {
    file: 'policy-pool-none',
    mistake: 'a GPU pool where none is declared',
    spoil: edited(
      settings,
      'gpuPools:\n  a100: { accelerator: nvidia-a100-80gb, selector: { pool: a100 } }\n',
      '',
    ),
  },
  {
    file: 'policy-cron',
    mistake: 'a schedule in words',
    spoil: edited(rebuild, "'0 2 * * *'", 'every night'),
  },
  {
    file: 'policy-cron-field',
    mistake: 'a schedule at 25 o’clock',
    spoil: edited(rebuild, '0 2 *', '0 25 *'),
  },
  {
    file: 'policy-cron-never',
    mistake: 'a schedule that never comes',
    spoil: edited(rebuild, '0 2 * * *', '0 2 30 2 *'),
  },
  {
    file: 'policy-cron-seconds',
    mistake: 'a schedule of six fields',
    spoil: edited(rebuild, '0 2 * * *', '0 0 2 * * *'),
  },
  {
    file: 'policy-zone',
    mistake: 'a schedule in a zone in small letters',
    spoil: edited(rebuild, 'Europe/Berlin', 'europe/berlin'),
  },
  {
    file: 'policy-zone-unlike',
    mistake: 'a schedule in a zone that is like no other',
    spoil: edited(rebuild, 'Europe/Berlin', 'Mars/Olympus'),
  },
  {
    file: 'policy-no-schedule',
    mistake: 'a batch job without a schedule',
    spoil: edited(rebuild, "batch: { schedule: '0 2 * * *', zone: Europe/Berlin, deadline: 4h }\n", ''),
  },
  {
    file: 'policy-batch-online',
    mistake: 'a schedule of a server',
    spoil: edited(churn, 'objectives:', "batch: { schedule: '0 2 * * *', deadline: 4h }\nobjectives:"),
  },
  {
    file: 'policy-served-never',
    mistake: 'a served name on a server with one model',
    spoil: edited(tagger, 'runtime: triton', 'runtime: bentoml'),
  },
  {
    file: 'policy-log-key',
    mistake: 'two models that select the same pods',
    spoil: edited(
      churn,
      'objectives:',
      'serving: { selector: { component: ranker, app: offers } }\nobjectives:',
    ),
  },
  {
    file: 'policy-log-key-fields',
    mistake: 'two models on one server that read its lines differently',
    spoil: (w) =>
      w.copy(tagger, entry('ocr'), (text) =>
        text.replace('name: tagger', 'name: ocr\nlogs: { format: json }').replace('tagger_ensemble', 'ocr'),
      ),
  },
];
