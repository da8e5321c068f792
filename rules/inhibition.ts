import { modelKey } from '../models/names';
import type { Alert } from './alert';
import type { InhibitRule } from './alertmanager';
import { alerts } from './catalogue';

/**
 * Which alerts keep which others quiet, from what each alert says of itself. Every label in `equal` must be on both
 * sides: Alertmanager takes two missing labels for equal, and one model's alert would silence another's.
 */
export const inhibitRules = (catalogue: readonly Alert[] = alerts): readonly InhibitRule[] => [
  {
    source_matchers: ['scope="model"', critical],
    target_matchers: ['scope="model"', lesser],
    equal: ['alertname', ...modelKey],
  },
  // The same for alerts of the platform chart, which have no scope; its own configuration is replaced by this one.
  {
    source_matchers: ['scope=""', critical],
    target_matchers: ['scope=""', lesser],
    equal: ['alertname', 'namespace'],
  },
  ...catalogue.flatMap((source) => {
    const silenced = catalogue.filter(({ inhibitedBy }) => inhibitedBy.includes(source.name));
    if (silenced.length === 0) return [];
    for (const target of silenced) {
      if (source.scope !== 'model' || target.scope !== 'model') {
        throw new Error(
          `${source.name} cannot silence ${target.name}: they share no label that says of what`,
        );
      }
    }
    const name = `alertname="${source.name}"`;
    const targets = targetsOf(source, silenced, catalogue);
    // An entry may give any alert another severity, so both rules are there for each.
    return [
      { source_matchers: [name, critical], target_matchers: targets, equal: modelKey },
      // What nobody is woken for must not silence what somebody is woken for; what stays on boards silences nothing.
      { source_matchers: [name, warning], target_matchers: [...targets, lesser], equal: modelKey },
    ];
  }),
];

/** What explains all of the catalogue's alerts about a model explains those of the model's own as well. */
function targetsOf(
  source: Alert,
  silenced: readonly Alert[],
  catalogue: readonly Alert[],
): readonly string[] {
  const others = catalogue.filter(({ scope, name }) => scope === 'model' && name !== source.name);
  return silenced.length === others.length
    ? ['scope="model"', `alertname!="${source.name}"`]
    : [`alertname=~"${silenced.map(({ name }) => name).join('|')}"`];
}

const critical = 'severity="critical"';
const warning = 'severity="warning"';
const lesser = 'severity=~"warning|info"';
