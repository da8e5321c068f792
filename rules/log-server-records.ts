import { minutes } from '../models/duration';
import { logLineCounter, logLines } from '../models/exporters';
import { logRecords } from '../models/log-records';
import { sharedServices } from '../models/log-service';
import { K, modelInfo, modelLogService } from '../models/names';
import { signals } from '../models/signals';
import { habitRecords } from './log-line-records';
import { promql } from './promql';
import type { RecordingRule } from './rule';
import { toldBy } from './told-by';

/**
 * Models that share no server have their lines under their own name. Said once for all of them: a thousand constants would
 * cost more than any rule.
 */
export const ownLogService: RecordingRule = {
  record: modelLogService,
  expression: promql`
    label_replace(
      group by (${K}) (${modelInfo})
      unless on (${K})
      ${modelLogService}{service=~"${sharedServices}"},
      "service", "$1", "model_name", "(.+)"
    )
  `,
};

/** Models that share servers, with these. */
const members = promql`max by (${K}, service) (${modelLogService}{service=~"${sharedServices}"})`;

/** Requests of all models of a server, and the lines that it writes about whichever of them. */
export const serverLineRecords: readonly RecordingRule[] = [
  {
    record: logRecords.requests,
    expression: promql`
      sum by (service) (
        ${members}
        * on (${K}) group_left ()
        ${signals.requests.series}
      )
    `,
  },
  {
    record: logRecords.serverLines,
    // Where nothing is told of a server there are no lines of it, if all that count have been asked.
    expression: promql`
      (
        sum by (service) (
          rate(${toldBy(logLineCounter, logLines.written, `service=~"${sharedServices}"`)}[${minutes(5)}])
        ) > 0
      )
      or
      0 * group by (service) (${members})
      and on ()
      min(${toldBy(logLineCounter, 'up')}) == 1
    `,
  },
];

export const serverHabitRecords = habitRecords({
  lines: logRecords.serverLines,
  requests: logRecords.requests,
  key: 'service',
  perRequest: logRecords.linesPerRequest,
  usual: logRecords.usualLinesPerRequest,
  latest: logRecords.latestLinesPerRequest,
});
