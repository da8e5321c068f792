import { dcgm } from '../models/exporters';
import { lines } from './queries';

/** What identifies a GPU and who uses it: `node` is from discovery, `namespace` and `pod` are those of the workload. */
export const gpuKey = ['node', 'gpu', 'UUID', 'namespace', 'pod'].join(', ');

/** Legend of a series per GPU. */
export const gpuName = '{{node}} GPU {{gpu}}';

/** Used share of used and free memory, by GPU. */
export const gpuMemoryShare = lines(dcgm.memoryUsed, `/ (${dcgm.memoryUsed} + ${dcgm.memoryFree} > 0)`);
