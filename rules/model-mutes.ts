import type { AlertChange, Model } from '../models/model';
import { muted } from '../models/names';
import { keyOf } from './one-model';
import { joined, promql, type Expression } from './promql';
import type { RecordingRule } from './rule';

/** Whether the clock shows a time from `from` to before `to`, in Unix seconds. */
const between = (from: number | undefined, to: number): Expression =>
  from === undefined ? promql`vector(time()) < ${to}` : promql`(vector(time()) >= ${from}) < ${to}`;

/**
 * Of an alert that is off: until its end. Of one that the model has with another severity or another time: always, because
 * the model's own rule stands in for the shared one.
 *
 * An end is a time of the calendar and no span, so it is never compressed: in a faster preview it is off for as long as
 * the entry says, by the same clock.
 */
const muteOf = (model: Model, { alert, off }: AlertChange): RecordingRule => ({
  record: muted.alert,
  expression: off === undefined ? promql`vector(1)` : promql`vector(1) and ${between(undefined, off.until)}`,
  labels: { ...keyOf(model), alert, why: off === undefined ? 'changed' : 'off' },
});

/** When nobody is to be told about the model, or by one of the shared alerts about it. */
export const mutesOf = (model: Model): readonly RecordingRule[] => [
  ...model.alertChanges.map((change) => muteOf(model, change)),
  ...(model.maintenance.length === 0
    ? []
    : [
        {
          record: muted.model,
          // One rule for all spans: two of the same name and labels would be told apart by nothing.
          expression: promql`
            vector(1)
            and
            (
              ${joined(
                model.maintenance.map(({ from, to }) => between(from, to)),
                'or',
              )}
            )
          `,
          labels: keyOf(model),
        },
      ]),
];
