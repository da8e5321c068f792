import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folder of the project, found from the compiled and from the source position of this file. */
export const projectRoot = ((): string => {
  let folder = __dirname;
  while (!existsSync(join(folder, 'cdktf.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no cdktf.json above ${__dirname}`);
    folder = parent;
  }
  return folder;
})();

/** Whether this is the installed package: it has no sources. */
export const isPackage = !existsSync(join(projectRoot, 'tsconfig.json'));
