import { hours, minutes } from '../models/duration';
import { linesOf } from '../models/log-links';
import { logRecords } from '../models/log-records';
import { K, modelLogService } from '../models/names';
import { practice } from '../models/practice';
import { theModel, type ModelAlert } from './alert';
import { promql, type Expression } from './promql';

/** Models with the name under which their lines are counted. They are the side that may have such a name several times. */
const services = promql`max by (${K}, service) (${modelLogService})`;

/** The share of lines that could not be read, for whatever reason. */
const unreadShare = promql`sum by (service) (${logRecords.unreadShare})`;

/** Models from whose lines enough of one kind was taken out, by what it is. */
const redactedOf = (enough: Expression): Expression => promql`
  max by (${K}, data) (
    ${services}
    * on (service) group_left (data)
    (
      ${enough}
    )
  )
`;

/** Names that one model has, whose signatures can be told apart; a server has several models. */
const single = promql`
  ${services}
  unless on (service)
  count by (service) (${services}) > 1
`;

const enoughNew = promql`(${logRecords.newErrors} >= ${practice.newErrorLines})`;

/** What the lines of a model say that no metric does. */
export const logContentAlerts: readonly ModelAlert[] = [
  {
    name: 'ModelLogsUnparsed',
    scope: 'model',
    needs: [],
    summary: `Lines of the log of ${theModel} cannot be read`,
    description:
      'For two hours or more, {{ $value | humanizePercentage }} of its lines have not had the format that is known of them: their level, request and error are not found.',
    panel: { board: 'model', panel: 'log-unread' },
    lines: linesOf.unread,
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          max by (${K}) (
            ${services}
            * on (service) group_left ()
            (
              ${unreadShare} >= ${practice.unreadShare}
              and on (service)
              ${unreadShare} * on (service) ${logRecords.lines} >= ${practice.unreadLines}
            )
          )
        `,
        // Longer than what is counted: what a server prints while it starts is no format that is wrong.
        for: hours(2),
        keepFiringFor: minutes(30),
      },
    ],
  },
  {
    name: 'ModelLogsPersonalData',
    scope: 'model',
    needs: [],
    summary: `The log of ${theModel} holds {{ $labels.data }} data`,
    description:
      '{{ $value | printf "%.0f" }} lines of the last hour. What is recognised was taken out before it was stored; what is not is stored.',
    panel: { board: 'model', panel: 'log-redacted' },
    lines: linesOf.redacted,
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          ${redactedOf(promql`${logRecords.redacted}{data="secret"} >= ${practice.secretLines}`)}
          or
          ${redactedOf(promql`
            ${logRecords.redacted}{data="personal"} >= ${practice.personalLines}
            and on (service)
            ${logRecords.redacted}{data="personal"} >= on (service) ${practice.personalShare} * ${logRecords.lines}
          `)}
        `,
        for: minutes(15),
        keepFiringFor: minutes(30),
      },
    ],
  },
  {
    name: 'ModelErrorSignatureNew',
    scope: 'model',
    needs: [],
    summary: `The log of ${theModel} has errors of a new class`,
    description:
      '{{ $value | printf "%.0f" }} lines of a quarter of an hour{{ with $labels.signature }} ({{ . }}){{ end }}; there was none of its class for a week.',
    panel: { board: 'model', panel: 'log-errors' },
    // Of a server that several models share no signature is told.
    lines: `{{ with $labels.signature }}${linesOf.signature('{{ . }}')}{{ end }}`,
    inhibitedBy: ['ModelErrorBudgetBurn', 'ModelTargetsDown'],
    conditions: [
      {
        severity: 'warning',
        // Of a shared server each model is told, of the signature that came most.
        expression: promql`
          max by (${K}, signature) (
            ${enoughNew}
            * on (service) group_left (${K})
            (
              ${single}
            )
          )
          or on (${K})
          max by (${K}) (
            ${services}
            * on (service) group_left ()
            max by (service) ${enoughNew}
          )
        `,
        for: minutes(5),
        keepFiringFor: minutes(15),
      },
    ],
  },
];
