import { minutes } from '../models/duration';
import { scrapeInterval } from '../models/scrape-interval';
import type { AlertingRule, RuleGroup } from './rule';

const patience = minutes(15);
const isPatient = ({ for: held }: AlertingRule): boolean => held.milliseconds >= patience.milliseconds;

/**
 * Alerts by how often they are looked at. Whoever waits a quarter of an hour for one does not notice half a minute, and
 * looking half as often costs half: at a thousand models, alerts are two fifths of the work of all rules.
 */
export const alertGroups = (name: string, alerts: readonly AlertingRule[]): readonly RuleGroup[] =>
  [
    { name, interval: scrapeInterval, rules: alerts.filter((alert) => !isPatient(alert)) },
    { name: `${name}-patient`, interval: minutes(1), rules: alerts.filter(isPatient) },
  ].filter(({ rules }) => rules.length > 0);
