import { join } from 'node:path';
import {
  dashboardsFor,
  type Dashboard,
  type LogTarget,
  type Panel,
  type Row,
  type Target,
} from '../../dashboards';
import { loadEnvironments, type Environment } from '../../environments';
import type { Model } from '../../models/model';
import { feedsOf, type Runtime } from '../../models/runtime';
import { runtimeIds, runtimes, type RuntimeId } from '../../models/runtimes';
import { isExpectedOf, originOf, signalNames } from '../../models/signals';
import { projectRoot } from '../../scripts/project-root';

const own = loadEnvironments(join(projectRoot, 'environments'));
const full = loadEnvironments(join(__dirname, 'environments'));

/** A model of a runtime with all that its kind can be observed by there, about which nothing is promised. */
function modelOf(id: RuntimeId, like: Model): Model {
  const runtime: Runtime = runtimes[id];
  const signals = signalNames.filter(
    (signal) =>
      isExpectedOf(signal, runtime.kind) &&
      originOf(signal) === 'server' &&
      feedsOf(runtime, signal).length > 0,
  );
  return {
    ...like,
    name: `of-${id}`,
    title: `Model on ${id}`,
    kind: runtime.kind,
    runtime: id,
    signals,
    sources: like.sources.slice(0, 1).map((source) => ({ ...source, runtime: id, signals })),
  };
}

/** A model per serving runtime. */
const ofRuntimes = full.map((environment): Environment => {
  const plain = environment.models.find(({ name }) => name === 'drafts');
  if (plain === undefined) throw new Error('no model to be like');
  const { timeToFirstToken: _promised, availability: _usual, ...like } = plain;
  return { ...environment, name: 'runtimes', models: runtimeIds.map((id) => modelOf(id, like)) };
});

/** The environments of the repository, one whose models ask for everything, and one with a model per runtime. */
export const environments: readonly Environment[] = [...own, ...full, ...ofRuntimes];

export interface Board {
  /** `dev/mlo-overview`, for messages. */
  readonly name: string;
  readonly environment: Environment;
  readonly folder: string;
  readonly dashboard: Dashboard;
}

/** Every board of every environment. */
export const boards: readonly Board[] = environments.flatMap((environment) =>
  dashboardsFor(environment).map(({ folder, dashboard }) => ({
    name: `${environment.name}/${dashboard.uid}`,
    environment,
    folder,
    dashboard,
  })),
);

export const isRow = (panel: Panel | Row): panel is Row => panel.type === 'row';

/** A panel with what it asks of Prometheus. */
export interface PrometheusPanel extends Panel {
  readonly targets: readonly Target[];
}

export const isLogTarget = (target: Target | LogTarget): target is LogTarget => 'query' in target;

/** Panels of a board, those in collapsed rows included, without the rows. */
export const allPanelsOf = ({ panels }: Dashboard): readonly Panel[] =>
  panels.flatMap((panel) => (isRow(panel) ? panel.panels : [panel]));

/** The same without what they ask of Elasticsearch. */
export const panelsOf = (dashboard: Dashboard): readonly PrometheusPanel[] =>
  allPanelsOf(dashboard).map((panel) => ({
    ...panel,
    targets: panel.targets.filter((target): target is Target => !isLogTarget(target)),
  }));

/** What the panels of a board ask of Elasticsearch. */
export const logTargetsOf = (dashboard: Dashboard): readonly LogTarget[] =>
  allPanelsOf(dashboard).flatMap(({ targets }) => targets.filter(isLogTarget));

/** The board of an environment by its uid. */
export function boardOf(environment: string, uid: string): Dashboard {
  const board = boards.find(({ name }) => name === `${environment}/${uid}`);
  if (board === undefined) throw new Error(`${environment} has no board ${uid}`);
  return board.dashboard;
}

/** A panel of a board by its title. */
export function panelOf(environment: string, uid: string, title: string): PrometheusPanel {
  const panel = panelsOf(boardOf(environment, uid)).find((candidate) => candidate.title === title);
  if (panel === undefined) throw new Error(`${environment}/${uid} has no panel "${title}"`);
  return panel;
}

/** A query of a panel. */
export const queryOf = (uid: string, title: string, index = 0, environment = 'dev'): string => {
  const target = panelOf(environment, uid, title).targets[index];
  if (target === undefined) throw new Error(`"${title}" has no query ${index}`);
  return target.expr;
};

/** A query over the last hour. */
export const overAnHour = (expr: string): string =>
  expr.replace(/\$__(rate_)?interval/g, '5m').replace(/\$__range/g, '1h');

/** A query with something in place of the variables that Grafana would fill in. */
const filledIn = (expr: string): string => overAnHour(expr).replace(/\$\{?\w+\}?/g, 'X');

/** Queries of a board, those of annotations included. */
export const queriesOf = (dashboard: Dashboard): readonly string[] =>
  [
    ...panelsOf(dashboard).flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ...dashboard.annotations.list.map(({ expr }) => expr),
  ].map(filledIn);

/** Queries of the variables of a board. */
export const variableQueriesOf = ({ templating }: Dashboard): readonly string[] =>
  templating.list.flatMap(({ query }) => {
    const text = typeof query === 'object' ? (query as { readonly query: string }).query : '';
    const expr = /^query_result\((.+)\)$/.exec(text)?.[1];
    return expr === undefined ? [] : [filledIn(expr)];
  });

/** The board with what a reader has chosen in place of its variables; the rest is all, as at first. */
export function chosenOn(dashboard: Dashboard, chosen: Readonly<Record<string, string>>): Dashboard {
  const text = JSON.stringify(dashboard).replace(
    /\$\{?(team|model|version|baseline)\}?/g,
    (_, name: string) => (name in chosen ? String(chosen[name]) : '.*'),
  );
  return JSON.parse(text) as Dashboard;
}
