import type { Environment } from '../environments';
import { auditUrl } from '../models/log-links';
import type { Model } from '../models/model';
import type { Board } from './board';

type Address = Board['addresses'][number];

/** What to do about an alert. */
export const runbookAddress = ({ runbooks }: Environment): Address => ({
  title: 'Runbooks',
  url: runbooks.url,
});

/** Where auditors look, who have no business in Grafana: where any of the models must answer for its predictions. */
export const auditAddresses = (
  { elastic }: Environment,
  models: readonly Pick<Model, 'logs'>[],
): readonly Address[] =>
  models.some(({ logs }) => logs.audit) ? [{ title: 'Audit records', url: auditUrl(elastic.kibana) }] : [];
