import type { Plugin, Program, Step, Value } from '../../logs/pipeline';
import type { Event } from './event';
import { filters, texts, type Surroundings } from './run-filters';
import { holds } from './run-conditions';
import { sentBy, writtenBy, type Datagram, type Written } from './run-outputs';

/**
 * Runs events through the filters of a program, as the plugins' sources describe: what a filter skips, in which order a
 * mutate applies its options, what counts as true. Everything that the pipelines do not use is an error.
 */
export type { Datagram, Event, Surroundings, Written };

export interface Outcome {
  /** Undefined where the event was dropped. */
  readonly document?: Event;
  /** Ids of the plugins that were reached. */
  readonly passed: readonly string[];
  /** Addresses of the pipelines that take the event over. */
  readonly sentTo: readonly string[];
  /** What is written to Elasticsearch, and where. */
  readonly written: readonly Written[];
  /** Datagrams that leave behind what is written. */
  readonly sent: readonly Datagram[];
  /** The event with its metadata, as queues keep it. */
  readonly event?: Event;
}

export function runPipeline(program: Program, input: Event, surroundings: Surroundings): Outcome {
  // Every event of Logstash has a version, which is always the same.
  const event: Event = { '@version': '1', ...structuredClone(input) };
  const passed: string[] = [];
  if (!runSteps(program.filter, event, passed, surroundings))
    return { passed, sentTo: [], written: [], sent: [] };
  const outputs = outputsOf(program.output, event);
  const unknown = outputs.find(({ plugin }) => !['pipeline', 'elasticsearch', 'udp'].includes(plugin));
  if (unknown !== undefined) throw new Error(`unknown output ${unknown.plugin}`);
  const { '@metadata': _metadata, ...document } = event;
  return {
    document,
    passed,
    sentTo: outputs
      .filter(({ plugin }) => plugin === 'pipeline')
      .flatMap(({ options }) => texts(options['send_to'] ?? [])),
    written: outputs
      .filter(({ plugin }) => plugin === 'elasticsearch')
      .map(({ options }) => writtenBy(options, event, document)),
    sent: outputs.filter(({ plugin }) => plugin === 'udp').map(({ options }) => sentBy(options, event)),
    event,
  };
}

/** An event through one pipeline and all that take it over: what becomes of it in each. */
export function outcomesOf(
  programs: ReadonlyMap<string, Program>,
  first: string,
  input: Event,
  surroundings: Surroundings,
): readonly Outcome[] {
  const program = programs.get(first);
  if (program === undefined) throw new Error(`no pipeline listens to ${first}`);
  const outcome = runPipeline(program, input, surroundings);
  const { sentTo, event } = outcome;
  if (event === undefined) return [outcome];
  return [outcome, ...sentTo.flatMap((next) => outcomesOf(programs, next, event, surroundings))];
}

/** The same: everything that is written in the end. */
export const runPipelines = (...given: Parameters<typeof outcomesOf>): readonly Written[] =>
  outcomesOf(...given).flatMap(({ written }) => written);

const outputsOf = (given: readonly Step[], event: Event): readonly Plugin[] =>
  given.flatMap((step) =>
    'plugin' in step
      ? [step]
      : outputsOf(holds(step.when, event) ? step.steps : (step.otherwise ?? []), event),
  );

/** False where a step dropped the event. */
function runSteps(steps: readonly Step[], event: Event, passed: string[], around: Surroundings): boolean {
  return steps.every((step) => {
    if (!('plugin' in step)) {
      return runSteps(holds(step.when, event) ? step.steps : (step.otherwise ?? []), event, passed, around);
    }
    passed.push(step.id);
    if (step.plugin === 'drop') return false;
    const filter = filters[step.plugin];
    if (filter === undefined) throw new Error(`unknown filter ${step.plugin}`);
    filter(configured(step, around), event, around);
    return true;
  });
}

/** Variables stand for their values wherever they are written; one that is not set keeps the pipeline from starting. */
function configured(step: Plugin, { variables }: Surroundings): Plugin {
  const text = (given: string): string =>
    given.replace(/\$\{(\w+)(?::([^}]*))?\}/g, (_whole, name: string, usual?: string) => {
      const value = variables[name] ?? usual;
      if (value === undefined) throw new Error(`the variable ${name} is not set`);
      return value;
    });
  const replaced = (value: Value): Value => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(replaced as (item: unknown) => Value);
    if (typeof value === 'object' && 'codec' in value) throw new Error('a filter has no codec');
    if (typeof value !== 'object' || !('hash' in value)) return value;
    return { hash: value.hash.map(([key, item]) => [key, replaced(item)]) };
  };
  const options = Object.entries(step.options).map(([name, value]) => [name, replaced(value)] as const);
  return { ...step, options: Object.fromEntries(options) };
}
