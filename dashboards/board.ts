import type { Dashboard as GrafanaDashboard, DashboardLink } from '@grafana/schema';
import type { Environment } from '../environments';
import { boardPath } from '../models/links';
import type { Annotation, Dashboard, Destination, Plain } from './grafana';
import { layout, type Section } from './layout';
import { dataSourceVariable, type Variable } from './variables';

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
  /** What a reader chooses beside the data source, in the order in which one depends on another. */
  readonly variables?: readonly Variable[];
  /** Other boards that belong to it, over the same time. */
  readonly leadsTo?: readonly Destination[];
  /** Addresses outside Grafana. */
  readonly addresses: readonly { readonly title: string; readonly url: string }[];
  readonly annotations: readonly Annotation[];
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
    links: [otherBoards, ...(spec.leadsTo ?? []).map(boardLink), ...spec.addresses.map(addressLink)],
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

const boardLink = ({ title, uid, model }: Destination) =>
  ({
    type: 'link',
    title,
    tags: [],
    asDropdown: false,
    includeVars: false,
    keepTime: true,
    targetBlank: false,
    icon: 'dashboard',
    tooltip: '',
    url: boardPath(uid, model),
  }) as const satisfies Plain<DashboardLink>;

const addressLink = ({ title, url }: { readonly title: string; readonly url: string }) =>
  ({
    type: 'link',
    title,
    tags: [],
    asDropdown: false,
    includeVars: false,
    keepTime: false,
    targetBlank: true,
    icon: 'doc',
    tooltip: '',
    url,
  }) as const satisfies Plain<DashboardLink>;
