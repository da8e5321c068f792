import type { Environment } from '../environments';
import { boardUids } from '../models/links';
import { runbookAddress } from './addresses';
import { firingAlerts } from './annotations';
import { board } from './board';
import { drillDowns, waysFrom } from './drill-downs';
import type { Dashboard } from './grafana';
import { alertmanagerSection } from './platform-alertmanager';
import { elasticsearchSection } from './platform-elasticsearch';
import { logstashSection } from './platform-logstash';
import { cardinalitySection, prometheusSection } from './platform-prometheus';
import { platformStats } from './platform-stats';

/** The board that says whether what watches the models is well itself. */
export const platformBoard = (environment: Environment): Dashboard =>
  board(
    {
      uid: boardUids.platform,
      title: drillDowns.platform.title,
      description:
        'Is what watches the models well itself? Where it is not, alerts and charts may be missing.',
      tags: ['platform'],
      from: 'now-6h',
      leadsTo: waysFrom('platform', environment),
      addresses: [runbookAddress(environment)],
      annotations: [firingAlerts('alertname=~"(Platform|Logs).+"')],
      sections: [
        {
          key: 'platform-now',
          title: 'Now',
          collapsed: false,
          bands: [{ height: 4, perLine: 8, panels: platformStats }],
        },
        prometheusSection,
        cardinalitySection,
        alertmanagerSection,
        elasticsearchSection,
        logstashSection,
      ],
    },
    environment,
  );
