import { load } from 'js-yaml';
import type { Environment } from '../../environments';
import { logRoutes, routesFile } from '../../logs';
import type { Route } from '../../logs/route';

/** The rows of the dictionary as the pipelines read them, by the key of the pods. */
export const routesOf = (environment: Environment): Readonly<Record<string, Route>> =>
  Object.fromEntries(
    Object.entries(load(logRoutes(environment)[routesFile]) as Readonly<Record<string, string>>).map(
      ([key, row]) => [key, JSON.parse(row) as Route],
    ),
  );

/** Rows that differ, as they are in the second environment. */
export const changedRoutes = (before: Environment, after: Environment): Readonly<Record<string, Route>> => {
  const old = routesOf(before);
  return Object.fromEntries(
    Object.entries(routesOf(after)).filter(([key, row]) => JSON.stringify(row) !== JSON.stringify(old[key])),
  );
};
