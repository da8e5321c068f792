import { platformLimits } from '../models/platform-limits';
import { platform } from '../models/platform-records';
import type { Section } from './layout';
import { timeSeries } from './panel-timeseries';
import { linesAt } from './thresholds';
import { units } from './units';

/** Whether alerts reach somebody. */
export const alertmanagerSection: Section = {
  key: 'alertmanager',
  title: 'Alertmanager',
  collapsed: false,
  bands: [
    {
      height: 8,
      perLine: 4,
      panels: [
        timeSeries({
          key: 'alerts-firing',
          title: 'Firing alerts',
          description:
            'Alerts that fire, of models and of the platform, by their severity (ALERTS). Those that are inhibited or silenced are among them; the one that only shows that alerting works is not.',
          unit: units.count,
          noValue: 'None',
          series: [
            {
              expr: 'count by (severity) (ALERTS{alertstate="firing", severity!="none"})',
              legend: '{{severity}}',
            },
          ],
        }),
        timeSeries({
          key: 'notifications',
          title: 'Notifications',
          description: `Notifications that Alertmanager sent within an hour, by the kind of receiver, those that failed included (${platform.notifications}). The heartbeat is one of kind webhook.`,
          unit: units.count,
          noValue: 'Alertmanager does not tell of itself',
          series: [{ expr: platform.notifications, legend: '{{integration}}' }],
        }),
        timeSeries({
          key: 'notifications-failed',
          title: 'Failed notifications',
          description: `Those of them that did not arrive (${platform.notificationsFailed}). Alertmanager tries each again; a kind that only fails tells nobody.`,
          unit: units.count,
          noValue: 'Alertmanager does not tell of itself',
          series: [{ expr: platform.notificationsFailed, legend: '{{integration}}' }],
        }),
        timeSeries({
          key: 'heartbeat',
          title: 'Failed heartbeats',
          description: `Share of the calls of the service outside the cluster that failed within half an hour (${platform.heartbeatsFailed}). Without them the service raises the alarm.`,
          unit: units.ratio,
          noValue: 'No heartbeat is sent',
          series: [{ expr: platform.heartbeatsFailed, legend: 'failed' }],
          lines: linesAt(platformLimits.heartbeatsFailed),
          atLeast: { max: 1 },
        }),
      ],
    },
  ],
};
