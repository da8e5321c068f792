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
  // The same for alerts of the platform chart, which have no scope; its own configuration is replaced by this one.
  {
    source_matchers: ['scope=""', 'severity="critical"'],
    target_matchers: ['scope=""', 'severity=~"warning|info"'],
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
    const targets = `alertname=~"${silenced.map((target) => target.name).join('|')}"`;
    return [
      ...(canBe(source, isCritical)
        ? [{ source_matchers: [name, critical], target_matchers: [targets], equal: modelKey }]
        : []),
      // What nobody is woken for must not silence what somebody is woken for.
      ...(canBe(source, (severity) => severity !== 'critical')
        ? [{ source_matchers: [name, lesser], target_matchers: [targets, lesser], equal: modelKey }]
        : []),
    ];
  }),
];

const critical = 'severity="critical"';
const lesser = 'severity=~"warning|info"';
const isCritical = (severity: string): boolean => severity === 'critical' || severity === 'by-tier';

const canBe = ({ conditions }: Alert, such: (severity: string) => boolean): boolean =>
  conditions.some(({ severity }) => such(severity));
