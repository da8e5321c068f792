import type { Environment } from '../../environments';
import { withShards } from '../../environments/shards';
import { thresholds } from '../../models/names';
import { records } from '../../models/records';
import { signalNames, signals } from '../../models/signals';
import { alerts, rulesFor, sharedRules } from '../../rules';
import type { PrintedGroup, PrintedRule } from '../../rules/rule';
import { isOfShards } from '../../rules/shard-rules';
import { cases } from '../../test/rules/cases';
import { company } from '../../test/rules/company';
import { bareGroupsOf, closureOf, type Scenario } from '../../test/rules/scenario';
import { followsTier, ofOtherTiers } from '../../test/rules/variants';
import { derivedProbes, type Probe } from './derived-scenarios';
import { seriesIn } from './expression';
import { ofRuntimes, runtimesIn } from './runtime-branches';

/** One alert, with all that it needs to be tried. */
export interface Subject {
  readonly alert: string;
  /** Whether it may page. */
  readonly isCritical: boolean;
  /** Its rules and all that they read, for the company and for one in which every model is of another tier. */
  readonly groups: readonly PrintedGroup[];
  readonly groupsOfOtherTiers: readonly PrintedGroup[];
  /** The rules of these in which mistakes are made. */
  readonly rules: readonly PrintedRule[];
  readonly probes: readonly Probe[];
}

/**
 * Records that carry a signal are made from descriptions of runtimes and exporters. A real Prometheus replays a page of
 * each and compares every value, by version too, which no case of an alert could do for nineteen runtimes; so mistakes begin
 * above them.
 */
const signalSeries: ReadonlySet<string> = new Set(
  signalNames.flatMap((name) => [signals[name].series, records.ofVersion(signals[name].series)]),
);

/** What models are compared with is data, whoever records it. */
const isThreshold = (record: string): boolean =>
  (Object.values(thresholds) as readonly string[]).includes(record);

/** The rules of an alert, and the shared records that it reads down to those of signals and to thresholds. */
function rulesOf(alert: string, shared: readonly PrintedRule[]): readonly PrintedRule[] {
  const found = new Set<PrintedRule>();
  const visit = (rule: PrintedRule): void => {
    const { record = '' } = rule;
    if (found.has(rule) || signalSeries.has(record) || isThreshold(record)) return;
    found.add(rule);
    const named = seriesIn(rule.expr);
    shared.filter((one) => one.record !== undefined && named.has(one.record)).forEach(visit);
  };
  shared.filter((rule) => rule.alert === alert).forEach(visit);
  return [...found];
}

const groupsOf = (environment: Environment): readonly PrintedGroup[] =>
  bareGroupsOf([
    sharedRules(environment),
    ...environment.models.map((model) => rulesFor(model, environment)),
  ]);

const about = (alert: string, scenario: Scenario): Scenario => ({
  ...scenario,
  alert_rule_test: scenario.alert_rule_test.filter(({ alertname }) => alertname === alert),
});

/** All rules of an environment, of the same where every model is of another tier, and those that models share. */
function rulesFrom(environment: Environment) {
  const [groups = [], others = []] = [environment, ofOtherTiers(environment)].map(groupsOf);
  return { groups, others, shared: bareGroupsOf([sharedRules(environment)]).flatMap(({ rules }) => rules) };
}

/** Every alert of the catalogue, on the models of the fixture company. */
export function subjects(): readonly Subject[] {
  const alone = rulesFrom(company());
  const amongSeveral = rulesFrom(withShards(company(), 3));
  return alerts.map((alert): Subject => {
    const { name, scope, conditions } = alert;
    const { groups, others, shared } = isOfShards(alert) ? amongSeveral : alone;
    const scenarios = cases
      .filter((one) => one.alert === name)
      .flatMap((one) => one.scenarios)
      .map((scenario) => about(name, scenario));
    const needed = (all: readonly PrintedGroup[]): readonly PrintedGroup[] =>
      ofRuntimes(closureOf(new Set([name]), all), runtimesIn(scenarios), signalSeries);
    return {
      alert: name,
      isCritical: conditions.some(({ severity }) => severity === 'by-tier' || severity === 'critical'),
      groups: needed(groups),
      groupsOfOtherTiers: needed(others),
      rules: rulesOf(name, shared),
      probes: [
        ...scenarios.map((scenario): Probe => ({ scenario, isOfOtherTiers: false })),
        ...(scope === 'model' ? derivedProbes(name, followsTier(alert), scenarios) : []),
      ],
    };
  });
}
