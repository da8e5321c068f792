import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constraints } from '../../../models/versions';
import { cacheRoot } from '../../../scripts/tool-binaries';
import type { Program } from './program';

/** Folder with providers, in the layout of a filesystem mirror; they are fetched where it is not set. */
const mirrorVariable = 'MODEL_OBSERVATORY_TERRAFORM_MIRROR';

/** The folder that the variable names; empty where there is none. */
const givenMirror = (): string => process.env[mirrorVariable] ?? '';

/** Variables under which a program finds providers. Nothing of the user's own is written to. */
export function providerSettings(scratch: string): Readonly<Record<string, string>> {
  const mirror = givenMirror();
  const data = join(scratch, 'data');
  mkdirSync(data, { recursive: true });
  const quiet = { CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_DATA_DIR: data };
  if (mirror === '') {
    const cache = join(cacheRoot(), 'terraform');
    mkdirSync(cache, { recursive: true });
    const own = process.env['TF_CLI_CONFIG_FILE'] ?? '';
    // OpenTofu warns of a file that is not there, in the midst of the JSON that it prints.
    return { ...quiet, TF_PLUGIN_CACHE_DIR: cache, TF_CLI_CONFIG_FILE: existsSync(own) ? own : '' };
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
 * Why a program can apply nothing here; `undefined` where it can.
 *
 * @throws Error where a mirror is named and the providers are not there, because who names one means it
 */
export function withoutProviders({ title, command, registry }: Program): string | undefined {
  const mirror = givenMirror();
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
    const { status, stderr, error } = spawnSync(command, ['init', '-input=false', '-no-color'], {
      cwd: scratch,
      encoding: 'utf8',
      env: { ...process.env, ...providerSettings(scratch) },
    });
    if (error !== undefined) return `${command} is not on PATH`;
    if (status === 0) return undefined;
    // A mirror that was made for the other program is no mistake.
    if (mirror !== '' && existsSync(mirror) && !existsSync(join(mirror, registry)))
      return `${mirrorVariable} names a folder without ${registry}, where ${title} looks`;
    if (mirror !== '') throw new Error(`${mirrorVariable}: ${stderr}`);
    const reason = /Could not (?:retrieve|resolve)[\s\S]*?: ([^.]*)/.exec(stderr)?.[0].replace(/\s+/g, ' ');
    return `the providers cannot be fetched (${reason ?? stderr}), and ${mirrorVariable} names no folder with them`;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
