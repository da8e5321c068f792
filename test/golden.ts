import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Compares a text with `test/golden/<path>`. With UPDATE_GOLDEN=1 the file is written anew, to be reviewed as a diff;
 * without the file the comparison fails.
 */
export function expectGolden(path: string, text: string): void {
  const file = join(__dirname, 'golden', path);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : `(there is no test/golden/${path})`);
}
