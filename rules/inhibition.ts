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
    source_matchers: ['scope="model"', 'severity="critical"'],
    target_matchers: ['scope="model"', 'severity=~"warning|info"'],
    equal: ['alertname', ...modelKey],
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
    return [
      {
        source_matchers: [`alertname="${source.name}"`],
        target_matchers: [`alertname=~"${silenced.map(({ name }) => name).join('|')}"`],
        equal: modelKey,
      },
    ];
  }),
];
