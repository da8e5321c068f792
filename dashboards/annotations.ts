import { records } from '../models/records';
import type { AnnotationQuery } from '@grafana/schema';
import type { Annotation, Plain } from './grafana';
import { dataSource } from './layout';
import { palette } from './palette';

/** Series whose appearance marks an event: an instant of each on every step of the chart that has one. */
const annotation = (
  fields: Pick<Annotation, 'name' | 'iconColor' | 'expr' | 'titleFormat' | 'textFormat' | 'tagKeys'>,
): Annotation => {
  const written = {
    ...fields,
    datasource: dataSource,
    enable: true,
    hide: false,
    step: '60s',
    useValueForTime: false,
  };
  return written satisfies Plain<AnnotationQuery> & Annotation;
};

/**
 * Versions that were not there five minutes before. Recorded of targets, whose version label is that of the pod, so no deploy
 * tool has to tell Grafana, and a rebuilt Grafana still knows. `by` must hold model_version.
 */
export const deployments = (matchers: string, by: string): Annotation =>
  annotation({
    name: 'Deployments',
    iconColor: palette.deployment,
    expr: [
      `group by (${by}) (${records.targetsOfVersion}{${matchers}})`,
      `unless group by (${by}) (${records.targetsOfVersion}{${matchers}} offset 5m)`,
    ].join('\n'),
    titleFormat: 'Version {{model_version}}',
    textFormat: '{{model_name}}',
    tagKeys: 'model_version',
  });

/** Alerts while they fire. */
export const firingAlerts = (matchers: string): Annotation =>
  annotation({
    name: 'Alerts',
    iconColor: palette.critical,
    expr: `ALERTS{alertstate="firing", ${matchers}}`,
    titleFormat: '{{alertname}}',
    textFormat: '{{severity}} {{model_name}} {{feature}}',
    tagKeys: 'severity',
  });
