import type { Environment } from '../environments';
import { linesOf, loggedOf, logsUrlInTime } from '../models/log-links';
import { logRecords } from '../models/log-records';
import { logServiceOf } from '../models/log-service';
import type { Model } from '../models/model';
import { practice } from '../models/practice';
import type { Link, UnplacedPanel } from './grafana';
import type { Section } from './layout';
import { timeSeries } from './panel-timeseries';
import { largest } from './queries';
import { linesAt } from './thresholds';
import { units } from './units';

/** What the model's log says that no metric does: errors by their class, and what should not stand in it. */
export const logSection = (model: Model, environment: Environment): Section => ({
  key: 'logs',
  title: 'What the log says',
  collapsed: false,
  bands: [
    {
      height: 7,
      perLine: 3,
      panels: [
        errorsChart(model, environment),
        unreadChart(model, environment),
        redactedChart(model, environment),
      ],
    },
  ],
});

const ofModel = (series: string, model: Model): string => `${series}{service="${logServiceOf(model)}"}`;

/** A label of the series that was clicked on. */
const labelOf = (label: string): string => `\${__field.labels.${label}}`;

/** From a point to the lines that it counts. */
const linesLink = (model: Model, environment: Environment, lines: string): Link => ({
  title: 'Lines',
  url: logsUrlInTime(environment.elastic.kibana, loggedOf(model), lines),
  targetBlank: false,
});

/** Whose lines they are, where that is not the model alone. */
const ofServer = ({ signals }: Model): string =>
  signals.includes('logLines') ? '' : ' They are those of its server, which carries other models as well.';

const errorsChart = (model: Model, environment: Environment): UnplacedPanel =>
  timeSeries({
    key: 'log-errors',
    title: 'Errors in the log',
    description: `Lines of level error and above within a quarter of an hour, by the class of the exception (${logRecords.errors}): other- and two digits stand for classes that are not on the list, none for lines that name no class. From the line on, a class that is new is told of.${ofServer(model)}`,
    unit: units.count,
    noValue: 'No error is logged',
    series: [{ expr: largest(ofModel(logRecords.errors, model)), legend: '{{signature}}' }],
    links: [linesLink(model, environment, linesOf.signature(labelOf('signature')))],
    lines: linesAt(practice.newErrorLines),
  });

const unreadChart = (model: Model, environment: Environment): UnplacedPanel =>
  timeSeries({
    key: 'log-unread',
    title: 'Lines that cannot be read',
    description: `Share of the lines of the last hour (${logRecords.unreadShare}) that no pattern of the format fits, which are kept whole as unparsed, or that begin as JSON and are none, which are withheld. Their level, request and error are not found.${ofServer(model)}`,
    unit: units.ratio,
    noValue: 'Every line was read',
    series: [{ expr: ofModel(logRecords.unreadShare, model), legend: '{{outcome}}' }],
    links: [linesLink(model, environment, linesOf.outcome(labelOf('outcome')))],
    lines: linesAt(practice.unreadShare),
  });

const redactedChart = (model: Model, environment: Environment): UnplacedPanel =>
  timeSeries({
    key: 'log-redacted',
    title: 'Secrets and personal data',
    description: `Lines of the last hour from which such was taken out (${logRecords.redacted}). The server should not write them: what has no form that can be known stays in.${ofServer(model)}`,
    unit: units.count,
    noValue: 'Nothing was taken out',
    series: [{ expr: ofModel(logRecords.redacted, model), legend: '{{data}}' }],
    links: [linesLink(model, environment, linesOf.redacted)],
  });
