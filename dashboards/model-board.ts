import type { Environment } from '../environments';
import { boardUids } from '../models/links';
import { loggedOf, logsUrl } from '../models/log-links';
import type { Model } from '../models/model';
import { runtimes } from '../models/runtimes';
import { auditAddresses, runbookAddress } from './addresses';
import { deployments, firingAlerts } from './annotations';
import { board } from './board';
import { drillDownNames, waysAbout, type DrillDownName } from './drill-downs';
import type { Dashboard } from './grafana';
import type { Section } from './layout';
import { about } from './model-about';
import { batchSection } from './model-batch';
import { businessSection } from './model-business';
import { capacitySection } from './model-capacity';
import { compositeSection } from './model-composites';
import { distributionSection } from './model-distributions';
import { generationSection } from './model-generation';
import { alertTimeline, healthStats } from './model-health';
import { inputSection } from './model-inputs';
import { latencySection } from './model-latency';
import { logSection } from './model-logs';
import { ownSection } from './model-own-panels';
import { qualitySection } from './model-quality';
import { runtimeSection } from './model-runtime';
import { trafficSection } from './model-traffic';
import { versionSection } from './model-versions';
import { selectorOf } from './queries';

/** The board of one model: only panels that the model can feed, and one line that says what is not observed. */
export function modelBoard(model: Model, environment: Environment): Dashboard {
  const matchers = selectorOf(model);
  const runtime = runtimes[model.runtime];
  const leading = (section: Section, ...to: readonly DrillDownName[]): Section => ({
    ...section,
    leadsTo: waysAbout(model, ...to),
  });
  const sections: readonly Section[] = [
    {
      key: 'health',
      title: 'Health',
      collapsed: false,
      bands: [
        { height: 4, perLine: 1, panels: [about(model, environment)] },
        { height: 4, perLine: 8, panels: healthStats(model) },
        { height: 5, perLine: 1, panels: [alertTimeline(model)] },
      ],
    },
    leading(batchSection(model), 'batch'),
    leading(trafficSection(model), 'objectives'),
    leading(latencySection(model), 'objectives'),
    leading(versionSection(model), 'versions'),
    leading(generationSection(model), 'llm'),
    businessSection(model),
    leading(compositeSection(model), 'drift'),
    leading(qualitySection(model), 'drift'),
    leading(inputSection(model), 'drift'),
    leading(logSection(model, environment), 'logs'),
    capacitySection(model, environment),
    distributionSection(model),
    runtimeSection(model),
    ownSection(model),
  ];
  return board(
    {
      uid: boardUids.model(model.name),
      title: titleOf(model),
      description: `Health, traffic and quality of ${titleOf(model)}, served by ${runtime.title}.`,
      tags: ['model', model.team, model.kind],
      // A nightly run is a point; a week shows the pattern.
      from: model.batch === undefined ? 'now-6h' : 'now-7d',
      leadsTo: [
        { title: 'Models overview', uid: boardUids.overview },
        ...waysAbout(model, ...drillDownNames),
      ],
      addresses: [
        { title: 'Kibana', url: logsUrl(environment.elastic.kibana, loggedOf(model)) },
        runbookAddress(environment),
        ...auditAddresses(environment, [model]),
      ],
      annotations: [
        // A gateway's own version says nothing of the job that pushed to it.
        ...(runtime.gateway === undefined
          ? [deployments(`${matchers}, runtime="${model.runtime}"`, 'model_name, model_version')]
          : []),
        firingAlerts(matchers),
      ],
      sections,
    },
    environment,
  );
}

/** What people call the model, with its name, which makes the title unique. */
const titleOf = ({ title, name }: Model): string => (title === name ? name : `${title} (${name})`);
