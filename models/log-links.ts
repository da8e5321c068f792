import { commaInKeys, loggedNameOf, sharedServices } from './log-service';
import type { Model } from './model';
import { modelLogService } from './names';

/** Where lines are found in Kibana, and by which names outputs refer to what is there. */

/** Spaces of Kibana: each shows what the readers of one kind of logs may read. */
export const spaceIds = {
  /** `team` may be an alert template. */
  team: (team: string): string => `team-${team}`,
  operations: 'operations',
  audit: 'audit',
} as const;

/** What is logged, by who may read it: lines of models, records of predictions, documents that could not be stored. */
export type LogClass = 'lines' | 'audit' | 'dead-letters';

/** A data view of a space. Kibana knows an object by its id in all spaces together, so the space is part of it. */
export const dataViewId = (space: string, of: LogClass = 'lines'): string => `mlobs-${space}-${of}`;

/** What Discover of Kibana is asked for. */
interface Question {
  readonly space: string;
  readonly language: 'kuery' | 'lucene';
  readonly query: string;
  /** Whether Grafana fills in the time of its board. */
  readonly inTime: boolean;
}

/** A template of alerts or a variable of Grafana in an address, which whoever fills it in must find as it is. */
const filledIn = /%7B%7B.*?%7D%7D|\$%7B.*?%7D/g;

function discover(kibana: string, { space, language, query, inTime }: Question): string {
  const time = inTime ? "_g=(time:(from:'${__from:date:iso}',to:'${__to:date:iso}'))&" : '';
  const view = `(dataViewId:'${dataViewId(space)}',type:dataView)`;
  const state = `_a=(dataSource:${view},query:(language:${language},query:'${query}'))`;
  return `${kibana}/s/${space}/app/discover#/?${encodeURI(`${time}${state}`).replace(filledIn, decodeURI)}`;
}

/** Whose lines: of a model, by the name that they have; both names may be alert templates. */
export interface Logged {
  readonly name: string;
  readonly team: string;
}

export const loggedOf = (model: Model): Logged => ({ name: loggedNameOf(model), team: model.team });

/**
 * The lines of the model that an alert is about. Only a query tells whether they have the name of a server that it shares: an
 * alert about any model is one rule. Where a line is counted the name has other commas.
 */
export const loggedOfAlert: Logged = {
  name: [
    `{{ with query (printf "${modelLogService}{namespace=%q,model_name=%q,service=~\\"${sharedServices}\\"}" $labels.namespace $labels.model_name) }}`,
    `{{ . | first | label "service" | reReplaceAll "${commaInKeys}" "," }}`,
    '{{ else }}{{ $labels.model_name }}{{ end }}',
  ].join(''),
  team: '{{ $labels.team }}',
};

const teamsQuestion = ({ name, team }: Logged, lines?: string): Omit<Question, 'inTime'> => ({
  space: spaceIds.team(team),
  language: 'kuery',
  query: `service.name:"${name}"${lines ?? ''}`,
});

/**
 * Kibana Discover in the space of a model's team, limited to the model. Who reads the team's logs may enter it, and whoever
 * reads the logs of all models may, too, unless only the team may read them. `lines` narrows it down: the rest of a query
 * of Kibana, which may hold alert templates.
 */
export const logsUrl = (kibana: string, logged: Logged, lines?: string): string =>
  discover(kibana, { ...teamsQuestion(logged, lines), inTime: false });

/** The same over the time of a board of Grafana, whose variables `lines` may hold. */
export const logsUrlInTime = (kibana: string, logged: Logged, lines?: string): string =>
  discover(kibana, { ...teamsQuestion(logged, lines), inTime: true });

/**
 * Kibana Discover in the space of whoever reads the logs of all models, for the models and the time of a board of Grafana,
 * which fills in both.
 */
export const discoverUrl = (kibana: string, variable: string): string =>
  discover(kibana, {
    space: spaceIds.operations,
    language: 'lucene',
    query: `service.name:\${${variable}:lucene}`,
    inTime: true,
  });

/**
 * Lines that alerts count and panels draw, as the rest of a query of Kibana: of an error by its signature, those that could
 * not be read, and those from which something was taken out.
 */
export const linesOf = {
  signature: (signature: string): string => ` and mlobs.error.signature:"${signature}"`,
  outcome: (outcome: string): string => ` and tags:"${outcome}"`,
  unread: ' and tags:(unparsed or withheld)',
  redacted: ' and mlobs.pii.redacted:*',
} as const;

/** The board of audit records, in the space of auditors. */
export const auditUrl = (kibana: string): string =>
  `${kibana}/s/${spaceIds.audit}/app/dashboards#/view/${boardId(dataViewId(spaceIds.audit, 'audit'))}`;

/** The board of Kibana that shows a data view. */
export const boardId = (view: string): string => `${view}-board`;
