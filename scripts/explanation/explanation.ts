import {
  entryOf,
  settingsOf,
  type Cluster,
  type LoadedEnvironment,
  type Setting,
  type TeamHours,
} from '../../environments';
import { logDestinationsOf } from '../../logs';
import { printDuration } from '../../models/duration';
import { boardUrl, runbookUrl } from '../../models/links';
import { loggedOf, logsUrl } from '../../models/log-links';
import { logKey } from '../../models/log-key';
import type { Model } from '../../models/model';
import { runtimes } from '../../models/runtimes';
import { alertsOf, type DroppedAlert, type KeptAlert } from './alerts';
import { scrapedOf, type Scraped } from './scraped';
import { fedSignals, unfedSignals, type FedSignal, type UnfedSignal } from './signals';
import { audiencesOf, type Audience } from './told';

/** Everything that follows from one entry in one environment. Plain data: `--json` prints it as it is. */
export interface Explanation {
  readonly model: string;
  readonly title: string;
  readonly environment: string;
  /** Where it runs: the same in each. Grafana and the logs are in the home cluster. */
  readonly clusters: readonly Pick<Cluster, 'name' | 'platform' | 'context' | 'home'>[];
  readonly entry: string;
  readonly team: string;
  readonly tier: string;
  readonly server: string;
  readonly settings: readonly Setting[];
  readonly scraped: readonly Scraped[];
  readonly signals: { readonly fed: readonly FedSignal[]; readonly unobserved: readonly UnfedSignal[] };
  readonly alerts: { readonly kept: readonly KeptAlert[]; readonly dropped: readonly DroppedAlert[] };
  /** `paging` is the environment's: without it, pages are tickets. */
  readonly told: {
    readonly paging: boolean;
    readonly hours?: TeamHours;
    readonly audiences: readonly Audience[];
  };
  readonly places: {
    readonly dashboard: string;
    readonly logs: string;
    readonly runbooks: string;
    readonly logKey: string;
    /** Data streams that hold lines of the model, how long they are kept there, and what they are. */
    readonly streams: readonly {
      readonly dataStream: string;
      readonly kept: string;
      readonly atMost: string;
      readonly what: string;
    }[];
  };
}

/** Explains a model of the environment. */
export function explanationOf(model: Model, loaded: LoadedEnvironment): Explanation {
  const { environment, settings } = loaded;
  const entry = entryOf(loaded, model);
  const hours = environment.teams[model.team]?.hours;
  return {
    model: model.name,
    title: model.title,
    environment: environment.name,
    clusters: environment.clusters.map(({ name, platform, context, home }) => ({
      name,
      platform,
      context,
      home,
    })),
    entry: entry.source.file,
    team: model.team,
    tier: model.tier,
    server: runtimes[model.runtime].title,
    settings: settingsOf(entry, model, settings),
    scraped: scrapedOf(model),
    signals: { fed: fedSignals(model), unobserved: unfedSignals(model) },
    alerts: alertsOf(model, environment),
    told: {
      paging: environment.paging,
      ...(hours === undefined ? {} : { hours }),
      audiences: audiencesOf(model, environment),
    },
    places: {
      dashboard: boardUrl(environment.grafana.url, model.name),
      logs: logsUrl(environment.elastic.kibana, loggedOf(model)),
      runbooks: runbookUrl(environment.runbooks.url, '<alert>'),
      logKey: logKey(model),
      streams: logDestinationsOf(model, environment).map(({ kept, atMost, ...one }) => ({
        ...one,
        kept: printDuration(kept),
        atMost: printDuration(atMost),
      })),
    },
  };
}
