import { App, TerraformStack } from 'cdktf';
import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ObjectsRelease } from '../../constructs/objects-release';
import type { KubernetesObject } from '../../models/kubernetes';

const rule = (name: string): KubernetesObject => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name },
  spec: { summary: '{{ $labels.model_name }} of ${team} at %{rate}', limit: 9007199254740991 },
});

describe('a release of objects', () => {
  let outdir = '';
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), 'objects-'));
  });
  afterEach(() => {
    rmSync(outdir, { recursive: true });
  });

  it('carries its objects as one JSON text, and its chart lies inside the stack once', () => {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, 'models');
    new HelmProvider(stack, 'helm');
    for (const id of ['one', 'two']) new ObjectsRelease(stack, id, { namespace: 'own', objects: [rule(id)] });
    app.synth();

    const folder = join(outdir, 'stacks', 'models');
    const json = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as {
      resource: { helm_release: Record<string, { chart: string; values: [string]; atomic: boolean }> };
    };
    const releases = Object.values(json.resource.helm_release);
    expect(releases).toHaveLength(2);
    const [first] = releases;
    const text = first?.values[0].replaceAll('$${', '${').replaceAll('%%{', '%{') ?? '';
    expect(first?.values[0]).toContain('$${team} at %%{rate}');
    expect(JSON.parse(text)).toEqual({ objects: [rule('one')] });
    expect(first?.atomic).toBe(true);
    expect(new Set(releases.map(({ chart }) => chart)).size).toBe(1);
    expect(first?.chart).toMatch(/^assets\/[\w-]+\/[0-9A-F]+$/);
    expect(existsSync(join(folder, first?.chart ?? '', 'templates', 'objects.yaml'))).toBe(true);
    expect(readdirSync(join(folder, 'assets'))).toHaveLength(1);
  });

  it('is refused when it has no objects', () => {
    const stack = new TerraformStack(new App({ outdir }), 'models');
    expect(() => new ObjectsRelease(stack, 'empty', { namespace: 'own', objects: [] })).toThrow(
      'the release "empty" has no objects',
    );
  });
});
