import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where systems put their libraries. */
const folders = [
  ...['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'],
  ...['/opt/homebrew/lib', '/usr/local/lib'],
];

/** The machine's own library of Zstandard, by which Elasticsearch compresses; its jars bring none. */
export const zstdLibrary = (): string | undefined =>
  folders
    .flatMap((folder) => ['libzstd.so.1', 'libzstd.1.dylib'].map((name) => join(folder, name)))
    .find((path) => existsSync(path));
