import { settings, type BadCase } from '../bad-case';
import type { Workspace } from '../workspace';

const file = 'shop/rules/checkout.yaml';

/** A rule file that is right; each case spoils one thing of it. */
export const goodRules = `groups:
  - name: checkout
    interval: 1m
    rules:
      - record: team:requests:rate5m
        expr: sum by (team) (model:requests:rate5m * on (namespace, model_name) group_left (team) model:info)
      - alert: CheckoutErrorsHigh
        expr: |
          # The share of failed predictions.
          sum by (namespace, model_name) (rate(ml_predictions_total{status="error"}[5m]))
          /
          sum by (namespace, model_name) (rate(ml_predictions_total[5m]))
          > 0.05
        for: 10m
        labels: { severity: critical }
        annotations:
          summary: Predictions of {{ $labels.model_name }} fail
          runbook_url: https://wiki.shop.example/checkout
      - alert: CheckoutQueueLong
        expr: "sum(checkout_queue_length{queue=\\"pay\\"}) > 100"
        for: 1h30m
        labels: { severity: warning, team: pricing }
        annotations:
          summary: The queue of the checkout is long
          runbook_url: https://wiki.shop.example/queue
`;

const share = `          sum by (namespace, model_name) (rate(ml_predictions_total{status="error"}[5m]))
          /
          sum by (namespace, model_name) (rate(ml_predictions_total[5m]))
          > 0.05
`;
const queue = '"sum(checkout_queue_length{queue=\\"pay\\"}) > 100"';
const recorded =
  'sum by (team) (model:requests:rate5m * on (namespace, model_name) group_left (team) model:info)';

/** The good file with texts exchanged, each of which is in it once. */
const changed =
  (...changes: readonly (readonly [string, string])[]) =>
  (workspace: Workspace): void => {
    workspace.write(file, goodRules);
    for (const [from, to] of changes) workspace.replace(file, from, to);
  };

const one = (name: string, mistake: string, ...changes: readonly (readonly [string, string])[]): BadCase => ({
  file: `rules-${name}`,
  mistake,
  spoil: changed(...changes),
});

/** Mistakes in rule files of a company. */
export const rules: readonly BadCase[] = [
  one('matches-itself', 'the published share of errors, which is always 1', [
    share,
    '          rate(ml_predictions_total{status="error"}[5m]) / rate(ml_predictions_total[5m])\n          > 0.05\n',
  ]),
  one('raw-buckets', 'the published quantile over raw buckets', [
    queue,
    'histogram_quantile(0.95, ml_prediction_latency_seconds_bucket) > 1',
  ]),
  one('rate-as-ratio', 'the published rate of errors that is meant as a share', [
    queue,
    `'rate(ml_predictions_total{status="error"}[5m]) > 0.05'`,
  ]),
  one('select', 'a query in another language', [queue, 'select ml_model_accuracy']),
  one('unclosed', 'a bracket that is never closed, in a block of text', [
    'rate(ml_predictions_total[5m]))',
    'rate(ml_predictions_total[5m])',
  ]),
  one('escaped', 'an unknown function in a text with escapes', [
    queue,
    '"summ(checkout_queue_length{queue=\\"pay\\"}) > 100"',
  ]),
  one('folded', 'an unknown series in a folded text', [
    recorded,
    '>-\n          sum by (team) (\n          model:request:rate5m\n          * on (namespace, model_name) group_left (team) model:info)',
  ]),
  one('raw-counter', 'a counter without a rate', [queue, 'checkout_failures_total > 100']),
  one('label-lost', 'a label that the series do not have', [
    recorded,
    'sum by (team) (model:requests:rate5m)',
  ]),
  one('never-matches', 'sides that cannot match', [
    'sum by (namespace, model_name) (rate(ml_predictions_total[5m]))',
    'sum(rate(ml_predictions_total[5m]))',
  ]),
  one('no-condition', 'an alert without a condition', [queue, 'sum(checkout_queue_length)']),
  one('retention', 'a window beyond what is kept', [
    queue,
    'max_over_time(checkout_queue_length[20d]) > 100',
  ]),
  one('empty', 'an empty expression', [queue, "''"]),
  one('pattern', 'a pattern that does not compile', [
    queue,
    `'sum(checkout_queue_length{queue=~"(pay"}) > 100'`,
  ]),
  one('severity', 'an unknown severity', ['severity: warning', 'severity: warn']),
  one('severity-missing', 'an alert without a severity', ['{ severity: critical }', '{}']),
  one('team', 'a team that is not declared', ['team: pricing', 'team: prices']),
  one('nobody', 'an alert that belongs to nobody', [', team: pricing', '']),
  one('model', 'a model that is not there', ['team: pricing', 'namespace: inference, model_name: rankr']),
  one('model-namespace', 'a model in another namespace', [
    'team: pricing',
    'namespace: serving, model_name: ranker',
  ]),
  one('model-half', 'half of the key of a model', ['team: pricing', 'model_name: ranker']),
  one('label-template', 'a value in a label', ['team: pricing', "team: pricing, size: '{{ $value }}'"]),
  one('label-ours', 'a label that is set anyway', ['team: pricing', 'team: pricing, scope: model']),
  one('name-catalogue', 'the name of an alert of the catalogue', ['CheckoutErrorsHigh', 'ModelAbsent']),
  one('name-prefix', 'a name that the catalogue may have tomorrow', ['CheckoutErrorsHigh', 'GpuErrorsHigh']),
  one('name-form', 'a name that is no name of an alert', ['CheckoutErrorsHigh', 'checkout_errors']),
  one(
    'name-twice',
    'two alerts of one name',
    ['CheckoutErrorsHigh', 'CheckoutQueueLong'],
    ['critical', 'warning'],
  ),
  one('record-ours', 'a series of the shared rules', ['team:requests:rate5m', 'model:requests:rate5m']),
  one('record-form', 'a recorded series without a level', ['team:requests:rate5m', 'team_requests']),
  one('summary', 'an alert without a summary', [
    '          summary: The queue of the checkout is long\n',
    '',
  ]),
  one('runbook', 'a runbook that is no address', ['https://wiki.shop.example/queue', 'wiki/queue']),
  one('annotation-label', 'a text with a label that the series lost', [
    'The queue of',
    'The {{ $labels.queue }} of',
  ]),
  one('for', 'a time that is none', ['for: 1h30m', 'for: 90 minutes']),
  one('key', 'a misspelt field', ['for: 1h30m', 'fro: 1h30m']),
  one('both', 'a rule that is an alert and a series', [
    '      - record: team:requests:rate5m\n',
    '      - record: team:requests:rate5m\n        alert: TeamQuiet\n',
  ]),
  one('record-for', 'a recorded series that waits', [recorded, `${recorded}\n        for: 5m`]),
  {
    file: 'rules-group-twice',
    mistake: 'two groups of one name',
    spoil: (w) => {
      w.write(
        file,
        goodRules +
          goodRules
            .replace('groups:\n', '')
            .replaceAll('Checkout', 'Second')
            .replace('team:requests', 'all:requests'),
      );
    },
  },
  {
    file: 'rules-two-files',
    mistake: 'one series and one alert in two files',
    spoil: (w) => {
      w.write(file, goodRules);
      w.write('shop/rules/orders.yaml', goodRules);
    },
  },
  {
    file: 'rules-file-name',
    mistake: 'a rule file of another kind',
    spoil: (w) => {
      w.write('shop/rules/Checkout.yml', goodRules);
    },
  },
  {
    file: 'rules-many',
    mistake: 'a wrong rule beside a wrong environment',
    spoil: (w) => {
      changed([queue, 'foo)'])(w);
      w.replace(settings, 'owner: platform', 'owner: platfrom');
    },
  },
];
