import type { Fact, Topic } from '../changes/fact';
import type { EnvironmentComparison, ModelComparison } from './comparison';
import { code, counted, details, table } from './markup';
import type { ModelPicture } from './picture';

/** A line for each model that comes, goes or changes, and below what a new one brings. */
export const modelLines = ({
  added,
  removed,
  changed,
}: EnvironmentComparison['models']): readonly string[] => [
  ...added.map((model) => `- **${model.name}** is added: ${about(model)}; ${code(model.file)}`),
  ...removed.map((model) => `- **${model.name}** is removed: ${about(model)}`),
  ...alike(changed).map(changedText),
  ...added.flatMap((model) => ['', ...details(`What ${model.name} brings`, brought(model))]),
];

/** Models in which the same differs, because it differs for all of a team or an environment. */
function alike(models: readonly ModelComparison[]): readonly (readonly ModelComparison[])[] {
  const groups = new Map<string, readonly ModelComparison[]>();
  for (const model of models) {
    const same = JSON.stringify(
      model.changes.map(({ topic, about: what, before = null, after = null }) => [
        topic,
        what,
        before,
        after,
      ]),
    );
    groups.set(same, [...(groups.get(same) ?? []), model]);
  }
  return [...groups.values()];
}

const named = 20;

function changedText(models: readonly ModelComparison[]): string {
  const [first] = models;
  if (first === undefined) return '';
  if (models.length === 1) return `- **${first.name}** changes: ${countsText(first)}; ${code(first.file)}`;
  const rest = models.length - named;
  const names = models.slice(0, named).map(({ name }) => `**${name}**`);
  return `- ${names.join(', ')}${rest > 0 ? ` and ${counted(rest, 'more model')}` : ''} change alike: ${countsText(first)}`;
}

const about = ({ team, tier, server, facts }: ModelPicture): string =>
  `team ${team}, tier ${tier}, ${server}; ${counted(of(facts, 'alerts').length, 'alert')}, ${counted(of(facts, 'boards').length, 'panel')}`;

const words: readonly (readonly [topic: Topic, one: string, many: string])[] = [
  ['settings', 'value', 'values'],
  ['thresholds', 'threshold', 'thresholds'],
  ['alerts', 'alert', 'alerts'],
  ['told', 'in who is told', 'in who is told'],
  ['logs', 'in logs', 'in logs'],
  ['boards', 'panel', 'panels'],
];

const countsText = ({ changes }: ModelComparison): string =>
  words
    .map(([topic, ...names]) => [changes.filter((change) => change.topic === topic).length, names] as const)
    .filter(([count]) => count > 0)
    .map(([count, names]) => counted(count, ...names))
    .join(', ');

const of = (facts: readonly Fact[], topic: Topic): readonly Fact[] =>
  facts.filter((fact) => fact.topic === topic);

/** What the entry says, with what alerts compare, who is told, and where lines go. */
const brought = ({ facts }: ModelPicture): readonly string[] => [
  ...table(
    ['what', 'value'],
    [
      ...of(facts, 'settings').filter(({ origin }) => origin?.kind === 'entry'),
      ...of(facts, 'thresholds'),
      ...of(facts, 'told'),
      ...of(facts, 'logs'),
    ].map(({ about: what, says }) => [code(what), code(says)]),
  ),
  '',
  `Alerts: ${of(facts, 'alerts')
    .map(({ about: alert }) => alert)
    .join(', ')}`,
];
