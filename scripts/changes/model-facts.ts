import { modelBoard } from '../../dashboards/model-board';
import { entryOf, settingsOf, type LoadedEnvironment } from '../../environments';
import { logDestinationsOf } from '../../logs';
import { printDuration } from '../../models/duration';
import type { Model } from '../../models/model';
import { thresholds } from '../../models/names';
import { prometheusName } from '../../models/shards';
import { alertsOf, type KeptAlert } from '../explanation/alerts';
import { meanings } from '../explanation/meanings';
import { shown } from '../explanation/shown';
import { emittedBy } from '../explanation/thresholds';
import { audiencesOf, receiversText, type Audience } from '../explanation/told';
import { boardFacts } from './board-facts';
import { watchedByShard, type Fact } from './fact';

/** All that holds for a model: what its entry says, and what follows from it for alerts, people, logs and its board. */
export const factsOfModel = (model: Model, loaded: LoadedEnvironment): readonly Fact[] => [
  ...settingFacts(model, loaded),
  ...watchedBy(model),
  ...thresholdFacts(model),
  ...alertsOf(model, loaded.environment).kept.map(alertFact),
  ...toldFacts(model, loaded),
  ...logFacts(model, loaded),
  ...boardFacts(modelBoard(model, loaded.environment)),
];

const settingFacts = (model: Model, loaded: LoadedEnvironment): readonly Fact[] =>
  settingsOf(entryOf(loaded, model), model, loaded.settings).map(({ path, value, origin }) => ({
    topic: 'settings',
    about: path,
    says: shown(value),
    origin,
  }));

/** Which of several Prometheus it is that watches it; of the first, as of the only one, nothing is said. */
const watchedBy = ({ shard = 0 }: Model): readonly Fact[] =>
  shard === 0 ? [] : [{ topic: 'settings', about: watchedByShard, says: prometheusName(shard) }];

/** With what alerts compare, as it is deployed. */
const thresholdFacts = (model: Model): readonly Fact[] =>
  [...emittedBy(model)].flatMap(([name, all]) =>
    [...new Set(all.map(({ metric }) => metric))].map((metric) => ({
      topic: 'thresholds' as const,
      about: metric === undefined ? thresholds[name] : `${thresholds[name]} of ${metric}`,
      says: all
        .filter((one) => one.metric === metric)
        .map(({ value }) => meanings[name].means(value, model))
        .join('; '),
    })),
  );

const alertFact = ({ alert, conditions }: KeptAlert): Fact => ({
  topic: 'alerts',
  about: alert,
  says: conditions
    .map(({ severity, for: held }) => `${severity} ${held === '0s' ? 'at once' : `after ${held}`}`)
    .join(', '),
});

function toldFacts(model: Model, { environment }: LoadedEnvironment): readonly Fact[] {
  const hours = environment.teams[model.team]?.hours;
  return [
    ...audiencesOf(model, environment).map(audienceFact),
    ...(hours === undefined
      ? []
      : [
          {
            topic: 'told' as const,
            about: `hours of ${model.team}`,
            says: `${hours.days} ${hours.from}-${hours.to} ${hours.zone}`,
          },
        ]),
  ];
}

/** How long a page lasts before it escalates is part of what is said, so that another wait is a change. */
function audienceFact({ severity, about, ...audience }: Audience): Fact {
  const wait = /^lasting (.+)$/.exec(about ?? '')?.[1];
  return {
    topic: 'told',
    about: wait === undefined ? (about ?? severity) : `${severity} that lasts`,
    says: `${wait === undefined ? '' : `after ${wait} `}${audienceText(audience)}`,
  };
}

function audienceText({
  span = 'in hours',
  withinHours,
  outsideHours,
}: Pick<Audience, 'span' | 'withinHours' | 'outsideHours'>): string {
  const within = receiversText(withinHours) || 'nobody';
  const outside = receiversText(outsideHours) || 'nobody until the hours begin';
  return within === outside ? within : `${span} ${within}, outside ${outside}`;
}

const logFacts = (model: Model, { environment }: LoadedEnvironment): readonly Fact[] =>
  logDestinationsOf(model, environment).map(({ dataStream, kept, what }, index) => ({
    topic: 'logs',
    about: index === 0 ? 'lines' : 'records',
    says: `${what}, in ${dataStream} for ${printDuration(kept)}`,
    amount: kept.milliseconds,
  }));
