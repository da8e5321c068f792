import type { Arguments } from '../stacks/synthesised';

/**
 * `node` and `security` are APIs of real nodes, `verdict` is the product's own parser without a service behind it, and
 * `nothing` cannot be shown here.
 */
export type Taker = 'node' | 'security' | 'verdict' | 'nothing';

/** One kind of resource: who takes it, which arguments are known, and what is sent. */
interface Kind {
  readonly by: Taker;
  readonly method?: 'POST';
  readonly knows: readonly string[];
  readonly path: (given: Arguments) => string;
  readonly body: (given: Arguments) => Arguments;
}

const named = (start: string) => (given: Arguments) =>
  `${start}/${encodeURIComponent(String(given['name']))}`;

const transformSettings = [
  ...['align_checkpoints', 'dates_as_epoch_millis', 'deduce_mappings', 'docs_per_second', 'unattended'],
  ...['max_page_search_size', 'num_failure_retries'],
];

/** The resources of the provider that are or may be used, by their type without `elasticstack_`. */
export const kinds: Readonly<Record<string, Kind>> = {
  elasticsearch_component_template: {
    by: 'node',
    knows: ['name', 'template', 'version', 'metadata'],
    path: named('/_component_template'),
    body: ({ template, version, metadata }) =>
      present({ template: templateOf(template), version, _meta: parsed(metadata) }),
  },
  elasticsearch_index_template: {
    by: 'node',
    knows: [
      ...[
        'name',
        'index_patterns',
        'composed_of',
        'priority',
        'data_stream',
        'template',
        'version',
        'metadata',
      ],
      ...['allow_auto_create', 'ignore_missing_component_templates'],
    ],
    path: named('/_index_template'),
    body: ({ name: _name, template, metadata, ...rest }) =>
      present({ ...rest, template: templateOf(template), _meta: parsed(metadata) }),
  },
  elasticsearch_ingest_pipeline: {
    by: 'node',
    knows: ['name', 'description', 'processors', 'on_failure', 'metadata'],
    path: named('/_ingest/pipeline'),
    body: ({ description, processors, on_failure: failing, metadata }) =>
      present({
        description,
        processors: listOf(processors).map(parsed),
        on_failure: failing === undefined ? undefined : listOf(failing).map(parsed),
        _meta: parsed(metadata),
      }),
  },
  elasticsearch_cluster_settings: {
    by: 'node',
    knows: ['persistent', 'transient'],
    path: () => '/_cluster/settings',
    body: ({ persistent, transient }) =>
      present({ persistent: settingsOf(persistent), transient: settingsOf(transient) }),
  },
  elasticsearch_security_role: {
    by: 'security',
    knows: ['name', 'description', 'cluster', 'indices', 'applications', 'run_as', 'metadata', 'global'],
    path: named('/_security/role'),
    body: ({ name: _name, metadata, global, indices, ...rest }) =>
      present({
        ...rest,
        indices: listOf(indices),
        metadata: parsed(metadata),
        global: parsed(global),
      }),
  },
  elasticsearch_security_role_mapping: {
    by: 'security',
    knows: ['name', 'enabled', 'roles', 'role_templates', 'rules', 'metadata'],
    path: named('/_security/role_mapping'),
    body: ({ enabled = true, roles, rules, role_templates: templates, metadata }) =>
      present({
        enabled,
        roles,
        rules: parsed(rules),
        role_templates: parsed(templates),
        metadata: parsed(metadata),
      }),
  },
  elasticsearch_security_api_key: {
    by: 'security',
    method: 'POST',
    knows: ['name', 'role_descriptors', 'expiration', 'metadata', 'type'],
    path: () => '/_security/api_key',
    body: ({ name, role_descriptors: roles, expiration, metadata }) =>
      present({ name, role_descriptors: parsed(roles), expiration, metadata: parsed(metadata) }),
  },
  elasticsearch_index_lifecycle: {
    by: 'verdict',
    method: 'POST',
    knows: ['name', 'metadata', 'hot', 'warm', 'cold', 'frozen', 'delete', 'force_destroy'],
    path: named('/_verdict/lifecycle'),
    body: ({ metadata, name: _name, force_destroy: _destroy, ...phases }) => ({
      policy: present({
        phases: Object.fromEntries(
          Object.entries(phases).map(([name, phase]) => [name, phaseOf(phase as Arguments)]),
        ),
        _meta: parsed(metadata),
      }),
    }),
  },
  elasticsearch_snapshot_lifecycle: {
    by: 'verdict',
    method: 'POST',
    knows: [
      ...[
        'name',
        'schedule',
        'repository',
        'snapshot_name',
        'metadata',
        'expire_after',
        'max_count',
        'min_count',
      ],
      ...[
        'expand_wildcards',
        'feature_states',
        'ignore_unavailable',
        'include_global_state',
        'indices',
        'partial',
      ],
    ],
    path: named('/_verdict/snapshots'),
    body: ({
      name: _name,
      schedule,
      repository,
      snapshot_name: snapshot = '<snap-{now/d}>',
      metadata,
      ...rest
    }) => {
      const { expire_after: expires, max_count: most, min_count: least, ...config } = rest;
      return {
        schedule,
        repository,
        name: snapshot,
        config: present({ ...config, metadata: parsed(metadata) }),
        retention: present({ expire_after: expires, max_count: most, min_count: least }),
      };
    },
  },
  elasticsearch_transform: {
    by: 'verdict',
    method: 'POST',
    knows: [
      ...['name', 'description', 'source', 'destination', 'pivot', 'latest', 'sync', 'retention_policy'],
      ...['frequency', 'metadata', 'enabled', 'defer_validation', 'timeout', ...transformSettings],
    ],
    path: named('/_verdict/transform'),
    body: ({
      description,
      source,
      destination,
      pivot,
      latest,
      sync,
      retention_policy: kept,
      frequency,
      ...rest
    }) => {
      const { indices, query, runtime_mappings: runtime } = source as Arguments;
      return present({
        description,
        source: present({ index: indices, query: parsed(query), runtime_mappings: parsed(runtime) }),
        dest: destination,
        pivot: parsed(pivot),
        latest: parsed(latest),
        sync,
        retention_policy: kept,
        frequency,
        _meta: parsed(rest['metadata']),
        settings: Object.fromEntries(
          transformSettings.flatMap((name) => (name in rest ? [[name, rest[name]]] : [])),
        ),
      });
    },
  },
  // Their modules cannot be had: streams come to be with their first document here.
  elasticsearch_data_stream: {
    by: 'nothing',
    knows: ['name'],
    path: named('/_data_stream'),
    body: () => ({}),
  },
  elasticsearch_data_stream_lifecycle: {
    by: 'nothing',
    knows: ['name', 'data_retention', 'enabled', 'downsampling'],
    path: (given) => `${named('/_data_stream')(given)}/_lifecycle`,
    body: ({ name: _name, ...rest }) => rest,
  },
  // A folder stands for the bucket of an object store; the path in it is the same.
  elasticsearch_snapshot_repository: {
    by: 'node',
    knows: ['name', 'verify', 's3', 'gcs', 'azure'],
    path: named('/_snapshot'),
    body: ({ name: _name, verify: _verify, ...types }) => {
      const [place] = Object.values(types);
      return { type: 'fs', settings: { location: (place as Arguments)['base_path'] } };
    },
  },
};

/** `mappings` and `settings` are JSON texts. Aliases are not used. */
function templateOf(template: unknown): Arguments | undefined {
  if (template === undefined) return undefined;
  const { mappings, settings, ...rest } = template as Arguments;
  return present({ ...rest, mappings: parsed(mappings), settings: parsed(settings) });
}

/** What a phase says beside its age are actions; those that are only on or off are blocks with `enabled`. */
function phaseOf({ min_age: age, ...actions }: Arguments): Arguments {
  return present({
    min_age: age,
    actions: Object.fromEntries(
      Object.entries(actions).flatMap(([name, action]) => {
        const { enabled, ...rest } = action as Arguments;
        if (enabled === false && name !== 'migrate') return [];
        return [[name, name === 'migrate' && enabled !== undefined ? { enabled } : actionOf(rest)]];
      }),
    ),
  });
}

/** Conditions of allocation are JSON texts. */
const actionOf = (action: Arguments): Arguments =>
  Object.fromEntries(
    Object.entries(action).map(([name, value]) => [
      name,
      ['include', 'exclude', 'require'].includes(name) ? parsed(value) : value,
    ]),
  );

const settingsOf = (block: unknown): Arguments | undefined =>
  block === undefined
    ? undefined
    : Object.fromEntries(
        listOf((block as Arguments)['setting']).map((setting) => {
          const { name, value, value_list: list } = setting as Arguments;
          return [String(name), value ?? list];
        }),
      );

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const parsed = (text: unknown): unknown =>
  typeof text === 'string' ? (JSON.parse(text) as unknown) : undefined;
const present = (given: Arguments): Arguments =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
