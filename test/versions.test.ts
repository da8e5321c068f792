import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  charts,
  kubernetes,
  logLineCounterImage,
  logstashExporterImage,
  pinnable,
  thanosImage,
  tools,
  broughtByStack,
  type ChartLine,
} from '../models/versions';
import { projectRoot } from '../scripts/project-root';

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

/** Every version that is deployed. */
const deployed = [
  ...Object.values<ChartLine>(charts).flatMap(({ versions }) => versions),
  ...Object.values(pinnable).flat(),
  ...[logstashExporterImage, logLineCounterImage, thanosImage].map((image) => image.replace(/^.*:/, '')),
];

/** Pages that people write; decisions and the change log tell of their own time, and the reference is generated. */
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(projectRoot, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

describe('a version stands in models/versions.ts only', () => {
  test('every component has one, and none twice', () => {
    for (const [name, versions] of Object.entries(pinnable))
      expect([name, new Set(versions).size]).toEqual([name, versions.length]);
    expect(new Set(kubernetes).size).toBe(kubernetes.length);
  });

  test.each(pages.filter((page) => page !== 'docs/versions.md'))('%s names none that is deployed', (page) => {
    const found = [...read(page).matchAll(/(?<![\w.])v?\d+\.\d+\.\d+(?![\w.]*\d)/g)].map(
      ([version]) => version,
    );
    expect(found.filter((version) => deployed.includes(version))).toEqual([]);
  });

  test('examples in docs/versions.md are supported', () => {
    const pins = [...read('docs/versions.md').matchAll(/^versions: \{ ([\w-]+): ([\w.]+) \}/gm)];
    expect(pins.length).toBeGreaterThan(0);
    for (const [, name = '', version = ''] of pins)
      expect((pinnable as Readonly<Record<string, readonly string[]>>)[name]).toContain(version);
  });

  test('docs/upgrading.md has a path for the major of every kube-prometheus-stack that is deployed', () => {
    const [, known = ''] =
      /\| kube-prometheus-stack \(path known: ([\d, ]+)\)/.exec(read('docs/upgrading.md')) ?? [];
    const majors = new Set(charts.kubePrometheusStack.versions.map((version) => version.split('.')[0]));
    // A new one is read, and its path written, before it is taken.
    expect([...majors].filter((major) => !known.split(', ').includes(major ?? ''))).toEqual([]);
  });

  test('docs/upgrading.md has a path for each chart that is deployed', () => {
    const text = read('docs/upgrading.md');
    const words: Readonly<Record<string, string>> = {
      'prometheus-pushgateway': 'Pushgateway',
      'prometheus-blackbox-exporter': 'probes',
      'prometheus-elasticsearch-exporter': 'elasticsearch exporter',
      'nvidia-device-plugin': 'device plugin',
      'gpu-operator': 'GPU operator',
    };
    for (const { chart } of Object.values<ChartLine>(charts))
      expect(text).toMatch(new RegExp(`^\\| (?:[^|]*\\b)?${words[chart] ?? chart}\\b`, 'm'));
  });

  test('package.json asks for the Node that the table of versions names', () => {
    const { engines } = JSON.parse(read('package.json')) as { readonly engines: { readonly node: string } };
    expect(engines.node).toBe(tools.node.range);
    expect(tools.node.range).toBe(`>=${tools.node.least} <${tools.node.below}`);
  });

  test.each([
    ['Node', /\bNode (\d+(?:\.\d+)*) or later/g, tools.node.least],
    ['an end of Node', /\bbelow (\d+)\b/g, tools.node.below],
    ['Terraform', /\bTerraform (\d+(?:\.\d+)*) or later/g, tools.terraform],
    ['OpenTofu', /\bOpenTofu (\d+(?:\.\d+)*)\b/g, tools.openTofu],
  ])('pages that name %s say the same', (_name, pattern, expected) => {
    const found = pages.flatMap((page) =>
      [...read(page).matchAll(pattern)].map(([, version]) => [page, version]),
    );
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(([, version]) => version !== expected)).toEqual([]);
  });
});

describe('the real programs of the tests are those that are deployed', () => {
  const pinned = (module: string, path: string): string => {
    const [, version] = new RegExp(`^\\s*(?:require )?${path.replaceAll('.', '[.]')} (v[\\w.-]+)`, 'm').exec(
      read(`tools/${module}/go.mod`),
    ) ?? [undefined, 'none'];
    return version ?? 'none';
  };

  test('prometheus-operator is that of kube-prometheus-stack', () => {
    expect(pinned('prometheus-operator', 'github.com/prometheus-operator/prometheus-operator')).toBe(
      broughtByStack['prometheus-operator'],
    );
  });

  test('the Elastic operator is that of its chart', () => {
    expect(pinned('eck-operator', 'github.com/elastic/cloud-on-k8s/v3')).toBe(
      `v${charts.eckOperator.versions[0]}`,
    );
  });

  test('the API server is of the newest supported Kubernetes', () => {
    expect(pinned('kube-apiserver', 'k8s.io/kubernetes')).toMatch(`v${kubernetes[0]}.`);
  });
});
