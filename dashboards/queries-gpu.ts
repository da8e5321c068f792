import { gpuLimits } from '../models/gpu-limits';
import { gpuRecords } from '../models/gpu-records';

/** Legend of a series per GPU. */
export const gpuName = '{{node}} GPU {{gpu}}';

/** What GPUs that a pod holds did within the last hour, as the alert on idle ones looks at them. */
export const busyWithinHour = `avg_over_time(${gpuRecords.busy}{pod!=""}[1h])`;

export const heldAndIdle = `${busyWithinHour} < ${gpuLimits.idle}`;
