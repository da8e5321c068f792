import type { Environment } from '../environments';
import { audit } from './audit';
import { deadLetters } from './dead-letters';
import { dedicated } from './dedicated';
import { persistentQueues, unreadLetters } from './deployment';
import { inference } from './inference';
import { intake } from './intake';
import type { Program } from './pipeline';
import { auditId, deadLettersId, dedicatedId, inferenceId, intakeId } from './pipeline-ids';
import { printProgram } from './print';

/** One pipeline as Logstash is given it: its text and its lines of pipelines.yml. */
export interface Pipeline {
  readonly id: string;
  readonly config: string;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
}

/**
 * The pipelines before they are printed, by id. They are the same five whatever the entries ask, so the first model with
 * a stream of its own, or with audit records, is data as well.
 */
export const programsFor = (environment: Environment): ReadonlyMap<string, Program> =>
  new Map([
    [intakeId, intake(environment)],
    [inferenceId, inference(environment)],
    [dedicatedId, dedicated(environment)],
    [auditId, audit(environment)],
    [deadLettersId, deadLetters(environment)],
  ]);

export function pipelinesFor(environment: Environment): readonly Pipeline[] {
  const maximum = persistentQueues(environment);
  const onDisk = (most: string): Pipeline['settings'] => ({
    'queue.type': 'persisted',
    'queue.max_bytes': most,
  });
  const withLetters: Pipeline['settings'] = {
    'dead_letter_queue.enable': true,
    'dead_letter_queue.max_bytes': unreadLetters.maximum(environment),
    'dead_letter_queue.storage_policy': 'drop_older',
    'dead_letter_queue.retain.age': unreadLetters.age,
  };
  const queues: Readonly<Record<string, Pipeline['settings']>> = {
    [intakeId]: { 'queue.type': 'memory' },
    [inferenceId]: { ...onDisk(maximum.inference), ...withLetters },
    [dedicatedId]: { ...onDisk(maximum.dedicated), ...withLetters },
    [auditId]: { ...onDisk(maximum.audit), ...withLetters },
    // Read removes; so what is read is on disk before it is written. Refused once more, it would come back for ever.
    [deadLettersId]: { ...onDisk(maximum.deadLetters), 'dead_letter_queue.enable': false },
  };
  return [...programsFor(environment)].map(([id, program]) => ({
    id,
    config: printProgram(program),
    settings: { 'pipeline.ecs_compatibility': 'v8', ...queues[id] },
  }));
}
