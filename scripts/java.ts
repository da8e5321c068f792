import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** A JDK of this machine. */
export interface Jdk {
  readonly folder: string;
  readonly major: number;
}

/** Where systems put JDKs: Linux, macOS, and SDKMAN on both. */
const usualFolders = [
  '/usr/lib/jvm',
  '/Library/Java/JavaVirtualMachines',
  join(homedir(), '.sdkman', 'candidates', 'java'),
];

/** The oldest JDK that is not older than this: what was built for one version need not run on each later one. */
export const jdkFor = (major: number): Jdk | undefined =>
  [...jdks()].sort((a, b) => a.major - b.major).find((jdk) => jdk.major >= major);

/** Every JDK that JAVA_HOME, PATH or the usual folders hold. A runtime without compiler is none. */
function jdks(): readonly Jdk[] {
  const named = process.env['JAVA_HOME'];
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'javac'))
    .filter((path) => existsSync(path))
    .map((path) => dirname(dirname(realpathSync(path))));
  const installed = usualFolders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .flatMap((folder) => [folder, join(folder, 'Contents', 'Home')]);
  return [...(named === undefined ? [] : [named]), ...onPath, ...installed].flatMap(jdkIn);
}

function jdkIn(folder: string): readonly Jdk[] {
  const release = join(folder, 'release');
  if (!existsSync(release) || !existsSync(join(folder, 'bin', 'javac'))) return [];
  const major = /^JAVA_VERSION="(?:1\.)?(\d+)/m.exec(readFileSync(release, 'utf8'))?.[1];
  return major === undefined ? [] : [{ folder, major: Number(major) }];
}
