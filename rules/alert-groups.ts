import { minutes } from '../models/duration';
import { scrapeInterval } from '../models/scrape-interval';
import type { AlertingRule, RuleGroup } from './rule';

const canPage = ({ labels }: AlertingRule): boolean => labels['severity'] === 'critical';

/** How often alerts are looked at that wait for so long: half as often, or less, is a fifth of their wait at most. */
const often = { name: '', from: minutes(0), interval: scrapeInterval };
const paces = [
  often,
  { name: '-patient', from: minutes(5), interval: minutes(1) },
  { name: '-lasting', from: minutes(15), interval: minutes(3) },
];

const paceOf = (alert: AlertingRule): (typeof paces)[number] =>
  (canPage(alert) ? [] : paces.filter(({ from }) => alert.for.milliseconds >= from.milliseconds)).at(-1) ??
  often;

/**
 * Alerts by how often they are looked at. Whoever waits for long hardly notices that it was a fifth longer, and at a
 * thousand models alerts are a fifth of the work of all rules. Not so what may page: it is to be told of together with
 * PlatformManyModelsFailing, which stands for many pages and must not come after them.
 */
export const alertGroups = (name: string, alerts: readonly AlertingRule[]): readonly RuleGroup[] =>
  paces
    .map((pace) => ({
      name: `${name}${pace.name}`,
      interval: pace.interval,
      rules: alerts.filter((alert) => paceOf(alert) === pace),
    }))
    .filter(({ rules }) => rules.length > 0);
