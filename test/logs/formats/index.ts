import type { FormatCase } from './case';
import { ecs } from './ecs';
import { klog, tensorflow, triton } from './glog';
import { java, torchserve } from './java';
import { json } from './json';
import { kserve } from './kserve';
import { python } from './python';
import { text } from './text';
import { gunicorn, uvicorn } from './uvicorn';
import { vllm } from './vllm';

export { formatsEnvironment, type FormatCase } from './case';

/** Lines of every format with their whole documents; run through our interpreter, and through a real Logstash where there is one. */
export const formatCases: readonly FormatCase[] = [
  ...ecs,
  ...json,
  ...python,
  ...uvicorn,
  ...gunicorn,
  ...vllm,
  ...triton,
  ...tensorflow,
  ...torchserve,
  ...kserve,
  ...java,
  ...klog,
  ...text,
];
