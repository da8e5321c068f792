import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is done to a file of a folder of environments: text is exchanged, or the file removed where there is none instead. */
export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string | undefined;
}

/** Writes the fixture company into a folder, with some edits. */
export function writeCompany(folder: string, edits: readonly Edit[] = []): void {
  cpSync(join('test', 'fixtures', 'company'), folder, { recursive: true });
  for (const { file, from, to } of edits) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} does not say ${from}`);
    if (to === undefined) rmSync(path);
    else
      writeFileSync(
        path,
        text.replace(from, () => to),
      );
  }
}

/** An edit of the settings of prod. */
export const settings = (from: string, to: string): Edit => ({ file: 'prod/environment.yaml', from, to });

/** An edit of an entry of prod. */
export const entry = (model: string, from: string, to: string | undefined): Edit => ({
  file: `prod/models/${model}.yaml`,
  from,
  to,
});
