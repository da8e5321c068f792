import { minutes } from '../models/duration';
import { logRecords } from '../models/log-records';
import { K, modelLogService } from '../models/names';
import { practice } from '../models/practice';
import { theModel, type ModelAlert } from './alert';
import { promql, type Expression } from './promql';

/** Models with the name under which their lines are counted. They are the side that may have such a name several times. */
const services = promql`max by (${K}, service) (${modelLogService})`;

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
    name: 'ModelLogsPersonalData',
    scope: 'model',
    needs: [],
    summary: `The log of ${theModel} holds {{ $labels.data }} data`,
    description:
      '{{ $value | printf "%.0f" }} lines of the last hour. What is recognised was taken out before it was stored; what is not is stored.',
    panel: { board: 'model', panel: 'log-redacted' },
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
