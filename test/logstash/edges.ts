import type { Plugin, Program, Step, Value } from '../../logs/pipeline';

/** What the machine of the test has in place of what a pod has. */
export interface Edges {
  /** Stands for `/usr/share/logstash`, under which all folders of the pod are. */
  readonly home: string;
  readonly beatsPort: number;
  readonly counterPort: number;
}

/** The field in which an event says which case it is; metadata, so it is in no document. */
export const caseField = '[@metadata][case]';

/**
 * The program with its edges exchanged, and nothing else: folders, the two ports, and an output to Elasticsearch names the
 * case that its document is of. It names it as an ingest pipeline, which stands beside the document and not in it.
 */
export const atEdges = (program: Program, edges: Edges): Program => ({
  input: program.input.map((plugin) => exchanged(plugin, edges)),
  filter: program.filter.map((step) => inStep(step, edges)),
  output: program.output.map((step) => inStep(step, edges)),
});

/** Only the folders, so that what is compared with the machine's files, such as certificates, is there. */
export const inFolder = (program: Program, home: string): Program => {
  const folders = (plugin: Plugin): Plugin => ({ ...plugin, options: inHome(plugin.options, home) });
  const step = (one: Step): Step => mapped(one, folders);
  return {
    input: program.input.map(folders),
    filter: program.filter.map(step),
    output: program.output.map(step),
  };
};

const inStep = (step: Step, edges: Edges): Step => mapped(step, (plugin) => exchanged(plugin, edges));

const mapped = (step: Step, change: (plugin: Plugin) => Plugin): Step =>
  'plugin' in step
    ? change(step)
    : {
        ...step,
        steps: step.steps.map((one) => mapped(one, change)),
        ...(step.otherwise === undefined
          ? {}
          : { otherwise: step.otherwise.map((one) => mapped(one, change)) }),
      };

function exchanged(plugin: Plugin, { home, beatsPort, counterPort }: Edges): Plugin {
  const own: Readonly<Record<string, Plugin['options']>> = {
    beats: { host: '127.0.0.1', port: beatsPort },
    udp: { port: counterPort },
    elasticsearch: { pipeline: `%{${caseField}}` },
  };
  return { ...plugin, options: { ...inHome(plugin.options, home), ...own[plugin.plugin] } };
}

const inHome = (options: Plugin['options'], home: string): Plugin['options'] =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [name, moved(value, home)]));

function moved(value: Value, home: string): Value {
  if (typeof value === 'string') return value.replace(/^\/usr\/share\/logstash(?=\/)/, home);
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => moved(item, home));
  return value;
}
