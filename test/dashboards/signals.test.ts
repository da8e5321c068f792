import { records } from '../../models/records';
import { signalNames, signals, type SignalName } from '../../models/signals';
import { boardUids } from '../../models/links';
import { boardOf, environments, queriesOf } from './boards';

const models = environments.flatMap((environment) =>
  environment.models.map((model) => ({ environment: environment.name, name: model.name, model })),
);

/** Recorded series that show a signal beside its own: what was told last, and the share of unsure predictions. */
const shownBy = (signal: SignalName): readonly string[] => [
  signals[signal].series,
  records.latest(signals[signal].series),
];

const named = (query: string, series: string): boolean => query.includes(`${series}{`);

it.each(models)(
  '$environment/$name draws every signal that it feeds, and no other',
  ({ environment, name, model }) => {
    const queries = queriesOf(boardOf(environment, boardUids.model(name)));
    const drawn = signalNames.filter((signal) =>
      shownBy(signal).some((series) => queries.some((query) => named(query, series))),
    );
    expect(drawn).toEqual(model.signals);
  },
);

it('is tried with every signal of the vocabulary', () => {
  const fed = new Set(models.flatMap(({ model }) => model.signals));
  expect(signalNames.filter((signal) => !fed.has(signal))).toEqual([]);
});
