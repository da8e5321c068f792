import { selectorLabels } from '../models/log-key';
import { logstashFolders } from './deployment';
import { hash, isOneOf, isSet, not, plugin, type Plugin, type Step } from './pipeline';
import { route, routeField } from './route';
import { routesFile, type LogSource } from './routes';

/** How Filebeat names a pod label: dots are underscores, slashes stay. */
const labelField = (label: string): string => `[kubernetes][labels][${label.replaceAll('.', '_')}]`;

/** What a row is looked up by; metadata, so no line can say it. */
export const routeKey = '[@metadata][key]';

/**
 * Finds the row of the model by the pod's namespace and labels; the line has no say. One look-up per set of labels that
 * selectors use, the larger set first, because it is the more specific. What the row says of model and stream comes at once,
 * so that no line can be known by its model and not by its stream.
 */
export function routeSteps(sources: readonly LogSource[]): readonly Step[] {
  const sets = new Map(sources.map(({ model }) => [selectorLabels(model).join(','), selectorLabels(model)]));
  const lookups = [...sets]
    .sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .flatMap(([name, labels], index): readonly Step[] => {
      const pairs = labels.map((label) => `${label}=%{${labelField(label)}}`).join(',');
      const steps = [
        plugin('mutate', `key_${name}`, {
          replace: hash({ [routeKey]: `%{[kubernetes][namespace]}/${pairs}` }),
        }),
        lookup(`route_${name}`),
      ];
      return index === 0 ? steps : [{ when: not(isSet(route)), steps }];
    });
  return [
    ...lookups,
    {
      when: isSet(route),
      steps: [
        plugin('json', 'read_route', { source: route, target: route, skip_on_invalid_json: true }),
        plugin('mutate', 'model_and_stream', {
          copy: hash({
            [routeField('service')]: '[service][name]',
            [routeField('dataset')]: '[data_stream][dataset]',
          }),
        }),
      ],
    },
  ];
}

/**
 * Without `replace` a route that was taken out would live on until the next restart; where there is none the target is left
 * alone.
 */
const lookup = (id: string): Plugin =>
  plugin('translate', id, {
    source: routeKey,
    target: route,
    dictionary_path: `${logstashFolders.routes}/${routesFile}`,
    override: true,
    refresh_interval: 60,
    refresh_behaviour: 'replace',
  });

/**
 * Copies the version from the label that the model names. The label that most models use is copied for whoever is not
 * named in a branch, so that a new model needs none.
 */
export function versionCopies(sources: readonly LogSource[]): readonly Step[] {
  const byLabel = new Map<string, readonly string[]>();
  for (const { service, model } of sources) {
    byLabel.set(model.versionLabel, [...(byLabel.get(model.versionLabel) ?? []), service]);
  }
  const [usual, ...others] = [...byLabel].sort(
    ([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1),
  );
  if (usual === undefined) return [];
  const copy = (label: string): Plugin =>
    plugin('mutate', `version_${label}`, { copy: hash({ [labelField(label)]: '[service][version]' }) });
  return others.reduce<readonly Step[]>(
    (otherwise, [label, [first, ...rest]]) =>
      first === undefined
        ? otherwise
        : [{ when: isOneOf('[service][name]', [first, ...rest]), steps: [copy(label)], otherwise }],
    [copy(usual[0])],
  );
}
