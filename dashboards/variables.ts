import type { VariableModel } from '@grafana/schema';
import { homeOf, type Environment } from '../environments';
import { dataSourceUids, dataSourceVariableName, modelVariableName, teamVariableName } from '../models/links';
import { K, modelInfo } from '../models/names';
import type { ModelKind } from '../models/runtime';
import type { Plain } from './grafana';
import { dataSource } from './layout';

/** Which Prometheus a board reads, and so which cluster it is about. It begins with that of the home cluster. */
export function dataSourceVariable(environment: Environment) {
  const { name } = homeOf(environment);
  const several = environment.clusters.length > 1;
  return {
    name: dataSourceVariableName,
    label: several ? 'Cluster' : 'Data source',
    type: 'datasource',
    query: 'prometheus',
    regex: '',
    current: {
      text: several ? name : 'Prometheus',
      value: dataSourceUids.prometheus(several ? name : undefined),
    },
    options: [],
    refresh: 1,
  } as const satisfies Plain<VariableModel>;
}

interface Choice {
  readonly name: string;
  readonly label: string;
  /** Label of the query's series that is chosen from. */
  readonly of: string;
  /** On one line, or Grafana does not see that it is a query. */
  readonly expr: string;
  /** Whether one, or any number of them; all of them at first then. */
  readonly among: 'one' | 'any';
  /** Whether values come in the order of the answer, and not of the alphabet. */
  readonly ranked?: true;
}

/** A choice among the values of a label, from a query's answer of the time that is looked at. */
export const choice = ({ name, label, of, expr, among, ranked }: Choice) =>
  ({
    name,
    label,
    type: 'query',
    datasource: dataSource,
    query: {
      qryType: 3,
      query: `query_result(${expr})`,
      refId: 'PrometheusVariableQueryEditor-VariableQuery',
    },
    regex: `/${of}="([^"]*)"/`,
    sort: ranked === true ? 0 : 1,
    multi: among === 'any',
    includeAll: among === 'any',
    // What has no such label belongs to all as well.
    ...(among === 'any' ? { allValue: '.*', current: { text: 'All', value: '$__all' } } : {}),
    options: [],
    refresh: 2,
  }) as const satisfies Plain<VariableModel>;

/** What a reader chooses on a board. */
export type Variable = Plain<VariableModel>;

/** As queries name the chosen ones. */
export const chosenTeams = `team=~"$${teamVariableName}"`;
export const chosenModel = `model_name="$${modelVariableName}"`;
export const chosenModels = `model_name=~"$${modelVariableName}"`;

/** Models of the chosen teams. */
export const modelsOfTeams = `${modelInfo}{${chosenTeams}}`;
/** Those of one kind. */
export const modelsOfKind = (kind: ModelKind): string => `${modelInfo}{${chosenTeams}, kind="${kind}"}`;

export const teamVariable = choice({
  name: teamVariableName,
  label: 'Team',
  of: 'team',
  expr: `max by (team) (${modelInfo})`,
  among: 'any',
});

/** Models of the chosen teams that have any of some series, which are keyed by model. */
export const modelVariable = (among: Choice['among'], series: readonly string[] = []): Variable =>
  choice({
    name: modelVariableName,
    label: 'Model',
    of: 'model_name',
    expr:
      series.length === 0
        ? `max by (model_name) (${modelsOfTeams})`
        : `max by (model_name) (${modelsOfTeams} and on (${K}) (${series.join(' or ')}))`,
    among,
  });
