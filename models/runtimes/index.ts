import type { Runtime } from '../runtime';
import { batch } from './batch';
import { bentoml } from './bentoml';
import { custom } from './custom';
import { mlserver } from './mlserver';
import { triton } from './triton';
import { vllm } from './vllm';

/** Serving runtimes by the id that entries use. */
const catalogue = { batch, bentoml, custom, mlserver, triton, vllm } as const satisfies Record<
  string,
  Runtime
>;

export type RuntimeId = keyof typeof catalogue;
export const runtimes: Readonly<Record<RuntimeId, Runtime>> = catalogue;
export const runtimeIds = Object.keys(catalogue) as readonly RuntimeId[];
