import { feedsOf, type Runtime } from '../../models/runtime';
import { runtimeIds, runtimes } from '../../models/runtimes';
import {
  signalFamilies,
  signalNames,
  signals,
  type Signal,
  type SignalFamily,
  type SignalName,
  type SignalOrigin,
} from '../../models/signals';

const preface = `# Signals

The closed vocabulary of what can be observed of a model, and which serving runtime tells what. Alerts and boards read
these series only; each is keyed by \`namespace\` and \`model_name\`, and by the labels that stand beside it. A runtime that
does not tell a signal makes an entry that asks for it an error.`;

const origins: Readonly<Record<SignalOrigin, string>> = {
  server: 'the server',
  quality: 'the server or a quality job (`quality.from`)',
  cluster: "the cluster's exporters",
  entry: 'metrics that the entry names',
};

/** The vocabulary, and the table of runtimes and signals. */
export const coveragePage = (): string =>
  [
    preface,
    ...(Object.keys(signalFamilies) as SignalFamily[]).flatMap((family) => [
      '',
      `## ${signalFamilies[family]}`,
      '',
      '| signal | meaning | unit | series | labels | kinds | told by |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      ...signalNames.filter((name) => signals[name].family === family).map(row),
    ]),
    '',
    '## Coverage',
    '',
    'yes: told by default. flag: told by some versions, or when it is switched on. server: told of a server with one model',
    'only, because its series do not say which of several models they mean.',
    '',
    ...coverage(),
    '',
    'What the cluster tells (processor, memory, restarts, GPUs, probes, CronJobs) and what an entry names (business) is there',
    'whatever serves the model. Where a server does not tell a signal of quality, a job on the metric contract can.',
    '',
  ].join('\n');

function row(name: SignalName): string {
  const { meaning, unit, series, labels, kinds, origin }: Signal = signals[name];
  return `| \`${name}\` | ${meaning} | ${unit} | \`${series}\` | ${labels.map((label) => `\`${label}\``).join(', ')} | ${kinds.join(', ')} | ${origins[origin]} |`;
}

/** One line per signal that some runtime feeds, one column per runtime. */
function coverage(): readonly string[] {
  const told = signalNames.filter((name) => runtimeIds.some((id) => feedsOf(runtimes[id], name).length > 0));
  return [
    `| signal | ${runtimeIds.map((id) => `\`${id}\``).join(' | ')} |`,
    `| --- |${' --- |'.repeat(runtimeIds.length)}`,
    ...told.map(
      (name) => `| \`${name}\` | ${runtimeIds.map((id) => coverageOf(runtimes[id], name)).join(' | ')} |`,
    ),
  ];
}

/** How well a runtime tells a signal, in one word. */
export function coverageOf(runtime: Runtime, signal: SignalName): string {
  if (feedsOf(runtime, signal).length === 0) return '';
  if (runtime.pages[0].lacks?.includes(signal) === true) return 'flag';
  return runtime.perServer.includes(signal) && runtime.servedName !== 'never' ? 'server' : 'yes';
}
