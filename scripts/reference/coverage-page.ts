import { feedsOf, type Runtime } from '../../models/runtime';
import { runtimeIds, runtimes, type RuntimeId } from '../../models/runtimes';
import { isExpectedOf, originOf, signalNames, type SignalName } from '../../models/signals';
import { alerts, type ModelAlert } from '../../rules';
import { code } from '../diff/markup';
import { slug } from '../docs/slug';
import { asText, table } from './markdown';

const preface = `# Coverage

What each serving runtime can tell of a model, and which alerts can fire for a model on it. A mark of a signal says:

- **yes**: told by default.
- **flag**: told by some versions, or when it is switched on ([runtimes](runtimes.md)).
- **server**: told of a server with one model only, because its series do not say which of several models they mean.
- **job**: not by the server; a job on the [metric contract](metric-contract.md) can, which \`quality.from\` of the entry names.
- **cluster**: Kubernetes or an exporter tells it, whatever serves the model.
- **entry**: told where the entry names a metric for it.
- **no**: nothing tells it; an entry that asks for it is an error that says what would.
- **-**: models of the runtime's kind have none.

An alert has the weakest mark of all that it needs. Whether it fires for a model depends on its entry as well: \`npm run explain\`
says it for each.`;

type Mark = 'yes' | 'flag' | 'server' | 'job' | 'cluster' | 'entry' | 'no' | '-';

/** From what always works to what never does. */
const strength: readonly Mark[] = ['yes', 'cluster', 'flag', 'server', 'job', 'entry', 'no', '-'];

/** Runtimes beside signals and alerts, and why something is not told. */
export const coveragePage = (): string => {
  const head = (first: string): readonly string[] => [first, ...runtimeIds.map(code)];
  return [
    preface,
    '',
    '## Signals',
    '',
    ...table(
      head('signal'),
      signalNames.map((name) => [code(name), ...runtimeIds.map((id) => markOf(id, name))]),
    ),
    '',
    '## Alerts',
    '',
    ...table(
      head('alert'),
      modelAlerts.map((alert) => [
        `[${alert.name}](alerts.md#${slug(alert.name)})`,
        ...runtimeIds.map((id) => alertMark(id, alert)),
      ]),
    ),
    '',
    '## Why not',
    '',
    "What a model of the runtime's kind is expected to tell, and the server does not.",
    ...runtimeIds.flatMap(whyNot),
    '',
  ].join('\n');
};

const modelAlerts = alerts.filter((alert): alert is ModelAlert => alert.scope === 'model');

function markOf(id: RuntimeId, signal: SignalName): Mark {
  const runtime: Runtime = runtimes[id];
  if (!isExpectedOf(signal, runtime.kind)) return '-';
  const own = coverageOf(runtime, signal);
  if (own !== '') return own;
  switch (originOf(signal)) {
    case 'server':
      return 'no';
    case 'quality':
      return 'job';
    case 'cluster':
      return 'cluster';
    case 'entry':
      return 'entry';
  }
}

const weakest = (marks: readonly Mark[]): Mark =>
  marks.reduce<Mark>((a, b) => (strength.indexOf(b) > strength.indexOf(a) ? b : a), 'yes');

function alertMark(id: RuntimeId, { needs, oneOf = [] }: ModelAlert): Mark {
  const alternatives = oneOf.map((name) => markOf(id, name));
  const best = [...alternatives].sort((a, b) => strength.indexOf(a) - strength.indexOf(b))[0];
  return weakest([...needs.map((name) => markOf(id, name)), ...(best === undefined ? [] : [best])]);
}

/** How well a runtime tells a signal by itself, in one word. */
export function coverageOf(runtime: Runtime, signal: SignalName): 'yes' | 'flag' | 'server' | '' {
  if (feedsOf(runtime, signal).length === 0) return '';
  if (runtime.pages[0].lacks?.includes(signal) === true) return 'flag';
  return runtime.perServer.includes(signal) && runtime.servedName !== 'never' ? 'server' : 'yes';
}

const reasons: Readonly<Record<'flag' | 'server' | 'job' | 'no', string>> = {
  flag: 'Only from some versions on, or switched on',
  server: 'Not by model where one server carries several',
  job: 'By a quality job only',
  no: 'By nothing',
};

function whyNot(id: RuntimeId): readonly string[] {
  const marks = signalNames.map((name) => [name, markOf(id, name)] as const);
  const lines = (Object.keys(reasons) as readonly (keyof typeof reasons)[]).flatMap((mark) => {
    const names = marks.filter(([, one]) => one === mark).map(([name]) => code(name));
    return names.length === 0 ? [] : [`- ${reasons[mark]}: ${names.join(', ')}.`];
  });
  const runtime: Runtime = runtimes[id];
  return [
    '',
    `### ${id}`,
    '',
    `${runtime.title}, for models of kind ${runtime.kind}. Metrics: ${runtime.enable === '' ? 'on by default' : asText(runtime.enable)}.`.replace(
      '..',
      '.',
    ),
    '',
    ...(lines.length === 0 ? ['Everything is told.'] : lines),
  ];
}
