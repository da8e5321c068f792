import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvironments } from '../../../environments';
import { startExposition } from '../../../scripts/bench/exposition';
import { environmentsWith, patternOf } from '../../../scripts/bench/many-models';

const buckets = 'bentoml_service_request_duration_seconds_bucket';

test('labels of pages that targets have as well are put aside, as the operator has it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'exposition-'));
  const [environment] = loadEnvironments(environmentsWith(4, folder));
  rmSync(folder, { recursive: true });
  if (environment === undefined) throw new Error('no environment');
  const { address, stop } = await startExposition(environment, new Set([buckets]), patternOf);
  try {
    const page = await (await fetch(`http://${address}`)).text();
    const lines = page.split('\n').filter((line) => line.startsWith(buckets));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => !/[{,]exported_endpoint="/.test(line))).toEqual([]);
    expect(lines.filter((line) => /[{,]endpoint="/.test(line))).toEqual([]);
  } finally {
    await stop();
  }
});
