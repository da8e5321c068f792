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

The closed vocabulary of what can be observed of a model. Alerts and boards read these series only; each is keyed by
\`namespace\` and \`model_name\`, and by the labels that stand beside it. Which serving runtime tells what is in
[coverage](coverage.md): an entry that asks for what its runtime does not tell is an error.`;

const origins: Readonly<Record<SignalOrigin, string>> = {
  server: 'the server',
  quality: 'the server or a quality job (`quality.from`)',
  cluster: "the cluster's exporters",
  entry: 'metrics that the entry names',
};

/** The vocabulary, by family. */
export const signalsPage = (): string =>
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
  ].join('\n');

function row(name: SignalName): string {
  const { meaning, unit, series, labels, kinds, origin }: Signal = signals[name];
  return `| \`${name}\` | ${meaning} | ${unit} | \`${series}\` | ${labels.map((label) => `\`${label}\``).join(', ')} | ${kinds.join(', ')} | ${origins[origin]} |`;
}
