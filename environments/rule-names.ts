import { modelAlertNames } from '../models/alert-names';
import { printPath } from './check';
import type { Report } from './report';
import type { RuleContext } from './resolve-rule-files';
import type { WrittenRule } from './rule-file';

/** First words of alerts that the catalogue has, or may have tomorrow. */
const taken = /^(?:Gpu|Logs|Platform|Data|Model)[A-Z]/;
/** Alerts of the platform chart that routes know by name. */
const ofChart = ['Watchdog', 'InfoInhibitor'];

/** An alert is known by its name: to routes, inhibition and whoever is woken. */
export function checkAlertName(alert: string, { models, report, path }: RuleContext): void {
  const owner = models.find(({ extraAlerts }) => extraAlerts.some(({ name }) => name === alert));
  const why = (modelAlertNames as readonly string[]).includes(alert)
    ? `the catalogue has an alert ${alert}; an entry changes it under alerts, and a rule of your own needs another name`
    : ofChart.includes(alert)
      ? `the platform has an alert ${alert}, which routes know by its name; choose another`
      : taken.test(alert)
        ? `names that begin with Model, Data, Gpu, Logs or Platform belong to the catalogue, which grows; begin with a word of your own`
        : owner === undefined
          ? undefined
          : `the entry of "${owner.name}" has an alert ${alert} of its own; choose another name`;
  if (why !== undefined) report([...path, 'alert'], why);
}

/** A series under a name of ours would be a second value of it, and an error of every rule that reads it. */
export function checkRecordName(record: string, { report, path }: RuleContext): void {
  if (/^model(?:_pod)?:/.test(record))
    report(
      [...path, 'record'],
      'series of the level "model" are recorded by the shared rules; begin with another level, such as team:',
    );
}

/** Rules by what they are, with the place of the first. */
export type Seen = Map<string, string>;

/** Reports what stands twice in the files of an environment: an alert of one severity, a series with the same labels. */
export function checkTwice(
  { alert, record, labels }: WrittenRule,
  file: string,
  path: readonly (string | number)[],
  seen: Seen,
  report: Report,
): void {
  const place = `${file}, ${printPath(path)}`;
  // The page and the ticket of one alert share its name, and are written side by side.
  const key =
    alert === undefined
      ? JSON.stringify([record, Object.entries(labels).sort()])
      : `${alert} ${labels['severity'] ?? ''}`;
  const first = seen.get(key) ?? (alert === undefined ? undefined : otherFile(alert, file, seen));
  if (first === undefined) {
    seen.set(key, place);
    return;
  }
  const message =
    alert === undefined
      ? `the series ${record ?? ''} is recorded with the same labels in ${first}; a series has one rule`
      : `the alert ${alert} is in ${first} already; names are unique, but for two severities of one alert in one file`;
  report([...path, alert === undefined ? 'record' : 'alert'], message);
}

const otherFile = (alert: string, file: string, seen: Seen): string | undefined =>
  [...seen].find(([key, place]) => key.startsWith(`${alert} `) && !place.startsWith(`${file},`))?.[1];
