import type { Panel } from '../../dashboards';
import { burnPairs } from '../../models/burn';
import { inSeconds } from '../../models/duration';
import { boardUids, panelId } from '../../models/links';
import { quantiles } from '../../models/entry';
import { dashboardsFor } from '../../dashboards';
import { boardOf, environments, panelsOf } from './boards';

/** Bounds of the lines that a panel draws. */
const linesOf = (panel: Panel | undefined): readonly (number | null)[] =>
  (
    (panel?.fieldConfig.defaults['thresholds'] as { steps: { value: number | null }[] } | undefined)?.steps ??
    []
  )
    .map(({ value }) => value)
    .filter((value) => value !== null);

const models = environments.flatMap((environment) =>
  environment.models.map((model) => ({ environment: environment.name, name: model.name, model })),
);

it.each(models)(
  '$environment/$name draws its objectives where it set them',
  ({ environment, name, model }) => {
    const panels = panelsOf(boardOf(environment, boardUids.model(name)));
    const lines = (key: string) => linesOf(panels.find(({ id }) => id === panelId(key)));
    const { availability, latency, accuracy, drift, batch } = model;
    if (availability !== undefined) {
      expect(lines('error-ratio')).toEqual([expect.closeTo(1 - availability, 9)]);
      expect(lines('error-budget')).toEqual(burnPairs.map(({ factor }) => factor).sort((a, b) => a - b));
    }
    expect(lines('latency')).toEqual(latency?.kind === 'quantile' ? [latency.seconds] : []);
    expect(lines('latency-mean')).toEqual(latency?.kind === 'mean' ? [latency.seconds] : []);
    expect(lines('slow-ratio')).toEqual(
      latency?.kind === 'quantile' ? [expect.closeTo(1 - quantiles[latency.quantile], 9)] : [],
    );
    expect(lines('accuracy')).toEqual(accuracy === undefined ? [] : [accuracy.floor]);
    expect(lines('drift-share')).toEqual(drift === undefined ? [] : [drift.share]);
    expect(lines('batch-success')).toEqual(batch === undefined ? [] : [inSeconds(batch.silence)]);
    if (model.signals.includes('requests')) {
      expect(lines('traffic')).toEqual(model.traffic.minimum === 0 ? [] : [model.traffic.minimum]);
    }
  },
);

it('prints budgets as people write them, without the dust of binary fractions', () => {
  for (const environment of environments) {
    expect(JSON.stringify(dashboardsFor(environment)).match(/\d\.\d*(?:0{7}|9{7})\d+/g)).toBeNull();
  }
});
