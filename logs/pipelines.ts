import type { Environment } from '../environments';
import { persistentQueue } from './deployment';
import { inference } from './inference';
import { intake, inferenceId, intakeId } from './intake';
import type { Program } from './pipeline';
import { printProgram } from './print';

/** One pipeline as Logstash is given it: its text and its lines of pipelines.yml. */
export interface Pipeline {
  readonly id: string;
  readonly config: string;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
}

/** The pipelines before they are printed, by id. */
export const programsFor = (environment: Environment): ReadonlyMap<string, Program> =>
  new Map([
    [intakeId, intake(environment)],
    [inferenceId, inference(environment)],
  ]);

export function pipelinesFor(environment: Environment): readonly Pipeline[] {
  const { maximum } = persistentQueue[environment.profile];
  const queues: Readonly<Record<string, Pipeline['settings']>> = {
    [intakeId]: { 'queue.type': 'memory' },
    [inferenceId]: { 'queue.type': 'persisted', 'queue.max_bytes': maximum },
  };
  return [...programsFor(environment)].map(([id, program]) => ({
    id,
    config: printProgram(program),
    settings: { 'pipeline.ecs_compatibility': 'v8', ...queues[id] },
  }));
}
