import { dataViewId, type LogClass } from '../../models/log-links';
import type { Space } from './spaces';

/** A data view of Kibana, as its Terraform resource has it. */
export interface DataView {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly timeFieldName: string;
  readonly allowNoIndex: boolean;
}

const names: Readonly<Record<LogClass, string>> = {
  lines: 'Log lines',
  audit: 'Audit records',
  'dead-letters': 'Dead letters',
};

/** What searches, dashboards and links of a space open; ids are fixed, because these hold them. */
export const dataViewsOf = ({ id, shows }: Space): readonly DataView[] =>
  shows.map(({ of, streams }) => ({
    id: dataViewId(id, of),
    name: names[of],
    title: streams.join(','),
    timeFieldName: '@timestamp',
    // It exists before the first document does.
    allowNoIndex: true,
  }));
