import { logRecords } from '../models/log-records';
import { logServiceOf } from '../models/log-service';
import type { Model } from '../models/model';
import { practice } from '../models/practice';
import type { UnplacedPanel } from './grafana';
import type { Section } from './layout';
import { timeSeries } from './panel-timeseries';
import { largest } from './queries';
import { linesAt } from './thresholds';
import { units } from './units';

/** What the model's log says that no metric does: errors by their class, and what should not stand in it. */
export const logSection = (model: Model): Section => ({
  key: 'logs',
  title: 'What the log says',
  collapsed: false,
  bands: [{ height: 7, perLine: 2, panels: [errorsChart(model), redactedChart(model)] }],
});

const linesOf = (series: string, model: Model): string => `${series}{service="${logServiceOf(model)}"}`;

/** Whose lines they are, where that is not the model alone. */
const ofServer = ({ signals }: Model): string =>
  signals.includes('logLines') ? '' : ' They are those of its server, which carries other models as well.';

const errorsChart = (model: Model): UnplacedPanel =>
  timeSeries({
    key: 'log-errors',
    title: 'Errors in the log',
    description: `Lines of level error and above within a quarter of an hour, by the class of the exception (${logRecords.errors}): other- and two digits stand for classes that are not on the list, none for lines that name no class. From the line on, a class that is new is told of.${ofServer(model)}`,
    unit: units.count,
    noValue: 'No error is logged',
    series: [{ expr: largest(linesOf(logRecords.errors, model)), legend: '{{signature}}' }],
    lines: linesAt(practice.newErrorLines),
  });

const redactedChart = (model: Model): UnplacedPanel =>
  timeSeries({
    key: 'log-redacted',
    title: 'Secrets and personal data',
    description: `Lines of the last hour from which such was taken out (${logRecords.redacted}). The server should not write them: what has no form that can be known stays in.${ofServer(model)}`,
    unit: units.count,
    noValue: 'Nothing was taken out',
    series: [{ expr: linesOf(logRecords.redacted, model), legend: '{{data}}' }],
  });
