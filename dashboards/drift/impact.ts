import { K, thresholds } from '../../models/names';
import { records } from '../../models/records';
import { signals } from '../../models/signals';
import type { Feeds } from '../feeds';
import type { UnplacedPanel } from '../grafana';
import { limitLine } from '../limits';
import { palette } from '../palette';
import { timeSeries } from '../panel-timeseries';
import { ofChosen } from '../queries';
import { units } from '../units';

/** Whether drift matters: next to how much has drifted, what became of accuracy. */
export const driftImpact = (feeds: Feeds): readonly UnplacedPanel[] =>
  feeds('drift')
    ? [
        timeSeries({
          key: 'impact',
          title: 'Impact of drift',
          description: `Share of drifted features (${signals.drift.series}) and the share from which drift is widespread (${thresholds.driftShare}); accuracy (${signals.accuracy.series}), and by how much it is below what was agreed (${records.accuracyShortfall}), drawn only while it is. Above the limit with accuracy missing, the model needs new training data; above it with accuracy as ever, the reference may be what is old.`,
          unit: units.ratio,
          noValue: 'Neither drift nor accuracy is told of this model',
          series: [
            {
              expr: `avg by (${K}) (${ofChosen(signals.drift.series)})`,
              legend: 'drifted features',
              colour: palette.warning,
            },
            limitLine(thresholds.driftShare, 'widespread from'),
            ...(feeds('accuracy')
              ? ([
                  { expr: ofChosen(signals.accuracy.series), legend: 'accuracy', colour: palette.primary },
                  {
                    expr: ofChosen(records.accuracyShortfall),
                    legend: 'accuracy missing',
                    colour: palette.errors,
                  },
                ] as const)
              : []),
          ],
          atLeast: { max: 1 },
        }),
      ]
    : [];
