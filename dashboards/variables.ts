import type { VariableModel } from '@grafana/schema';
import { dataSourceUids } from '../models/links';
import type { Plain } from './grafana';

/**
 * Which Prometheus a board reads. The only variable: a board is about one environment, and that is what its data
 * source decides.
 */
export const dataSourceVariable = {
  name: 'datasource',
  label: 'Data source',
  type: 'datasource',
  query: 'prometheus',
  regex: '',
  current: { text: 'Prometheus', value: dataSourceUids.prometheus },
  options: [],
  refresh: 1,
} as const satisfies Plain<VariableModel>;
