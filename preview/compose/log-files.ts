import { dump } from 'js-yaml';
import type { Environment } from '../../environments/environment';
import { filebeatConfiguration, logRoutes, pipelinesFor } from '../../logs';
import { servingPod } from '../fleet/pods';
import type { Files } from './files';

const yaml = (value: unknown): string => dump(value, { lineWidth: -1, noRefs: true });

const pipelineFolder = '/usr/share/logstash/pipeline';

/** Pipelines, their dictionary, and Filebeat, which reads of files who writes them instead of asking Kubernetes. */
export function logFiles(environment: Environment): Files {
  const pipelines = pipelinesFor(environment);
  return [
    [
      'logstash/pipelines.yml',
      yaml(
        pipelines.map(({ id, settings }) => ({
          'pipeline.id': id,
          ...settings,
          'path.config': `${pipelineFolder}/${id}.conf`,
        })),
      ),
    ],
    // What the image brings instead names no file, and asks an Elasticsearch how Logstash is.
    ['logstash/logstash.yml', yaml({ 'api.http.host': '127.0.0.1', 'log.format': 'json' })],
    ...pipelines.map(({ id, config }) => [`logstash/pipeline/${id}.conf`, config] as const),
    ...Object.entries(logRoutes(environment)).map(
      ([name, text]) => [`logstash/routes/${name}`, text] as const,
    ),
    ['filebeat/filebeat.yml', yaml(filebeatConfiguration(environment, podsByFile(environment)))],
  ];
}

/** What Kubernetes would have told of the pod that writes a file; dots in a label's name are underscores, as there. */
const podsByFile = (environment: Environment): readonly object[] =>
  environment.models.map((model) => {
    const { namespace, name, node, container, labels } = servingPod(model);
    return {
      add_fields: {
        when: { contains: { 'log.file.path': `/${name}_${namespace}_` } },
        target: 'kubernetes',
        fields: {
          namespace,
          node: { name: node },
          pod: { name, uid: name },
          container: { name: container },
          labels: Object.fromEntries(
            Object.entries(labels).map(([label, value]) => [label.replaceAll('.', '_'), value]),
          ),
        },
      },
    };
  });
