/**
 * What the provider cannot change in place: it destroys the resource and makes another. Schemas of providers do not say
 * it, so this is from their sources, for every kind of resource that is deployed (a test compares). A kind without
 * attributes is always changed in place.
 */
const replacedBy: Readonly<Record<string, readonly string[]>> = {
  elasticstack_elasticsearch_cluster_settings: [],
  elasticstack_elasticsearch_component_template: ['name'],
  elasticstack_elasticsearch_data_stream: ['name'],
  elasticstack_elasticsearch_data_stream_lifecycle: ['name'],
  elasticstack_elasticsearch_index_lifecycle: ['name'],
  elasticstack_elasticsearch_index_template: ['name'],
  elasticstack_elasticsearch_security_role: ['name'],
  elasticstack_elasticsearch_snapshot_lifecycle: ['name'],
  elasticstack_elasticsearch_snapshot_repository: ['name'],
  elasticstack_kibana_data_view: ['space_id', 'data_view.id', 'data_view.allow_no_index'],
  elasticstack_kibana_import_saved_objects: [],
  elasticstack_kibana_space: ['space_id'],
  grafana_dashboard: ['config_json.uid'],
  grafana_data_source: ['uid'],
  grafana_folder: ['uid', 'parent_folder_uid'],
  grafana_folder_permission: ['folder_uid'],
  grafana_playlist: [],
  grafana_service_account: [],
  grafana_service_account_rotating_token: ['name_prefix', 'seconds_to_live', 'service_account_id'],
  grafana_team: [],
  helm_release: ['name', 'namespace'],
  kubernetes_config_map_v1: ['metadata.name', 'metadata.namespace'],
  kubernetes_namespace_v1: ['metadata.name'],
  kubernetes_network_policy_v1: ['metadata.name', 'metadata.namespace'],
  kubernetes_pod_disruption_budget_v1: ['metadata.name', 'metadata.namespace', 'spec.selector'],
  kubernetes_priority_class_v1: ['metadata.name', 'value'],
  kubernetes_secret_v1: ['metadata.name', 'metadata.namespace', 'type'],
};

/** Kinds of resources of which it is known what replaces them. */
export const knownKinds: ReadonlySet<string> = new Set(Object.keys(replacedBy));

/** The attribute for which a resource must be replaced; `undefined` where it is changed in place. */
export const replacedFor = (kind: string, changed: readonly string[]): string | undefined =>
  replacedBy[kind]?.find((attribute) =>
    changed.some((path) => path === attribute || path.startsWith(`${attribute}.`)),
  );
