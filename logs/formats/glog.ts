import type { Format } from './format';
import * as p from './pieces';

/** Level and date in one word, time, thread, place: what glog began, and klog, Triton and abseil write. */
const head = `${p.start}${p.letter}[0-9]{4} [0-9:.]{8,32} {1,8}${p.process} ${p.file}:${p.line}\\] `;
const quoted = '(?:[^"\\\\]|\\\\.){0,8192}';

export const klogLines: readonly string[] = [
  `${head}(?<message>"${quoted}"(?: [^\\n]{0,8192})? err="(?<error_message>${quoted})".*)\\z`,
  `${head}${p.rest}`,
];

export const klog: Format = { of: 'klog: Kubernetes components', patterns: klogLines };

export const triton: Format = {
  of: 'Triton',
  patterns: [
    // One text in quotes, with escapes: the server's default since 2024.
    `${head}"(?<message>${quoted})"\\n?\\z`,
    `${head}${p.rest}`,
    `${p.start}${p.time} ${p.letter} ${p.process} ${p.file}:${p.line}\\] "(?<message>${quoted})"\\n?\\z`,
    `${p.start}${p.time} ${p.letter} ${p.process} ${p.file}:${p.line}\\] ${p.rest}`,
  ],
};

export const tensorflow: Format = {
  of: 'TensorFlow Serving',
  patterns: [
    `${p.start}${p.time}: ${p.letter} ${p.file}:${p.line}\\] ${p.rest}`,
    ...klogLines,
    `${p.start}\\[${p.file} : ${p.line}\\] ${p.rest}`,
  ],
};
