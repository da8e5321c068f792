import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from './program';
import { terraformIn } from './terraform';

/**
 * What conditions of a stack say of an attribute that a provider would have read, in the program itself; empty where they
 * hold. The provider is on no machine without network, and `terraform_data` is built in.
 */
export async function complaintsAboutRead(
  program: Program,
  lifecycle: unknown,
  attribute: string,
  value: unknown,
): Promise<string> {
  if (lifecycle === undefined) throw new Error(`nothing is asked of ${attribute}`);
  const folder = mkdtempSync(join(tmpdir(), 'conditions-'));
  try {
    const own = mkdtempSync(join(folder, 'stack-'));
    const stand = JSON.stringify(lifecycle).replaceAll(`self.${attribute}`, 'self.output');
    const resource = { terraform_data: { read: { input: value, lifecycle: JSON.parse(stand) as unknown } } };
    writeFileSync(join(own, 'main.tf.json'), JSON.stringify({ resource }));
    const { run } = terraformIn(program, own, mkdtempSync(join(folder, 'scratch-')), {});
    await run('init', '-input=false', '-no-color');
    return await run('apply', '-auto-approve', '-input=false', '-no-color').then(
      () => '',
      // It breaks lines and frames them.
      (error: unknown) => (error as Error).message.replaceAll(/[│╷╵]/g, ' ').replaceAll(/\s+/g, ' '),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
