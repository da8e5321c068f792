import { appendFileSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodeFolders } from '../../../logs';

/** A container whose output is kept on a node. */
export interface Container {
  readonly namespace: string;
  readonly pod: string;
  readonly uid: string;
  readonly container: string;
  /** 64 hexadecimal digits. */
  readonly id: string;
}

/** What the runtime and the kubelet do with a container's output. */
export interface ContainerLog {
  /** Appends lines of output as the runtime does: with their time, and long ones in pieces. */
  readonly write: (...lines: readonly (string | Buffer)[]) => void;
  /** Appends to the file what the runtime is in the middle of writing. */
  readonly append: (text: string) => void;
  /** Renames the file and begins another, as the kubelet does at `containerLogMaxSize`. */
  readonly rotate: () => void;
}

/** Longest piece of a line that containerd writes. Unit: bytes. */
const pieceBytes = 16_384;

let written = 0;

/** No two lines of the node have the same time, by which Filebeat tells files apart. */
function time(): string {
  written += 1;
  return `2026-01-02T03:04:05.${678_000_000 + written}Z`;
}

/** Begins the log of a container under the folder that stands for the root of a node. */
export function logOf(root: string, of: Container): ContainerLog {
  const file = join(root, nodeFolders.pods, `${of.namespace}_${of.pod}_${of.uid}`, of.container, '0.log');
  const link = join(root, nodeFolders.containers, `${of.pod}_${of.namespace}_${of.container}-${of.id}.log`);
  for (const path of [file, link]) mkdirSync(dirname(path), { recursive: true });
  appendFileSync(file, '');
  symlinkSync(file, link);
  let rotations = 0;
  return {
    write: (...lines) => {
      for (const line of lines) {
        const bytes = typeof line === 'string' ? Buffer.from(line) : line;
        const pieces = Math.max(1, Math.ceil(bytes.length / pieceBytes));
        const text = Array.from({ length: pieces }, (_none, index) => [
          Buffer.from(`${time()} stdout ${index + 1 < pieces ? 'P' : 'F'} `),
          bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes),
          Buffer.from('\n'),
        ]);
        appendFileSync(file, Buffer.concat(text.flat()));
      }
    },
    append: (text) => {
      appendFileSync(file, text);
    },
    rotate: () => {
      rotations += 1;
      renameSync(file, `${file}.20260102-03040${rotations}`);
      appendFileSync(file, '');
    },
  };
}
