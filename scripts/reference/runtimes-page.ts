import { basePer } from '../../models/feed';
import { histogramsOf, type Runtime } from '../../models/runtime';
import { runtimeIds, runtimes, type RuntimeId } from '../../models/runtimes';
import { signalNames } from '../../models/signals';
import { asText } from './markdown';

const preface = `# Serving runtimes

What the project knows of each serving runtime: where its metrics are, how they are switched on, how it names its models,
which bounds an objective can lie on, and from which versions that is known. A page that was captured comes from the
running software; a documented one is built from its source and says so.`;

/** One section per runtime, made from the data that rules are made from. */
export const runtimesPage = (): string =>
  [preface, ...runtimeIds.flatMap((id) => ['', ...section(id, runtimes[id])]), ''].join('\n');

function section(id: RuntimeId, runtime: Runtime): readonly string[] {
  const { title, kind, port, path, enable, caution, servedLabel, servedName, logFormat } = runtime;
  const where = runtime.gateway === undefined ? '' : ', pushed to the gateway';
  return [
    `## ${id}`,
    '',
    `${title}. Kind ${kind}; metrics on port ${port} at \`${path}\`${where}; log lines are ${logFormat}.${caution === undefined ? '' : ` ${sentence(caution)}`}`,
    '',
    `- Metrics: ${enable === '' ? 'on by default.' : sentence(enable)}`,
    `- Models: ${modelsOf(servedLabel, servedName)}`,
    ...histogramLines(runtime),
    ...(runtime.renames ?? []).map(
      ({ from, to, since }) => `- Renamed in ${since}: \`${from}\` is now \`${to}\`.`,
    ),
    `- Known from: ${runtime.pages.map(({ version, origin }) => `${version} (${origin})`).join(', ')}.`,
  ];
}

const sentence = (text: string): string => {
  const capital = asText(`${text.charAt(0).toUpperCase()}${text.slice(1)}`);
  return /[.!]$/.test(capital) ? capital : `${capital}.`;
};

function modelsOf(label: string | undefined, name: Runtime['servedName']): string {
  if (label === undefined) return 'the page does not name them; one model per server.';
  const when = {
    required: '`serving.model` says which; default the name of the entry',
    optional: '`serving.model` says which, where a server carries several',
    never: 'one model per server',
  }[name];
  return `named by the label \`${label}\`; ${when}.`;
}

/** Bounds on which objectives can lie, in the notation of entries. */
const histogramLines = (runtime: Runtime): readonly string[] =>
  signalNames.flatMap((signal) => {
    const [histogram] = histogramsOf(runtime, signal);
    if (histogram === undefined) return [];
    const bounds = histogram.bounds.map((bound) =>
      histogram.unit === 'ratio' ? String(bound) : inTime(bound * basePer[histogram.unit]),
    );
    return [`- Bounds of \`${signal}\`: ${bounds.join(', ')}.`];
  });

const inTime = (seconds: number): string =>
  seconds < 1 ? `${Number((seconds * 1_000).toPrecision(6))}ms` : `${Number(seconds.toPrecision(6))}s`;
