import type { VariableModel } from '@grafana/schema';
import { homeOf, type Environment } from '../environments';
import { dataSourceUids, dataSourceVariableName } from '../models/links';
import type { Plain } from './grafana';

/**
 * Which Prometheus a board reads. The only variable but on boards about logs: a board is about one cluster of one
 * environment, and that is what its data source decides. It begins with that of the home cluster.
 */
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
