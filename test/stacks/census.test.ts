import { committedEnvironments, synthesised } from './synthesised';

describe('the stacks of the committed environments', () => {
  const stacks = synthesised(committedEnvironments());

  it('hold these resources', () => {
    const census = Object.values(stacks).map(({ name, resources }) => {
      const counts = new Map<string, number>();
      for (const address of Object.keys(resources).sort()) {
        const type = address.split('.')[0] ?? '';
        counts.set(type, (counts.get(type) ?? 0) + 1);
      }
      return `${name}: ${[...counts].map(([type, count]) => `${count} ${type}`).join(', ')}`;
    });
    expect(`\n${census.join('\n')}\n`).toMatchInlineSnapshot(`
     "
     dev-elastic: 1 elasticstack_elasticsearch_cluster_settings, 6 elasticstack_elasticsearch_component_template, 3 elasticstack_elasticsearch_data_stream, 3 elasticstack_elasticsearch_data_stream_lifecycle, 3 elasticstack_elasticsearch_index_template, 10 elasticstack_elasticsearch_security_role, 7 elasticstack_kibana_data_view, 6 elasticstack_kibana_import_saved_objects, 6 elasticstack_kibana_space
     dev-grafana: 20 grafana_dashboard, 3 grafana_data_source, 6 grafana_folder, 6 grafana_folder_permission, 4 grafana_playlist, 4 grafana_team
     dev-logging: 4 helm_release, 1 kubernetes_config_map_v1
     dev-models: 10 helm_release, 3 kubernetes_network_policy_v1, 1 kubernetes_secret_v1
     dev-platform: 8 helm_release, 4 kubernetes_namespace_v1, 21 kubernetes_network_policy_v1, 2 kubernetes_priority_class_v1
     prod-elastic: 1 elasticstack_elasticsearch_cluster_settings, 6 elasticstack_elasticsearch_component_template, 3 elasticstack_elasticsearch_data_stream, 3 elasticstack_elasticsearch_data_stream_lifecycle, 3 elasticstack_elasticsearch_index_template, 10 elasticstack_elasticsearch_security_role, 7 elasticstack_kibana_data_view, 6 elasticstack_kibana_import_saved_objects, 6 elasticstack_kibana_space
     prod-grafana: 16 grafana_dashboard, 3 grafana_data_source, 5 grafana_folder, 5 grafana_folder_permission, 4 grafana_playlist, 1 grafana_service_account, 1 grafana_service_account_rotating_token, 4 grafana_team, 1 kubernetes_secret_v1
     prod-logging: 4 helm_release, 1 kubernetes_config_map_v1, 2 kubernetes_pod_disruption_budget_v1
     prod-models: 6 helm_release, 2 kubernetes_network_policy_v1, 1 kubernetes_secret_v1
     prod-platform: 10 helm_release, 5 kubernetes_namespace_v1, 22 kubernetes_network_policy_v1, 2 kubernetes_priority_class_v1
     staging-elastic: 1 elasticstack_elasticsearch_cluster_settings, 6 elasticstack_elasticsearch_component_template, 3 elasticstack_elasticsearch_data_stream, 3 elasticstack_elasticsearch_data_stream_lifecycle, 3 elasticstack_elasticsearch_index_template, 10 elasticstack_elasticsearch_security_role, 7 elasticstack_kibana_data_view, 6 elasticstack_kibana_import_saved_objects, 6 elasticstack_kibana_space
     staging-grafana: 16 grafana_dashboard, 3 grafana_data_source, 5 grafana_folder, 5 grafana_folder_permission, 4 grafana_playlist, 4 grafana_team
     staging-logging: 4 helm_release, 1 kubernetes_config_map_v1
     staging-models: 7 helm_release, 3 kubernetes_network_policy_v1, 1 kubernetes_secret_v1
     staging-platform: 8 helm_release, 4 kubernetes_namespace_v1, 21 kubernetes_network_policy_v1, 2 kubernetes_priority_class_v1
     "
    `);
  });

  it('are deployed in this order', () => {
    const order = Object.values(stacks)
      .filter(({ name }) => name.startsWith('dev-'))
      .map(({ name, dependencies }) => `${name} after ${dependencies.join(', ') || 'nothing'}`);
    expect(order).toMatchInlineSnapshot(`
     [
       "dev-elastic after dev-logging, dev-models",
       "dev-grafana after dev-models",
       "dev-logging after dev-platform",
       "dev-models after dev-logging",
       "dev-platform after nothing",
     ]
    `);
  });
});
