import type { Environment } from '../environments';
import { audit } from './audit';
import { dedicated } from './dedicated';
import { deadLetters, persistentQueues } from './deployment';
import { inference } from './inference';
import { intake } from './intake';
import type { Program } from './pipeline';
import { auditId, dedicatedId, inferenceId, intakeId } from './pipeline-ids';
import { printProgram } from './print';

/** One pipeline as Logstash is given it: its text and its lines of pipelines.yml. */
export interface Pipeline {
  readonly id: string;
  readonly config: string;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
}

/**
 * The pipelines before they are printed, by id. They are the same four whatever the entries ask, so the first model with
 * a stream of its own, or with audit records, is data as well.
 */
export const programsFor = (environment: Environment): ReadonlyMap<string, Program> =>
  new Map([
    [intakeId, intake(environment)],
    [inferenceId, inference(environment)],
    [dedicatedId, dedicated(environment)],
    [auditId, audit(environment)],
  ]);

export function pipelinesFor(environment: Environment): readonly Pipeline[] {
  const maximum = persistentQueues(environment);
  const onDisk = (most: string): Pipeline['settings'] => ({
    'queue.type': 'persisted',
    'queue.max_bytes': most,
    'dead_letter_queue.enable': true,
    'dead_letter_queue.max_bytes': deadLetters.maximum(environment),
    'dead_letter_queue.storage_policy': 'drop_older',
    'dead_letter_queue.retain.age': deadLetters.age,
  });
  const queues: Readonly<Record<string, Pipeline['settings']>> = {
    [intakeId]: { 'queue.type': 'memory' },
    [inferenceId]: onDisk(maximum.inference),
    [dedicatedId]: onDisk(maximum.dedicated),
    [auditId]: onDisk(maximum.audit),
  };
  return [...programsFor(environment)].map(([id, program]) => ({
    id,
    config: printProgram(program),
    settings: { 'pipeline.ecs_compatibility': 'v8', ...queues[id] },
  }));
}
