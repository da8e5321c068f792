import { runtimeIds, runtimes } from './runtimes';

/** Serving runtimes that take the memory of their GPUs when they start. */
export const preallocating = runtimeIds.filter((id) => runtimes[id].preallocates === true);
