import { join } from 'node:path';
import { dashboardsFor, type Dashboard, type Panel, type Row } from '../../dashboards';
import { loadEnvironments } from '../../environments';
import { projectRoot } from '../../scripts/project-root';

export const environments = loadEnvironments(join(projectRoot, 'environments'));

export interface Board {
  /** `dev/mlo-overview`, for messages. */
  readonly name: string;
  readonly environment: (typeof environments)[number];
  readonly folder: string;
  readonly dashboard: Dashboard;
}

/** Every board of every environment of the repository. */
export const boards: readonly Board[] = environments.flatMap((environment) =>
  dashboardsFor(environment).map(({ folder, dashboard }) => ({
    name: `${environment.name}/${dashboard.uid}`,
    environment,
    folder,
    dashboard,
  })),
);

export const isRow = (panel: Panel | Row): panel is Row => panel.type === 'row';

/** Panels of a board, those in collapsed rows included, without the rows. */
export const panelsOf = ({ panels }: Dashboard): readonly Panel[] =>
  panels.flatMap((panel) => (isRow(panel) ? panel.panels : [panel]));

/** The board of an environment by its uid. */
export function boardOf(environment: string, uid: string): Dashboard {
  const board = boards.find(({ name }) => name === `${environment}/${uid}`);
  if (board === undefined) throw new Error(`${environment} has no board ${uid}`);
  return board.dashboard;
}

/** A panel of a board by its title. */
export function panelOf(environment: string, uid: string, title: string): Panel {
  const panel = panelsOf(boardOf(environment, uid)).find((candidate) => candidate.title === title);
  if (panel === undefined) throw new Error(`${environment}/${uid} has no panel "${title}"`);
  return panel;
}

/** Queries of a board, those of annotations included, with the variables that Grafana would fill in. */
export const queriesOf = (dashboard: Dashboard): readonly string[] =>
  [
    ...panelsOf(dashboard).flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ...dashboard.annotations.list.map(({ expr }) => expr),
  ].map((expr) =>
    expr
      .replace(/\$__(rate_)?interval/g, '5m')
      .replace(/\$__range/g, '1h')
      .replace(/\$\{?\w+\}?/g, 'X'),
  );
