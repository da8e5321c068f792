import { minutes, seconds } from '../models/duration';
import { firing, K } from '../models/names';
import type { Alert, Condition } from './alert';
import { promql } from './promql';

/** How many pages at once nobody can read one by one: models of one team and tier. */
const many = 10;

/**
 * Where several Prometheus share the models, each sees its own. Of ten that fail one sees its share of ten at least; two of a
 * team are no storm, however many there are.
 */
export const manyOfShard = (shards: number): number => Math.max(3, Math.ceil(many / shards));

const conditions = (least: number): readonly Condition[] => [
  {
    severity: 'critical',
    // Owner and tier are kept, so that it is told to whom, and when, the single alerts would be.
    expression: promql`
      count by (team, tier) (
        max by (${K}, team, tier) (
          ${firing}{alertstate="firing", scope="model", severity="critical", tier!="experimental", escalated=""}
        )
      ) >= ${least}
    `,
    // Without a wait: it must reach Alertmanager together with what it stands for.
    for: seconds(0),
    // Models that recover and fail again must not end it and begin it anew.
    keepFiringFor: minutes(10),
  },
];

/** What is wrong with many models at once, so that one cause is one page. */
export const manyModelsAlerts: readonly Alert[] = [
  {
    name: 'PlatformManyModelsFailing',
    scope: 'platform',
    needs: [],
    subject: ['team', 'tier'],
    tellsTeam: true,
    standsForPages: true,
    summary: 'Many models of team {{ $labels.team }}, tier {{ $labels.tier }}, fail at once',
    description:
      '{{ $value }} models have a critical alert; as a rule they have one cause. Those of single models are quiet until few are left.',
    panel: { board: 'overview', panel: 'models-up' },
    inhibitedBy: [],
    overModels: true,
    shared: (shards) => ({ conditions: conditions(manyOfShard(shards)) }),
    conditions: conditions(many),
  },
];
