import { asRendered, type Arguments, type SynthesisedStack } from './synthesised';

/**
 * A stack as sorted lines `<stack> <address> <path> = <value>`: what the stacks decide themselves in full, and what the
 * generators decide (rules, dashboards, pipelines) by its names, because their own goldens show the rest.
 */
export function linesOf(stack: SynthesisedStack): readonly string[] {
  const layer = stack.name.replace(/^.*-/, '');
  const environment = stack.name.slice(0, -layer.length - 1);
  const resources = JSON.parse(
    JSON.stringify(stack.resources).replace(new RegExp(`\\b${environment}\\b`, 'g'), '<env>'),
  ) as SynthesisedStack['resources'];
  return Object.entries(resources)
    .flatMap(([address, resource]) => summary(address, resource).map((line) => `${layer} ${address} ${line}`))
    .sort();
}

function summary(address: string, resource: Arguments): readonly string[] {
  const { values, ...rest } = resource;
  if (address.startsWith('grafana_dashboard.')) {
    const board = JSON.parse(asRendered(String(resource['config_json']))) as { title: string };
    return [`"${board.title}" in ${String(resource['folder'])}`];
  }
  if (address.startsWith('grafana_folder.')) {
    return [`"${String(rest['title'])}" in ${String(rest['parent_folder_uid'] ?? 'the root')}`];
  }
  if (address.startsWith('grafana_data_source.')) return [`${String(rest['type'])} ${String(rest['url'])}`];
  if (address.startsWith('grafana_folder_permission.')) {
    const grants = resource['permissions'] as readonly Readonly<Record<string, string>>[];
    return [
      grants.map(({ role, team_id, permission }) => `${role ?? team_id} ${permission}`).join(', ') ||
        'nobody',
    ];
  }
  if (address.startsWith('grafana_playlist.')) {
    const items = resource['item'] as readonly { readonly value: string }[];
    return [`${String(rest['interval'])} each: ${items.map(({ value }) => value).join(', ')}`];
  }
  if (address.startsWith('grafana_team.')) return [JSON.stringify(rest['preferences'])];
  if (address.startsWith('kubernetes_secret_v1.') || address.startsWith('kubernetes_config_map_v1.')) {
    const { data, metadata } = resource as { data: object; metadata: { namespace: string; name: string } };
    return [`${metadata.namespace}/${metadata.name}: ${Object.keys(data).join(', ')}`];
  }
  if (address.startsWith('elasticstack_')) return [Object.keys(rest).sort().join(', ')];
  if (address.startsWith('helm_release.') && resource['repository'] === undefined) {
    const { objects } = parsed(values) as {
      objects: readonly { kind: string; metadata: { namespace: string; name: string } }[];
    };
    return [objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`).join(', ')];
  }
  if (address.startsWith('helm_release.')) {
    const { chart, version, namespace, depends_on } = rest;
    return [
      `${String(chart)} ${String(version)} in ${String(namespace)} after ${String(depends_on)}`,
      ...flat(parsed(values), ''),
    ];
  }
  // One line each: test/stacks/network/ says what they let through.
  if (address.startsWith('kubernetes_network_policy_v1.')) return [];
  if (address.startsWith('kubernetes_')) {
    const { metadata, ...own } = rest as { metadata: { namespace?: string; name: string; labels: object } };
    const { namespace, name, labels } = metadata;
    const others = Object.entries(labels).filter(([label]) => !label.startsWith('app.kubernetes.io/'));
    return [
      `${namespace === undefined ? '' : `${namespace}/`}${name} ${JSON.stringify(Object.fromEntries(others))}`,
      ...flat(own, ''),
    ];
  }
  return flat(rest, '');
}

const parsed = (values: unknown): unknown => JSON.parse(asRendered(String((values as [unknown])[0])));

/** Values that a generator makes; how they look is not for this test to say. */
const generated = ['eck-beats.config', 'eck-logstash.pipelines'];

function flat(value: unknown, path: string): readonly string[] {
  if (generated.includes(path)) return [`${path} = generated`];
  // What pods may do is for policies to say.
  if (path.endsWith('ecurityContext')) return [];
  const leaf = typeof value !== 'object' || value === null;
  const printed = JSON.stringify(value);
  // What is deep inside a pod template reads better in one piece, and so does a list of words or of switches.
  const words =
    !leaf &&
    path !== '' &&
    Object.values(value).every((one) => typeof one === (Array.isArray(value) ? 'string' : 'boolean'));
  if (leaf || words || path.split('.').length > 3 || (printed.length <= 120 && path !== '')) {
    return [`${path} = ${printed}`];
  }
  return Object.entries(value).flatMap(([key, field]) => flat(field, path === '' ? key : `${path}.${key}`));
}
