import type { Runtime } from '../runtime';
import { batch } from './batch';
import { bentoml } from './bentoml';
import { custom } from './custom';
import { dynamo } from './dynamo';
import { fastapi } from './fastapi';
import { kserve } from './kserve';
import { litellm } from './litellm';
import { llamacpp } from './llamacpp';
import { mlserver } from './mlserver';
import { nim } from './nim';
import { rayServe } from './ray-serve';
import { seldon } from './seldon';
import { sglang } from './sglang';
import { tensorflowServing } from './tensorflow-serving';
import { tensorrtLlm } from './tensorrt-llm';
import { tgi } from './tgi';
import { torchserve } from './torchserve';
import { triton } from './triton';
import { vllm } from './vllm';

/** Serving runtimes by the id that entries use. */
const catalogue = {
  batch,
  bentoml,
  custom,
  dynamo,
  fastapi,
  kserve,
  litellm,
  llamacpp,
  mlserver,
  nim,
  'ray-serve': rayServe,
  seldon,
  sglang,
  'tensorflow-serving': tensorflowServing,
  'tensorrt-llm': tensorrtLlm,
  tgi,
  torchserve,
  triton,
  vllm,
} as const satisfies Record<string, Runtime>;

export type RuntimeId = keyof typeof catalogue;
export const runtimes: Readonly<Record<RuntimeId, Runtime>> = catalogue;
export const runtimeIds = Object.keys(catalogue) as readonly RuntimeId[];
