import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare } from '../../../scripts/diff/compare';
import type { EnvironmentComparison } from '../../../scripts/diff/comparison';
import { describe as described } from '../../../scripts/diff/describe';
import type { Report } from '../../../scripts/diff/markdown';
import type { Picture } from '../../../scripts/diff/picture';
import { writeCompany, type Edit } from '../changes/edited';

/** The picture of the fixture company, with some edits. */
export function companyPicture(edits: readonly Edit[] = []): Picture {
  const folder = mkdtempSync(join(tmpdir(), 'picture-'));
  try {
    writeCompany(join(folder, 'environments'), edits);
    return described({
      environments: join(folder, 'environments'),
      stacks: join(folder, 'out'),
      synthesised: false,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const base = companyPicture();

/** What some edits of the company change. */
export function comparedWith(...edits: readonly Edit[]): EnvironmentComparison {
  const [environment] = compare(base, companyPicture(edits)).environments;
  if (environment === undefined) throw new Error('no environment');
  return environment;
}

export const reportOf = (...environments: readonly EnvironmentComparison[]): Report => ({
  base: 'main (11111111)',
  head: '22222222',
  generator: 'the same generator: none of its sources differs',
  environments,
});
