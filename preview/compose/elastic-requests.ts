import type { Environment } from '../../environments/environment';
import {
  clusterSettingsFor,
  dataViewsOf,
  indexTemplatesFor,
  kibanaRightsOf,
  lifecyclesFor,
  printSavedObjects,
  rolesFor,
  savedObjectsOf,
  spacesFor,
} from '../../logs';

/** One request, made as whoever may do everything. */
export interface Request {
  readonly method: 'PUT' | 'POST';
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Text of a file that is uploaded in place of a body. */
  readonly file?: string;
  /** Answers besides success that mean that it is so already. */
  readonly already?: readonly number[];
}

const named = (start: string, name: string): string => `${start}/${encodeURIComponent(name)}`;

/**
 * What Terraform's provider tells Elasticsearch of an environment without warm nodes and copies, in its order: templates before
 * streams, and roles at the end, because without its role Logstash cannot write.
 */
export function elasticsearchRequests(environment: Environment): readonly Request[] {
  const { components, templates } = indexTemplatesFor(environment);
  return [
    { method: 'PUT', path: '/_cluster/settings', body: { persistent: clusterSettingsFor(environment) } },
    ...components.map(({ name, template }): Request => ({
      method: 'PUT',
      path: named('/_component_template', name),
      body: { template },
    })),
    ...templates.map(({ name, priority, indexPatterns, composedOf, dataStream, template }): Request => ({
      method: 'PUT',
      path: named('/_index_template', name),
      body: {
        index_patterns: indexPatterns,
        composed_of: composedOf,
        priority,
        data_stream: dataStream,
        template: {
          settings: template.settings,
          lifecycle: { data_retention: template.lifecycle.dataRetention },
          data_stream_options: { failure_store: template.dataStreamOptions.failureStore },
        },
      },
    })),
    ...lifecyclesFor(environment).flatMap(({ name, dataRetention }): readonly Request[] => [
      { method: 'PUT', path: named('/_data_stream', name), already: [400] },
      {
        method: 'PUT',
        path: `${named('/_data_stream', name)}/_lifecycle`,
        body: { data_retention: dataRetention },
      },
    ]),
    ...rolesFor(environment).map((role): Request => {
      const applications = kibanaRightsOf(role);
      return {
        method: 'PUT',
        path: named('/_security/role', role.name),
        body: {
          description: role.description,
          cluster: role.cluster,
          indices: role.indices,
          ...(applications.length === 0 ? {} : { applications }),
        },
      };
    }),
  ];
}

/** Spaces of Kibana with their data views and objects; what is imported refers to the views. */
export const kibanaRequests = (environment: Environment): readonly Request[] =>
  spacesFor(environment).flatMap((space): readonly Request[] => {
    const { id, name, description } = space;
    return [
      { method: 'POST', path: '/api/spaces/space', body: { id, name, description }, already: [409] },
      ...dataViewsOf(space).map((view): Request => ({
        method: 'POST',
        path: `/s/${id}/api/data_views/data_view`,
        body: {
          data_view: {
            id: view.id,
            name: view.name,
            title: view.title,
            timeFieldName: view.timeFieldName,
            allowNoIndex: view.allowNoIndex,
          },
          override: true,
        },
      })),
      {
        method: 'POST',
        path: `/s/${id}/api/saved_objects/_import?overwrite=true`,
        file: printSavedObjects(savedObjectsOf(space)),
      },
    ];
  });
