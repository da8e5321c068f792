import { dashboardsFor, foldersFor } from '../../dashboards';
import { originIn, type LoadedEnvironment } from '../../environments';
import { indexTemplatesFor } from '../../logs';
import { companyRules, sharedRules } from '../../rules';
import { bytesOf, quantityPattern } from '../../models/bytes';
import { parseDuration } from '../../models/duration';
import { boardUids } from '../../models/links';
import type { PrintedRule } from '../../rules/rule';
import { rulesIn } from '../explanation/thresholds';
import { boardFacts, digest } from './board-facts';
import type { Fact } from './fact';
import { leavesOf, type Leaf } from './words';

/** What holds for an environment whatever its models: the platform, teams, shared alerts, streams and the boards about all of them. */
export const factsOfEnvironment = (loaded: LoadedEnvironment): readonly Fact[] => [
  ...platformFacts(loaded),
  ...teamFacts(loaded),
  ...alertFacts(loaded),
  ...streamFacts(loaded),
  ...foldersFor(loaded.environment).map(({ title, parent }): Fact => ({
    topic: 'boards',
    about: `folder ${title}`,
    says: parent === undefined ? 'at the top' : `in ${parent}`,
  })),
  ...sharedBoardFacts(loaded),
];

/** Boards that are about no one model, each with its panels. */
function sharedBoardFacts({ environment }: LoadedEnvironment): readonly Fact[] {
  const own = new Set(environment.models.map(({ name }) => boardUids.model(name)));
  return dashboardsFor(environment)
    .filter(({ dashboard }) => !own.has(dashboard.uid))
    .flatMap(({ folder, dashboard }): readonly Fact[] => [
      {
        topic: 'boards',
        about: `board ${dashboard.title}`,
        key: dashboard.uid,
        says: `in the folder ${folder}`,
      },
      ...boardFacts(dashboard).map((fact) => ({ ...fact, about: `${dashboard.title}: ${fact.about}` })),
    ]);
}

function platformFacts({ environment, settings }: LoadedEnvironment): readonly Fact[] {
  const {
    name: _name,
    models: _models,
    rules: _rules,
    teams: _teams,
    maintenance,
    ...platform
  } = environment;
  return [
    ...leavesOf(platform).map(({ path, says }) => ({
      ...fact('platform', { path, says }, settings),
      ...(keeps.test(path.join('.')) ? amountOf(says) : {}),
    })),
    ...maintenance.map(({ from, to, models, why }): Fact => ({
      topic: 'platform',
      about: `maintenance: ${why}`,
      says: `${time(from)} to ${time(to)}, ${models?.join(', ') ?? 'all models'}`,
    })),
  ];
}

/** Settings of which less is a loss: how long things are kept, and what they are kept on. */
const keeps = /^retention\.|(?:^|\.)(?:volume|storage)$/;

function amountOf(says: string): Pick<Fact, 'amount'> {
  const amount =
    parseDuration(says)?.milliseconds ?? (quantityPattern.test(says) ? bytesOf(says) : undefined);
  return amount === undefined ? {} : { amount };
}

const time = (unixSeconds: number): string =>
  new Date(unixSeconds * 1_000).toISOString().replace(/:\d\d\.\d+Z$/, 'Z');

/** A receiver is one value: its kind and its Secret change together. */
const teamFacts = ({ environment: { teams }, settings }: LoadedEnvironment): readonly Fact[] =>
  Object.entries(teams).flatMap(([team, { page, ticket, escalation, ...rest }]) =>
    [
      ...[['page', page] as const, ['ticket', ticket] as const].flatMap(([kind, receiver]) =>
        receiver === undefined ? [] : [{ path: [kind], says: receiverText(receiver) }],
      ),
      ...(escalation === undefined
        ? []
        : [
            { path: ['escalation', 'to'], says: receiverText(escalation.to) },
            ...leavesOf({ escalation: { after: escalation.after } }),
          ]),
      ...leavesOf(rest),
    ].map(({ path, says }) => fact('told', { path: ['teams', team, ...path], says }, settings)),
  );

const receiverText = (receiver: object): string =>
  Object.entries(receiver)
    .map(
      ([kind, of]) =>
        `${kind} (${leavesOf(of)
          .map(({ path, says }) => `${path.join('.')} ${says}`)
          .join(', ')})`,
    )
    .join(', ');

function fact(topic: Fact['topic'], { path, says }: Leaf, settings: LoadedEnvironment['settings']): Fact {
  const origin = placeOf(path, settings);
  return { topic, about: path.join('.'), says, ...(origin === undefined ? {} : { origin }) };
}

/** The line that says it, else that of the group around it. */
function placeOf(path: readonly string[], settings: LoadedEnvironment['settings']): Fact['origin'] {
  for (let length = path.length; length > 0; length--) {
    const origin = originIn(settings, path.slice(0, length), 'environment');
    if (origin !== undefined) return origin;
  }
  return undefined;
}

/** Alerts that all models share, those of the platform, and those of the company's rule files. */
function alertFacts({ environment }: LoadedEnvironment): readonly Fact[] {
  const files = companyRules(environment).map(({ file, object }) => ({ of: `rules/${file}.yaml: `, object }));
  return [{ of: '', object: sharedRules(environment) }, ...files].flatMap(({ of, object }) => {
    const rules = rulesIn(object).filter(({ alert }) => alert !== undefined);
    return [...new Set(rules.map(({ alert }) => alert ?? ''))].map((alert): Fact => {
      const own = rules.filter((rule) => rule.alert === alert);
      return {
        topic: 'alerts',
        about: `${of}${alert}`,
        says: own.map(whenText).join(', '),
        rest: digest(own.map(({ expr, keep_firing_for: holds }) => [expr, holds])),
      };
    });
  });
}

const whenText = ({ labels, for: held = '0s' }: PrintedRule): string =>
  `${labels?.['severity'] ?? 'as its series say'} ${held === '0s' ? 'at once' : `after ${held}`}`;

/** Templates, and not streams: whatever stream comes to be is one of these. */
const streamFacts = ({ environment }: LoadedEnvironment): readonly Fact[] => {
  const { templates, components } = indexTemplatesFor(environment);
  return [
    ...templates.map(({ name, indexPatterns, template }): Fact => ({
      topic: 'logs',
      about: `streams of ${name}`,
      says: `${indexPatterns.join(', ')} for ${template.lifecycle.dataRetention}`,
      ...amountOf(template.lifecycle.dataRetention),
    })),
    ...components.map(({ name, template }): Fact => ({
      topic: 'logs',
      about: `fields and settings of ${name}`,
      says: 'a component template',
      rest: digest(template),
    })),
  ];
};
