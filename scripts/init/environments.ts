import { languageLine } from '../../environments';
import { scalar } from '../new-entry';

/** An environment to begin with, and in what it differs from the others. */
interface Beginning {
  readonly name: string;
  readonly from?: string;
  readonly isPaging: boolean;
  readonly metrics: string;
  readonly logs: string;
}

/** In the order of promotion. */
export const beginnings: readonly Beginning[] = [
  { name: 'dev', isPaging: false, metrics: '7d', logs: '7d' },
  { name: 'staging', from: 'dev', isPaging: false, metrics: '15d', logs: '14d' },
  { name: 'prod', from: 'staging', isPaging: true, metrics: '30d', logs: '30d' },
];

/** The team that gets what belongs to no model. */
export const platformTeam = 'platform';

/** The file of an environment, with comments at what must be changed before it is deployed. */
export function environmentText(environment: Beginning, team: string): string {
  const { name, from, isPaging, metrics, logs } = environment;
  return `${languageLine()}${[
    `name: ${name}`,
    'clusters:',
    `  ${name}-1: { platform: self-managed, context: ${name}-1, storageClass: standard${isPaging ? ', nodes: 3' : ''} } # the context is one of your kubeconfig`,
    'state: { local: { directory: state } } # where Terraform keeps its states; take a bucket before others deploy',
    `profile: ${isPaging ? 'ha' : 'single'}`,
    `paging: ${String(isPaging)}${isPaging ? '' : ' # pages become tickets'}`,
    `retention: { metrics: ${metrics}, logs: ${logs} }`,
    'models: { namespace: serving } # where models run unless their entries say otherwise',
    '',
    'teams: # who is told; secrets are names of Kubernetes Secrets',
    ...[...new Set([team, platformTeam])].flatMap((one) => teamLines(one, name)),
    `owner: ${platformTeam} # gets what belongs to no model`,
    'heartbeat: { secret: heartbeat-url } # a service outside that notices when all of this is silent',
    '',
    '# Addresses under which people reach them.',
    `grafana: { url: 'https://grafana.${name}.example.com' }`,
    `elastic: { url: 'https://elasticsearch.${name}.example.com', kibana: 'https://kibana.${name}.example.com' }`,
    "runbooks: { url: 'https://runbooks.example.com' }",
    ...(isPaging ? [] : ['monitoringTls: none # fewer certificates for a trial; prod verifies them']),
    ...(from === undefined ? [] : [`promotion: { from: ${from} }`]),
  ].join('\n')}\n`;
}

const teamLines = (team: string, environment: string): readonly string[] => [
  `  ${scalar(team)}:`,
  `    page: { pagerduty: { secret: pagerduty-${team} } }`,
  `    ticket: { slack: { channel: '#${team}-alerts-${environment}', secret: slack-webhook } }`,
];
