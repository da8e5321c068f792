import { days, hours, minutes } from '../models/duration';
import { kubeStateSets, prometheus } from '../models/exporters';
import { expected, K, modelInfo, namespaces, objects } from '../models/names';
import { platformLimits } from '../models/platform-limits';
import { platform } from '../models/platform-records';
import type { Alert } from './alert';
import { externalCauses } from './external-causes';
import { promql } from './promql';
import { toldByItself } from './told-by';

/** The monitoring of the monitoring. What kube-prometheus-stack watches by itself is left to its own alerts. */
export const platformAlerts: readonly Alert[] = [
  {
    name: 'PlatformSharedRuleFailing',
    scope: 'platform',
    needs: [],
    summary: 'A rule that all models share cannot be evaluated',
    description:
      '{{ with $labels.rule_group }}Group {{ . }} fails{{ else }}Prometheus stores nothing that it reads{{ end }}, so alerts of every model may be missing.',
    panel: { board: 'platform', panel: 'rule-groups' },
    overModels: true,
    inhibitedBy: [],
    conditions: [
      {
        severity: 'critical',
        // One duplicate threshold series breaks a join for all models at once, and no linter sees it; the inventory's do not.
        // A Prometheus whose clock has stepped back refuses all samples until that time has come again. Nothing of what it
        // tells of itself is stored then, and the watchdog, which reads nothing, goes on: only what is absent is seen.
        expression: promql`
          sum by (rule_group) (
            increase(${prometheus.ruleFailures}{rule_group=~".*${objects.sharedRules}.*"}[${minutes(5)}])
          ) > 0
          or
          absent(up)
        `,
        for: minutes(5),
      },
    ],
  },
  {
    name: 'PlatformRuleGroupSlow',
    scope: 'platform',
    needs: [],
    summary: 'Rules take nearly as long as the time between two evaluations',
    description:
      'Group {{ $labels.rule_group }} needs {{ $value | humanizePercentage }} of its interval; beyond it, evaluations are skipped.',
    panel: { board: 'platform', panel: 'rule-groups' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        expression: promql`${platform.groupBusy} > ${platformLimits.groupBusy}`,
        for: minutes(10),
      },
    ],
  },
  {
    name: 'PlatformTargetsDown',
    scope: 'platform',
    subject: ['namespace', 'job'],
    needs: [],
    summary: 'Metrics of {{ $labels.job }} ({{ $labels.namespace }}) cannot be read',
    description:
      'Only {{ $value | humanizePercentage }} of its targets answer. What it tells is missing, and alerts that read it are blind.',
    panel: { board: 'platform', panel: 'targets-up' },
    overModels: true,
    // Those say which instance it is.
    inhibitedBy: externalCauses.filter(({ subject }) => subject.includes('job')).map(({ name }) => name),
    conditions: [
      {
        severity: 'warning',
        expression: promql`${platform.targetsUp} < ${platformLimits.targetsUp}`,
        for: minutes(15),
      },
    ],
  },
  {
    name: 'PlatformModelDuplicate',
    scope: 'platform',
    needs: [],
    summary: 'The inventory lists {{ $labels.model_name }} ({{ $labels.namespace }}) more than once',
    description:
      'Two objects say whose the model is and how much it matters; its alerts go by one of them, perhaps the wrong one.',
    panel: { board: 'platform', panel: 'inventory' },
    overModels: true,
    inhibitedBy: [],
    conditions: [
      { severity: 'warning', expression: promql`count by (${K}) (${modelInfo}) > 1`, for: minutes(2) },
    ],
  },
  {
    name: 'PlatformModelInventoryMismatch',
    scope: 'platform',
    needs: [],
    summary: 'The inventory does not hold the models that were deployed',
    description: 'The environment has {{ $value }} entries; rules of another number of models are loaded.',
    panel: { board: 'platform', panel: 'inventory' },
    overModels: true,
    shared: () => ({
      description:
        'Of the entries of the environment {{ $value }} are for one of its Prometheus, and rules of another number of models are loaded there.',
    }),
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        // Longer than a deployment, which brings one release after the other. Where nothing is loaded nothing is counted.
        expression: promql`
          max(${expected.models}) unless count(group by (${K}) (${modelInfo})) == max(${expected.models})
        `,
        for: minutes(30),
      },
    ],
  },
  {
    name: 'PlatformThresholdSeriesMissing',
    scope: 'platform',
    needs: [],
    summary: '{{ $labels.model_name }} ({{ $labels.namespace }}) is not judged as its entry says',
    description:
      'It has {{ $value }} thresholds, which is not the number that was deployed: alerts cannot fire, or fire by others.',
    panel: { board: 'platform', panel: 'inventory' },
    overModels: true,
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        // A model may rightly have none; then it expects none.
        expression: promql`
          (
            count by (${K}) ({__name__=~"model:threshold:.+"})
            or on (${K})
            0 * max by (${K}) (${expected.thresholds})
          )
          != on (${K})
          max by (${K}) (${expected.thresholds})
        `,
        for: minutes(15),
      },
    ],
  },
  {
    name: 'PlatformSeriesBudget',
    scope: 'platform',
    needs: [],
    summary: 'Prometheus holds more time series than it is sized for',
    description:
      'It holds {{ $value | humanize }} series. Beyond its memory it is killed, and every alert with it.',
    panel: { board: 'platform', panel: 'series-held' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          max(${toldByItself('prometheus', prometheus.series)}) > max(${expected.series})
        `,
        for: minutes(30),
      },
    ],
  },
  {
    name: 'PlatformRetentionShort',
    scope: 'platform',
    needs: [],
    summary: 'Prometheus forgets sooner than objectives look back',
    description:
      'It remembers {{ $value | humanizeDuration }} and is losing older samples; budgets over longer windows are wrong.',
    panel: { board: 'platform', panel: 'history' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        // A young Prometheus remembers little as well, but its oldest sample stays where it is. The tenth that may be
        // missing is for a gap where the history begins.
        expression: promql`
          ${platform.history} < on () group_left () 0.9 * max(${expected.history})
          and on (pod)
          (
            max by (pod) (${toldByItself('prometheus', prometheus.oldest)})
            > on (pod)
            max by (pod) (min_over_time(${toldByItself('prometheus', prometheus.oldest)}[${days(4)}]))
          )
        `,
        for: hours(1),
      },
    ],
  },
  {
    name: 'PlatformLongTermStale',
    scope: 'platform',
    needs: [],
    summary: 'Nothing reaches the Prometheus that keeps a year',
    description:
      'It is gone, or what it fetches from the other Prometheus is empty: reports over months will have a gap here.',
    panel: { board: 'platform', panel: 'long-term' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        // Five fetches, each of which stores five samples about itself even where it fails. Where Kubernetes knows no such
        // Prometheus, because an environment keeps its series elsewhere or not at all, nothing is missed.
        expression: promql`
          sum(${kubeStateSets.replicas}{namespace="${namespaces.monitoring}", statefulset="prometheus-${objects.longTerm}"}) > 0
          unless on ()
          ${platform.longTermSamples} > ${platformLimits.longTermSamples}
        `,
        for: minutes(30),
      },
    ],
  },
  {
    name: 'PlatformAlertmanagerHeartbeatFailing',
    scope: 'platform',
    needs: [],
    summary: 'The heartbeat does not arrive',
    description:
      'Of the calls of the service outside the cluster, {{ $value | humanizePercentage }} fail: soon it takes alerting for dead.',
    panel: { board: 'platform', panel: 'heartbeat' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'critical',
        expression: promql`${platform.heartbeatsFailed} > ${platformLimits.heartbeatsFailed}`,
        for: minutes(5),
      },
    ],
  },
];
