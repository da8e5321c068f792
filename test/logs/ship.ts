import type { Environment } from '../../environments';
import { logRoutes } from '../../logs';
import type { Program } from '../../logs/pipeline';
import { programsFor } from '../../logs/pipelines';
import { printProgram } from '../../logs/print';
import { environmentNamed } from './environments';
import { parseProgram } from './logstash-grammar';
import {
  runPipeline,
  runPipelines,
  type Event,
  type Outcome,
  type Surroundings,
  type Written,
} from './run-pipeline';

const prod = environmentNamed('prod');
export const pseudonymKey = 'k3y';

interface Pod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly extra: Event;
}

export const labelsOf = (name: string): Pod['labels'] => ({
  'app_kubernetes_io/name': name,
  'app_kubernetes_io/version': '7',
});
export const fraudScorer = labelsOf('fraud-scorer');
export const json = (line: Event): string => JSON.stringify(line);

/** One line of a pod, as Filebeat ships it. */
export function shipped(message: string, pod: Partial<Pod> = {}): Event {
  const { namespace, labels, extra }: Pod = { namespace: 'serving', labels: fraudScorer, extra: {}, ...pod };
  return {
    '@timestamp': '2026-01-02T03:04:05.678Z',
    message,
    stream: 'stdout',
    agent: { name: 'node-1' },
    input: { type: 'filestream' },
    log: { offset: 12, file: { path: '/var/log/containers/pod.log' } },
    kubernetes: { namespace, labels, pod: { name: 'pod' } },
    ...extra,
  };
}

/** A result per environment, because tests send many lines to one. */
function once<T>(make: (environment: Environment) => T): (environment: Environment) => T {
  const made = new WeakMap<Environment, T>();
  return (environment) => {
    const result = made.get(environment) ?? make(environment);
    made.set(environment, result);
    return result;
  };
}

export const surroundings = once((environment): Surroundings => ({
  routes: logRoutes(environment),
  variables: { PII_HMAC_KEY: pseudonymKey, OBSERVATORY_CLUSTER: 'eu-1' },
}));

/** The pipelines as they are printed. */
export const printedPrograms = once(
  (environment): ReadonlyMap<string, Program> =>
    new Map(
      [...programsFor(environment)].map(
        ([id, program]) => [id, parseProgram(printProgram(program))] as const,
      ),
    ),
);

/** A line through the printed intake and the printed dictionaries. */
export function ship(message: string, pod: Partial<Pod> = {}, environment: Environment = prod): Outcome {
  const intake = printedPrograms(environment).get('intake');
  if (intake === undefined) throw new Error('no intake');
  return runPipeline(intake, shipped(message, pod), surroundings(environment));
}

/** A line through all printed pipelines: what is written to Elasticsearch. */
export const store = (
  message: string,
  environment: Environment,
  pod: Partial<Pod> = {},
): readonly Written[] =>
  runPipelines(printedPrograms(environment), 'intake', shipped(message, pod), surroundings(environment));
