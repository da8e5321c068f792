import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../environments';
import type { KubernetesObject } from '../../models/kubernetes';
import { objects as names } from '../../models/names';
import { kubernetes } from '../../models/versions';
import { deployedBy } from './deployed';
import type { Golden } from './rendered/releases';
import { accepts, everywhere, ofCharts, unaccepted } from './scan/accepted';
import { objectionsTo } from './scan/kube-score';
import { manifestsOf } from './scan/manifests';
import { committed, synthesised, withSeveralPrometheus } from './synthesised';

/** prod has profile `ha`, GPUs, and all exporters but one. */
const folder = join(__dirname, '../golden/rendered/prod');
const rendered = readdirSync(folder).flatMap((file) =>
  manifestsOf(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Golden),
);
/** What our own releases bring that makes pods, and what is about these. */
const scanned = ['Job', 'Deployment', 'PodDisruptionBudget'];
const ownOf = (environment: Environment): readonly KubernetesObject[] =>
  Object.values(synthesised([environment]))
    .flatMap(deployedBy)
    .flatMap((one): readonly KubernetesObject[] => {
      if ('object' in one) return [one.object];
      const { objects = [] } = one.release.values as { readonly objects?: readonly KubernetesObject[] };
      return objects.filter(({ kind }) => scanned.includes(kind));
    });
const own = [
  ...ownOf(committed('prod')),
  ...ownOf(withSeveralPrometheus()).filter(({ metadata }) => metadata.name === names.query),
];

const version = `v${kubernetes[0]}`;
const objections = objectionsTo([...rendered, ...own], version);

const accepted = [...everywhere, ...ofCharts];
const told = (objects: readonly KubernetesObject[]): readonly string[] =>
  unaccepted(objectionsTo(objects, version), accepted);

test('a scanner of others has nothing against what is deployed, but for what is on record', () => {
  expect(rendered.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['Deployment', 'DaemonSet', 'StatefulSet', 'Job', 'Service']),
  );
  expect(unaccepted(objections, accepted)).toEqual([]);
});

test('every exception is of use', () => {
  const unused = accepted.filter((exception) => !objections.some((one) => accepts(exception, one)));
  expect(unused).toEqual([]);
});

const grafana = 'Deployment monitoring/kube-prometheus-stack-grafana';

/** One workload with something changed. */
const spoiled = (change: (text: string) => string): readonly KubernetesObject[] => {
  const [workload] = rendered.filter(
    ({ kind, metadata }) => kind === 'Deployment' && /grafana/.test(metadata.name),
  );
  const text = JSON.stringify(workload);
  const changed = change(text);
  expect(changed).not.toBe(text);
  return [JSON.parse(changed) as KubernetesObject, ...own];
};

test.each([
  ['container-image-tag', /"image":"([^":]*):[^"]*"/, '"image":"$1:latest"'],
  ['container-resources', /"limits":\{"memory":"1"\}/, '"limits":{}'],
  ['container-security-context-privileged', /"privileged":false/, '"privileged":true'],
])('the scanner sees mistakes: %s', (check, wrong, instead) => {
  const about = told(spoiled((text) => text.replace(wrong, instead))).filter((line) =>
    line.includes(grafana),
  );
  expect(about).toEqual([expect.stringMatching(new RegExp(`^${check} ${grafana}`))]);
});
