import { inSeconds, printDuration, times } from '../models/duration';
import { probing } from '../models/exporters';
import { watchedLabels, type KubernetesObject } from '../models/kubernetes';
import { serviceUrls } from '../models/links';
import type { Model } from '../models/model';
import { namespaces } from '../models/names';
import { scrapeTimeout } from '../models/scrape-interval';

/** monitoring.coreos.com/v1 Probe, as far as this project uses it. */
export interface Probe extends KubernetesObject {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'Probe';
  readonly spec: {
    readonly jobName: string;
    /** `url` is `host:port` without a scheme, whatever its name says. */
    readonly prober: { readonly url: string; readonly path: string };
    readonly module: string;
    readonly interval: string;
    readonly scrapeTimeout: string;
    readonly sampleLimit: number;
    readonly labelLimit: number;
    readonly targets: {
      readonly staticConfig: {
        readonly static: readonly string[];
        readonly labels: Readonly<Record<string, string>>;
      };
    };
  };
}

/** The call from outside that the entry of a model asks for, if it asks for one. */
export const probesFor = (model: Model, pace = 1): readonly Probe[] =>
  model.probe === undefined ? [] : [probeOf(model, model.probe, pace)];

function probeOf(model: Model, { url, every }: NonNullable<Model['probe']>, pace: number): Probe {
  const patience = inSeconds(every) < inSeconds(scrapeTimeout) ? every : scrapeTimeout;
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Probe',
    metadata: {
      name: model.name,
      namespace: namespaces.observatory,
      labels: watchedLabels('scrape', model.shard),
    },
    spec: {
      // A job of its own, in the operator's form: the prober may be there while the model's pods are not, and the reverse.
      jobName: `probe/${namespaces.observatory}/${model.name}`,
      prober: { url: serviceUrls.blackboxExporter, path: probing.path },
      module: probing.module,
      interval: printDuration(times(every, 1 / pace)),
      scrapeTimeout: printDuration(times(patience, 1 / pace)),
      sampleLimit: 100,
      labelLimit: 40,
      targets: {
        staticConfig: {
          static: [url],
          // Left out, the namespace would be that of this object. No pod: it is not known which one answers.
          labels: {
            namespace: model.namespace,
            model_name: model.name,
            team: model.team,
            tier: model.tier,
          },
        },
      },
    },
  };
}
