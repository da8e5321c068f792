import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { minutes } from '../../models/duration';
import { linesOf, loggedOf, logsUrl } from '../../models/log-links';
import { logRecords } from '../../models/log-records';
import { loggedNameOf, logServiceOf } from '../../models/log-service';
import type { Model } from '../../models/model';
import { modelIdentity, modelLogService } from '../../models/names';
import { rulesFor, sharedRules } from '../../rules';
import { binaryOf } from '../../scripts/tool-binaries';
import { environmentNamed, modelNamed, withSharedServer } from '../logs/environments';

const folder = mkdtempSync(join(tmpdir(), 'log-links-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Its pods are found by two labels, so the name of the server has a comma. */
const environment = (() => {
  const prod = environmentNamed('prod');
  const selector = { app: 'triton-shared', zone: 'a' };
  const models = prod.models.map((model) => (model.name === 'image-tagger' ? { ...model, selector } : model));
  return withSharedServer({ ...prod, models }, 'image-tagger', 'image-captioner');
})();
const alone = modelNamed(environment, 'fraud-scorer');
const sharing = ['image-tagger', 'image-captioner'].map((name) => modelNamed(environment, name));

const alert = 'ModelErrorSignatureNew';
const groups = sharedRules(environment).spec.groups.flatMap(({ rules, ...group }) => {
  const kept = rules.flatMap((rule) =>
    'alert' in rule && rule.alert === alert
      ? [{ ...rule, annotations: { logs_url: rule.annotations?.['logs_url'] } }]
      : [],
  );
  return kept.length === 0 ? [] : [{ ...group, rules: kept }];
});
writeFileSync(join(folder, 'rules.yaml'), dump({ groups }, { lineWidth: -1, noRefs: true }));

const series = (name: string, labels: Readonly<Record<string, string>>, value: number) => ({
  series: `${name}{${Object.entries(labels)
    .map(([label, text]) => `${label}="${text}"`)
    .join(', ')}}`,
  values: `${value}x60`,
});
const keyOf = ({ namespace, name }: Model) => ({ namespace, model_name: name });

/** What the real promtool says of alerts that are expected. */
function objections(expected: readonly object[]): string {
  const test = {
    rule_files: ['rules.yaml'],
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: [alone, ...sharing].flatMap((model) => [
          series(modelIdentity, { ...keyOf(model), team: model.team, tier: model.tier }, 1),
          series(modelLogService, { ...keyOf(model), service: logServiceOf(model) }, 1),
          ...(model === sharing[1]
            ? []
            : [series(logRecords.newErrors, { service: logServiceOf(model), signature: 'KeyError' }, 20)]),
        ]),
        alert_rule_test: [{ eval_time: '30m', alertname: alert, exp_alerts: expected }],
      },
    ],
  };
  writeFileSync(join(folder, 'test.yaml'), dump(test, { lineWidth: -1 }));
  const { status, stdout, stderr } = spawnSync(binaryOf('promtool'), ['test', 'rules', 'test.yaml'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

const fired = (model: Model, url: string, more: Readonly<Record<string, string>> = {}) => ({
  exp_labels: {
    ...keyOf(model),
    ...more,
    severity: 'warning',
    scope: 'model',
    team: model.team,
    tier: model.tier,
  },
  exp_annotations: { logs_url: url },
});
const { kibana } = environment.elastic;

test('an alert leads to the lines of its model, and of a server that it shares, as Prometheus fills it in', () => {
  expect(sharing.map(loggedNameOf)).toEqual(Array(2).fill('vision/app=triton-shared,zone=a'));
  const ofAlone = logsUrl(kibana, loggedOf(alone), linesOf.signature('KeyError'));
  expect(
    objections([
      fired(alone, ofAlone, { signature: 'KeyError' }),
      // Of which class they are nobody tells where several models share them.
      ...sharing.map((model) => fired(model, logsUrl(kibana, loggedOf(model)))),
    ]),
  ).toBe('');
});

test('the model’s own name, under which there is nothing, is no longer where it leads', () => {
  const before = sharing.map((model) =>
    fired(model, logsUrl(kibana, { name: model.name, team: model.team })),
  );
  expect(objections(before)).toContain('service.name:%22vision/app=triton-shared,zone=a%22');
});

test('rules of one model know the name when they are written', () => {
  const extra = { name: 'ModelSlow', signal: 'requests', compare: 'above', bound: 1 } as const;
  const [tagger] = sharing;
  if (tagger === undefined) throw new Error('no model shares a server');
  const model: Model = {
    ...tagger,
    extraAlerts: [
      { ...extra, for: minutes(5), severity: 'warning', summary: 's', runbook: 'https://x.test' },
    ],
  };
  const urls = rulesFor(model, environment)
    .spec.groups.flatMap(({ rules }) => rules)
    .flatMap((rule) =>
      'alert' in rule && rule.alert === extra.name ? [rule.annotations?.['logs_url']] : [],
    );
  expect(urls).toEqual([logsUrl(kibana, loggedOf(model))]);
});
