import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { loadEnvironments, type Environment } from '../../environments';
import { withShards } from '../../environments/shards';
import { observatoryApp } from '../../stacks/app';

/** A resource as cdk.tf.json holds it. */
export type Arguments = Readonly<Record<string, unknown>>;

/** One stack as Terraform would read it. */
export interface SynthesisedStack {
  readonly name: string;
  /** cdk.tf.json as it was written. */
  readonly text: string;
  readonly terraform: {
    readonly required_version: string;
    readonly required_providers: Readonly<Record<string, { source: string; version: string }>>;
    readonly backend: Readonly<Record<string, Arguments>>;
  };
  readonly provider: Readonly<Record<string, readonly Arguments[]>>;
  readonly data: Readonly<Record<string, Readonly<Record<string, Arguments>>>> | undefined;
  readonly output: unknown;
  /** Resources by address, such as `helm_release.shared`. */
  readonly resources: Readonly<Record<string, Arguments>>;
  readonly dependencies: readonly string[];
}

/** Every file that a run wrote, by its path in the output folder. */
export type Written = Readonly<Record<string, string>>;

/** The environments of this repository; each call reads them anew. */
export const committedEnvironments = (): readonly Environment[] =>
  loadEnvironments(join(__dirname, '../../environments'));

/** The fixture environment over two clusters. */
export const overTwoClusters = (): Environment => fixture('regions', 'world');

/** The fixture environment over a cluster of each platform, with GPU pools of every kind. */
export const overAllPlatforms = (): Environment => fixture('pools', 'fleet');

/** dev, where boards come as ConfigMaps. */
export function withBoardsAsFiles(): Environment {
  const dev = committed('dev');
  return { ...dev, name: 'files', grafana: { url: dev.grafana.url, delivery: 'configMap' } };
}

/** prod, where several Prometheus share the models. */
export const withSeveralPrometheus = (): Environment => ({
  ...withShards(committed('prod'), 3),
  name: 'shards',
});

function fixture(folder: string, name: string): Environment {
  const [environment] = loadEnvironments(join(__dirname, '../fixtures', folder), name);
  if (environment === undefined) throw new Error(`test/fixtures/${folder} holds no ${name}`);
  return environment;
}

export function committed(name: string): Environment {
  const environment = committedEnvironments().find((one) => one.name === name);
  if (environment === undefined) throw new Error(`no environment ${name}`);
  return environment;
}

/** What a synthesis of these environments writes. */
export function written(environments: readonly Environment[]): Written {
  const outdir = mkdtempSync(join(tmpdir(), 'stacks-'));
  try {
    return writtenTo(outdir, environments);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The same in a folder that stays. */
export function writtenTo(outdir: string, environments: readonly Environment[]): Written {
  observatoryApp({ environments, outdir }).synth();
  const files: Record<string, string> = {};
  const visit = (folder: string): void => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) visit(path);
      else files[relative(outdir, path)] = readFileSync(path, 'utf8');
    }
  };
  visit(outdir);
  return files;
}

interface Manifest {
  readonly stacks: Readonly<
    Record<string, { readonly synthesizedStackPath: string; readonly dependencies: readonly string[] }>
  >;
}
interface CdkTfJson extends Pick<SynthesisedStack, 'terraform' | 'provider' | 'data' | 'output'> {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
}

/** The stacks among the written files, by name. */
export function stacksOf(files: Written): Readonly<Record<string, SynthesisedStack>> {
  const manifest = JSON.parse(files['manifest.json'] ?? '') as Manifest;
  return Object.fromEntries(
    Object.entries(manifest.stacks).map(([name, { synthesizedStackPath, dependencies }]) => {
      const text = files[synthesizedStackPath] ?? '';
      const json = JSON.parse(text) as CdkTfJson;
      const resources = Object.fromEntries(
        Object.entries(json.resource).flatMap(([type, byName]) =>
          Object.entries(byName).map(
            ([id, { '//': _metadata, ...rest }]) => [`${type}.${id}`, rest] as const,
          ),
        ),
      );
      const { terraform, provider, data, output } = json;
      return [name, { name, text, terraform, provider, data, output, resources, dependencies }];
    }),
  );
}

export const synthesised = (
  environments: readonly Environment[],
): Readonly<Record<string, SynthesisedStack>> => stacksOf(written(environments));

/** A text as Terraform hands it to the provider. */
export const asRendered = (text: string): string => text.replaceAll('$${', '${').replaceAll('%%{', '%{');

/** The values of a Helm release, parsed. */
export function valuesOf(release: Arguments | undefined): Readonly<Record<string, unknown>> {
  const [text] = (release?.['values'] ?? []) as readonly string[];
  if (text === undefined) throw new Error('the release has no values');
  return JSON.parse(asRendered(text)) as Readonly<Record<string, unknown>>;
}
