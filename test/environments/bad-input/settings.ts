import { edited, settings as file, type BadCase } from '../bad-case';

const ticket = '    ticket: { webhook: { secret: platform-tickets } }\n';
const email = (fields: string) => edited(file, ticket, `    ticket:\n      email: { ${fields} }\n`);
const mail = 'to: ops@shop.example, from: alerts@shop.example';

/** What a file can say wrongly of what is kept, what it costs, and of mailboxes. */
export const settings: readonly BadCase[] = [
  {
    file: 'setting-retention-metrics',
    mistake: 'metrics that are kept for less than a week',
    spoil: edited(file, 'name: shop\n', 'name: shop\nretention: { metrics: 6d }\n'),
  },
  {
    file: 'setting-retention-audit',
    mistake: 'an audit log that is kept for an hour',
    spoil: edited(file, 'name: shop\n', 'name: shop\nretention: { audit: 1h }\n'),
  },
  {
    file: 'setting-availability',
    mistake: 'a usual availability that no alert could tell from failure',
    spoil: edited(file, '{ namespace: inference }', '{ namespace: inference, availability: 90% }'),
  },
  {
    file: 'setting-licence',
    mistake: 'a licence that is not sold for Kubernetes',
    spoil: edited(file, "elasticsearch.shop.example',", "elasticsearch.shop.example', licence: gold,"),
  },
  {
    file: 'setting-licence-audit-log',
    mistake: 'a security audit log without the licence for it',
    spoil: edited(file, "elasticsearch.shop.example',", "elasticsearch.shop.example', auditLog: true,"),
  },
  {
    file: 'setting-log-readers',
    mistake: 'readers of logs that are no group of readers',
    spoil: edited(file, '  platform:\n', '  platform:\n    logs: { readers: risk }\n'),
  },
  {
    file: 'setting-licence-american',
    mistake: 'a licence spelled as in America',
    spoil: edited(file, "elasticsearch.shop.example',", "elasticsearch.shop.example', license: basic,"),
  },
  {
    file: 'setting-budget-text',
    mistake: 'a budget in quotes',
    spoil: edited(file, 'name: shop\n', "name: shop\nbudgets: { seriesPerModel: '2000' }\n"),
  },
  {
    file: 'setting-budget-small',
    mistake: 'a budget that no server keeps',
    spoil: edited(file, 'name: shop\n', 'name: shop\nbudgets: { seriesPerModel: 10 }\n'),
  },
  {
    file: 'setting-budget-fraction',
    mistake: 'a budget of half a series',
    spoil: edited(file, 'name: shop\n', 'name: shop\nbudgets: { seriesPerModel: 2000.5 }\n'),
  },
  {
    file: 'setting-budget-huge',
    mistake: 'a budget that limits nothing',
    spoil: edited(file, 'name: shop\n', 'name: shop\nbudgets: { seriesPerModel: 20000000 }\n'),
  },
  {
    file: 'setting-series-small',
    mistake: 'a budget of the whole that an empty cluster exceeds',
    spoil: edited(file, 'name: shop\n', 'name: shop\nbudgets: { series: 500 }\n'),
  },
  {
    file: 'setting-email-address',
    mistake: 'a mailbox without a domain',
    spoil: email(`to: ops, from: alerts@shop.example, smarthost: 'smtp.shop.example:587'`),
  },
  {
    file: 'setting-email-port',
    mistake: 'a mail server without a port',
    spoil: email(`${mail}, smarthost: smtp.shop.example`),
  },
  {
    file: 'setting-email-port-range',
    mistake: 'a mail server with a port beyond the last',
    spoil: email(`${mail}, smarthost: 'smtp.shop.example:70000'`),
  },
  {
    file: 'setting-email-user',
    mistake: 'a user of a mail server without a password',
    spoil: email(`${mail}, smarthost: 'smtp.shop.example:587', username: alerts`),
  },
  {
    file: 'setting-email-password',
    mistake: 'a password of a mail server in the file',
    spoil: email(`${mail}, smarthost: 'smtp.shop.example:587', username: alerts, password: hunter2`),
  },
  {
    file: 'setting-email-two',
    mistake: 'a mailbox and a channel as one receiver',
    spoil: edited(
      file,
      '{ webhook: { secret: platform-tickets } }',
      `{ webhook: { secret: a }, email: { ${mail}, smarthost: 'smtp.shop.example:587' } }`,
    ),
  },
  {
    file: 'setting-unchecked-paging',
    mistake: 'rules that nobody has checked, in an environment that pages',
    spoil: edited(file, 'name: shop\n', 'name: shop\nuncheckedRules: accepted\n'),
  },
  {
    file: 'setting-unchecked-unknown',
    mistake: 'another word for what becomes of unchecked rules',
    spoil: edited(file, 'name: shop\n', 'name: shop\nuncheckedRules: accept\n'),
  },
  {
    file: 'setting-ingress-port',
    mistake: 'an Ingress at a port of its own',
    spoil: edited(
      file,
      "{ url: 'https://grafana.shop.example' }",
      "{ url: 'https://grafana.shop.example:8443', ingress: { className: nginx } }",
    ),
  },
  {
    file: 'setting-ingress-class',
    mistake: 'an Ingress of which nobody says who answers',
    spoil: edited(
      file,
      "{ url: 'https://grafana.shop.example' }",
      "{ url: 'https://grafana.shop.example', ingress: { tlsSecret: grafana-tls } }",
    ),
  },
  {
    file: 'setting-version-unsupported',
    mistake: 'a version that nobody has tried',
    spoil: edited(file, 'name: shop\n', 'name: shop\nversions: { kube-prometheus-stack: 88.5.4 }\n'),
  },
  {
    file: 'setting-version-component',
    mistake: 'a version of something that cannot be pinned',
    spoil: edited(file, 'name: shop\n', 'name: shop\nversions: { prometheus-operator-crds: 31.0.1 }\n'),
  },
  {
    file: 'setting-version-kubernetes-number',
    mistake: 'a version of Kubernetes that YAML takes for a number',
    spoil: edited(file, 'context: shop-1 }', 'context: shop-1, kubernetes: 1.36 }'),
  },
  {
    file: 'setting-version-kubernetes-old',
    mistake: 'a Kubernetes that is no longer supported',
    spoil: edited(file, 'context: shop-1 }', "context: shop-1, kubernetes: '1.30' }"),
  },
];
