import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root';
import type { Request } from './describe';
import { generatorOf, type Generator } from './generator';
import { pictureFormat, type Picture } from './picture';
import { checkOut, type Base, type Repository } from './repository';
import type { Run } from './temporary-folder';

/** Both sides of a comparison, and with what the base was made. */
export interface Sides {
  readonly before: Picture;
  readonly after: Picture;
  readonly generator: string;
}

/** One side could not be made, because of mistakes in its files. */
export class SideInvalid extends Error {}

/**
 * Describes the working tree and a commit, in a folder that may be filled.
 *
 * @throws SideInvalid with every problem of the base
 */
export async function sidesOf(
  repository: Repository,
  base: Base,
  only: string | undefined,
  folder: string,
  run: Run,
): Promise<Sides> {
  const head: Generator = { root: projectRoot, says: '' };
  const after = await described(head, repository.top, folder, 'head', repository, only, run);
  const tree = join(folder, 'tree');
  mkdirSync(tree);
  checkOut(repository, base.commit, tree);
  const generator = await generatorOf(repository, tree, run);
  try {
    const before = await described(generator, tree, folder, 'base', repository, only, run);
    return { before, after, generator: generator.says };
  } catch (error) {
    if (!(error instanceof SideInvalid)) throw error;
    throw new SideInvalid(`The base, ${base.label}, has problems of its own:\n\n${error.message}`);
  }
}

/** Each side is described by its own generator, from the top of its files, so that paths are those of the repository. */
async function described(
  generator: Generator,
  top: string,
  folder: string,
  side: 'head' | 'base',
  { environments }: Repository,
  only: string | undefined,
  run: Run,
): Promise<Picture> {
  const stacks = join(folder, side);
  const request = { environments, stacks, ...(only === undefined ? {} : { only }) };
  const own = join(generator.root, 'dist', 'scripts', 'diff', 'describe.js');
  const picture = existsSync(own)
    ? await ask(own, { ...request, synthesised: false }, top, `${stacks}.json`, run)
    : undefined;
  if (picture?.format === pictureFormat) return picture;
  // A generator from before it could describe itself, or that does so in another way: it makes the stacks, and this one
  // reads the entries.
  await synthesised(generator, request, top, run);
  const reader = join(projectRoot, 'dist', 'scripts', 'diff', 'describe.js');
  return ask(reader, { ...request, synthesised: true }, top, `${stacks}.json`, run);
}

async function ask(program: string, request: Request, cwd: string, out: string, run: Run): Promise<Picture> {
  const { status, stderr } = await run(process.execPath, [program, JSON.stringify(request), out], { cwd });
  if (status !== 0) throw new SideInvalid(stderr.trim());
  return JSON.parse(readFileSync(out, 'utf8')) as Picture;
}

async function synthesised(
  { root }: Generator,
  { environments, only, stacks }: Omit<Request, 'synthesised'>,
  cwd: string,
  run: Run,
): Promise<void> {
  if (!existsSync(join(cwd, environments, only ?? ''))) return;
  const context = { environments, ...(only === undefined ? {} : { environment: only }) };
  const { status, stderr } = await run(process.execPath, [join(root, 'dist', 'stacks', 'main.js')], {
    cwd,
    // OBS_ENV goes before the context, and may be that of a deployment.
    env: { CDKTF_OUTDIR: stacks, CDKTF_CONTEXT_JSON: JSON.stringify(context), OBS_ENV: only },
  });
  if (status !== 0) throw new SideInvalid(stderr.trim());
}
