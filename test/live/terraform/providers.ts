import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constraints } from '../../../models/versions';
import { cacheRoot } from '../../../scripts/tool-binaries';

/** Folder with providers, in the layout of a filesystem mirror; Terraform fetches them where it is not set. */
export const mirrorVariable = 'MODEL_OBSERVATORY_TERRAFORM_MIRROR';

/** Variables under which Terraform finds providers. Nothing of the user's own is written to. */
export function providerSettings(scratch: string): Readonly<Record<string, string>> {
  const mirror = process.env[mirrorVariable] ?? '';
  const data = join(scratch, 'data');
  mkdirSync(data, { recursive: true });
  const quiet = { CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_DATA_DIR: data };
  if (mirror === '') {
    const cache = join(cacheRoot(), 'terraform');
    mkdirSync(cache, { recursive: true });
    return { ...quiet, TF_PLUGIN_CACHE_DIR: cache };
  }
  const file = join(scratch, 'terraform.rc');
  const installation = [
    'provider_installation {',
    '  filesystem_mirror {',
    `    path = ${JSON.stringify(mirror)}`,
    '  }',
    '}',
  ];
  writeFileSync(file, installation.map((line) => `${line}\n`).join(''));
  return { ...quiet, TF_CLI_CONFIG_FILE: file };
}

/**
 * Why Terraform can apply nothing here; `undefined` where it can.
 *
 * @throws Error where a mirror is named and the providers are not there, because who names one means it
 */
export function withoutProviders(): string | undefined {
  const scratch = mkdtempSync(join(tmpdir(), 'providers-'));
  try {
    const providers = Object.fromEntries(
      (['kubernetes', 'helm'] as const).map((name) => [
        name,
        { source: `hashicorp/${name}`, version: constraints[name] },
      ]),
    );
    writeFileSync(
      join(scratch, 'main.tf.json'),
      JSON.stringify({ terraform: { required_providers: providers } }),
    );
    const { status, stderr, error } = spawnSync('terraform', ['init', '-input=false', '-no-color'], {
      cwd: scratch,
      encoding: 'utf8',
      env: { ...process.env, ...providerSettings(scratch) },
    });
    if (error !== undefined) return 'terraform is not on PATH';
    if (status === 0) return undefined;
    const reason = /Could not retrieve[\s\S]*?: ([^.]*)/.exec(stderr)?.[0].replace(/\s+/g, ' ') ?? stderr;
    if ((process.env[mirrorVariable] ?? '') !== '') throw new Error(`${mirrorVariable}: ${stderr}`);
    return `the providers cannot be fetched (${reason}), and ${mirrorVariable} names no folder with them`;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
