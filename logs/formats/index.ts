import type { ParsedFormat } from '../../models/runtime';
import type { Format } from './format';
import { klog, tensorflow, triton } from './glog';
import { java, torchserve } from './java';
import { kserve } from './kserve';
import { python, pythonLines } from './python';
import { vllm } from './vllm';

export type { Format } from './format';

/** Every format that has patterns. Objects are read as JSON in all of them; a new one needs its name in `models/runtime.ts`. */
export const formats = {
  json: {
    of: 'JSON, one object per line; other lines are read as those of Python',
    patterns: pythonLines,
  },
  python,
  vllm,
  triton,
  tensorflow,
  torchserve,
  kserve,
  java,
  klog,
} as const satisfies Readonly<Record<ParsedFormat, Format>>;
