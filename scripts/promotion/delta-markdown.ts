import type { Origin } from '../../environments';
import { placeText, type Consequence, type Delta, type LoneModel } from './delta';

/** A delta as Markdown, for people and pull requests. */
export function deltaMarkdown(delta: Delta): string {
  const { from, to, refused, unneeded } = delta;
  const sections = [
    section('Not allowed', refused.map(bullet)),
    section(
      `Only in ${from}`,
      loneTable(delta.onlyInFrom, (one) => nextStep(one, delta)),
    ),
    section(
      `Only in ${to}`,
      loneTable(delta.onlyInTo, ({ allowed }) =>
        allowed === undefined ? judged(delta) : `policy: ${allowed}`,
      ),
    ),
    section('Entries that differ', entryTable(delta)),
    section('What environment.yaml decides for models', consequenceTable(delta.decided, delta)),
    section('What follows for models', consequenceTable(delta.follows, delta)),
    section('Settings', settingTable(delta)),
    section('Exceptions that can go', unneeded.map(bullet)),
  ];
  return [`# ${from} and ${to}`, '', summary(delta), ...sections.flat(), ''].join('\n');
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];

const bullet = (text: string): string => `- ${text}`;

function summary({ from, to, way, onlyInFrom, onlyInTo, same, laidOut, entries, settings }: Delta): string {
  const differing = new Set(entries.map(({ model }) => model)).size;
  const counts = [
    `${counted(same.length, 'model')} the same`,
    ...(laidOut.length === 0
      ? []
      : [`${laidOut.length} but for comments and layout (${laidOut.join(', ')})`]),
    `${differing} with other values`,
    `${onlyInFrom.length} only in ${from}`,
    `${onlyInTo.length} only in ${to}`,
    ...(settings.length === 0 ? [] : [`${counted(settings.length, 'setting')} with other values`]),
  ];
  const order =
    way.length === 0
      ? `No policy says how models get from ${from} to ${to}.`
      : `Models are promoted ${way.join(' -> ')}.`;
  return `${counts.join(', ')}. ${order}`;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

function loneTable(models: readonly LoneModel[], why: (model: LoneModel) => string): readonly string[] {
  return table(
    ['model', 'team', 'file', 'why'],
    models.map((one) => [one.model, one.team, code(one.file), why(one)]),
  );
}

/** A model goes one step at a time, so the next one is said; one that lives there alone goes nowhere. */
const nextStep = ({ model, allowed }: LoneModel, { from, to, way }: Delta): string =>
  allowed !== undefined
    ? `policy: ${allowed}`
    : way.length > 2
      ? `not promoted yet; it goes by way of ${way.slice(1, -1).join(', ')}`
      : `not promoted yet: ${code(`npm run promote -- ${model} ${from} ${to}`)}`;

const judged = ({ way }: Delta): string => (way.length === 0 ? 'no policy' : '**not allowed**');

const entryTable = (delta: Delta): readonly string[] =>
  table(
    ['model', 'field', delta.from, delta.to, 'why', 'edit'],
    delta.entries.map(({ model, field, from, to, places, allowed }) => [
      model,
      code(field),
      shown(from),
      shown(to),
      allowed === undefined ? judged(delta) : `policy: ${allowed}`,
      placesText(places),
    ]),
  );

/** What many models have alike has no long list of them. */
const consequenceTable = (all: readonly Consequence[], { from, to, ...delta }: Delta): readonly string[] => {
  const both = new Set([...delta.same, ...delta.laidOut, ...delta.entries.map(({ model }) => model)]).size;
  return table(
    ['models', 'what', from, to, 'edit'],
    all.map(({ models, about, places, ...sides }) => [
      models.length === both && both > 1 ? `all ${both}` : models.join(', '),
      code(about),
      shown(sides.from),
      shown(sides.to),
      placesText(places),
    ]),
  ).map((line) => (all.every(({ places }) => places.length === 0) ? line.replace(/[^|]*\|$/, '') : line));
};

const settingTable = ({ from, to, settings }: Delta): readonly string[] =>
  table(
    ['setting', from, to, 'why', 'edit'],
    settings.map(({ setting, why, places, ...sides }) => [
      code(setting),
      shown(sides.from),
      shown(sides.to),
      places.length === 0 ? 'follows from the others' : why,
      placesText(places),
    ]),
  );

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  rows.length === 0 ? [] : [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);

const code = (text: string): string => (text === '' ? '' : `\`${escaped(text)}\``);
const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const shown = (text: string | undefined): string => (text === undefined ? '–' : escaped(text));
const placesText = (places: readonly Origin[]): string => places.map((one) => code(placeText(one))).join(' ');
