import type { Environment } from '../environments';
import { dataViewId } from '../models/links';
import { streamPattern } from './data-streams';

/** A data view of Kibana, as its Terraform resource has it. */
export interface DataView {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly timeFieldName: string;
  readonly allowNoIndex: boolean;
}

/** What links to a model's logs open; its id is fixed, because the links hold it. */
export const dataViewFor = (environment: Pick<Environment, 'name'>): DataView => ({
  id: dataViewId(environment.name),
  name: `Model logs (${environment.name})`,
  title: streamPattern(environment),
  timeFieldName: '@timestamp',
  // It exists before the first document does.
  allowNoIndex: true,
});
