import type { Dashboard as GrafanaDashboard, DashboardLink, VariableModel } from '@grafana/schema';
import type { Environment } from '../environments';
import type { Annotation, Dashboard, Plain } from './grafana';
import { layout, type Section } from './layout';
import { dataSourceVariable } from './variables';

/** Tag of every board of this project, by which boards find one another. */
const commonTag = 'ml-observability';

export interface Board {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** Tags beside the common one. */
  readonly tags: readonly string[];
  /** Start of the time range, such as `now-6h`. */
  readonly from: string;
  /** Addresses outside Grafana, or of another board, which then opens on the same time. */
  readonly addresses: readonly { readonly title: string; readonly url: string }[];
  readonly annotations: readonly Annotation[];
  /** Variables beside the data source that all boards read. */
  readonly variables?: readonly Plain<VariableModel>[];
  readonly sections: readonly Section[];
}

/**
 * A board with what all boards share: a menu of the others, time zone of the reader, a refresh per minute.
 *
 * @throws Error for a board without panels, which would look like an outage
 */
export function board(spec: Board, environment: Environment): Dashboard {
  const panels = layout(spec.sections);
  if (panels.length === 0) throw new Error(`the board ${spec.uid} has no panels`);
  const dashboard = {
    uid: spec.uid,
    title: spec.title,
    description: spec.description,
    schemaVersion: 42,
    tags: [commonTag, ...spec.tags],
    editable: false,
    graphTooltip: 1,
    timezone: 'browser',
    time: { from: spec.from, to: 'now' },
    refresh: '1m',
    links: [otherBoards, ...spec.addresses.map(addressLink)],
    templating: { list: [dataSourceVariable(environment), ...(spec.variables ?? [])] },
    annotations: { list: spec.annotations },
    panels,
    // Panels are checked where they are built: here their options are any plugin's.
  } as const satisfies Plain<Omit<GrafanaDashboard, 'panels'>> & Pick<Dashboard, 'panels'>;
  return dashboard;
}

const otherBoards = {
  type: 'dashboards',
  title: 'ML Observability',
  tags: [commonTag],
  asDropdown: true,
  includeVars: true,
  keepTime: true,
  targetBlank: false,
  icon: 'external link',
  tooltip: 'Other boards',
  url: '',
} as const satisfies Plain<DashboardLink>;

const addressLink = ({ title, url }: { readonly title: string; readonly url: string }) => {
  const inside = url.startsWith('/d/');
  const link = {
    type: 'link',
    title,
    tags: [],
    asDropdown: false,
    includeVars: false,
    keepTime: inside,
    targetBlank: !inside,
    icon: inside ? 'dashboard' : 'doc',
    tooltip: '',
    url,
  } as const satisfies Plain<DashboardLink>;
  return link;
};
