import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Environment } from '../../environments';
import type { Model } from '../../models/model';
import { modelInfo } from '../../models/names';
import { alerts, rulesFor, sharedRules } from '../../rules';
import type { PrintedGroup } from '../../rules/rule';
import { cases } from '../../test/rules/cases';
import { seriesOf, uneventful, type Clock } from '../../test/rules/life';
import { metricsIn } from '../../test/rules/metrics-in';
import { company, withoutEscalation } from '../../test/rules/company';
import { soonestProofs, unproved, type AlertCases } from '../../test/rules/proofs';
import { objectionsOfPromtool } from '../../test/rules/promtool';
import {
  bareGroupsOf,
  closureOf,
  evaluationsOf,
  lookedAtIn,
  objections,
  type Scenario,
} from '../../test/rules/scenario';
import { artefactsOf } from '../artefacts';
import { alertsOf } from '../explanation/alerts';
import { binaryOf } from '../tool-binaries';

/** Alerts of the catalogue that can fire for a model. */
const catalogueAlerts = (model: Model, environment: Environment): readonly string[] =>
  alertsOf(model, environment)
    .kept.map(({ alert }) => alert)
    .filter((alert) => alerts.some(({ name }) => name === alert));

/** What no scenario shows of the alerts of a model: that each fires, stays silent, knows its limit and ends. */
export const unprovedAlerts = (model: Model, environment: Environment): readonly string[] =>
  unproved(
    catalogueAlerts(model, environment).map((name) => ({ name })),
    cases,
  ).map((proof) => `${model.name} in ${environment.name}: nothing proves of ${proof}`);

/** Evaluations times rules up to which a scenario takes a second at most. What takes longer is for the tests of the catalogue. */
const bound = 6_000;

const sizeOf = (scenario: Scenario, groups: readonly PrintedGroup[]): number =>
  evaluationsOf(scenario) * groups.reduce((sum, { rules }) => sum + rules.length, 0);

/**
 * What Prometheus' own rule engine objects to in the scenarios of the catalogue under the rules of an environment, for every
 * alert that can fire for one of the models. The scenarios are about models of their own, which stand beside those rules; of
 * the many of an alert those are run that show soonest that it fires, stays silent, knows its limit and ends, if that is soon.
 * Nobody is told a second time in them.
 */
export async function objectionsToScenarios(
  models: readonly Model[],
  environment: Environment,
  all: readonly AlertCases[] = cases,
): Promise<readonly string[]> {
  const names = new Set(models.flatMap((model) => catalogueAlerts(model, environment)));
  const invented = company();
  const groups = bareGroupsOf([
    // What is standard for the invented models, their own environment says.
    sharedRules({ ...withoutEscalation(environment), budgets: invented.budgets }),
    ...invented.models.map((model) => rulesFor(model, invented)),
  ]);
  const found: string[] = [];
  for (const alert of names) {
    const needed = closureOf(new Set([alert]), groups);
    const scenarios = soonestProofs(alert, all).filter((scenario) => sizeOf(scenario, needed) <= bound);
    if (scenarios.length === 0) continue;
    const objected = await objections(scenarios, closureOf(lookedAtIn(scenarios), groups));
    if (objected !== '')
      found.push(`${alert} does not do in ${environment.name} what its scenarios say:\n${objected}`);
  }
  return found;
}

/** What promtool objects to in the rule files of an environment; empty where it finds nothing, warnings included. */
export function objectionsToRules(environment: Environment): string {
  const folder = mkdtempSync(join(tmpdir(), 'promotion-'));
  try {
    const files = [...artefactsOf(environment)].flatMap(([path, text]) => {
      if (!path.startsWith('rules/')) return [];
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
      return [path];
    });
    const { status, stdout, stderr } = spawnSync(
      binaryOf('promtool'),
      ['check', 'rules', '--lint=all', '--lint-fatal', ...files],
      { cwd: folder, encoding: 'utf8' },
    );
    return status === 0 ? '' : `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Half an hour in which all is well, and as long again in which the model is gone. */
const clock: Clock = { start: 1_700_000_000, step: 30, count: 120 };
const well = clock.count / 2;

/**
 * What Prometheus' own rule engine objects to in a short life of the model under the rules of an environment: while it is
 * well, none of its alerts fires; when it is gone, that is told of with its team and tier.
 */
export function objectionsToLife(model: Model, environment: Environment): Promise<string> {
  const names = catalogueAlerts(model, environment);
  const groups = closureOf(
    new Set([...names, modelInfo]),
    bareGroupsOf([sharedRules(environment), rulesFor(model, environment)]),
  );
  const biography = {
    ...uneventful,
    lives: (...[source]: Parameters<typeof uneventful.lives>) =>
      uneventful.lives(source, clock).map((life) => ({ ...life, to: source.gateway ? life.to : well })),
  };
  const firing = `ALERTS{alertstate="firing", model_name="${model.name}"}`;
  const at = (index: number): string => `${index * clock.step}s`;
  const isTold = names.includes('ModelAbsent') && model.sources.every(({ gateway }) => !gateway);
  const test = {
    interval: `${clock.step}s`,
    start_timestamp: new Date(clock.start * 1_000).toISOString(),
    input_series: seriesOf(model, clock, { read: metricsIn(groups), biography }),
    promql_expr_test: [
      { expr: `count by (alertname) (${firing})`, eval_time: at(well - 1), exp_samples: [] },
      ...(isTold
        ? [
            {
              expr: `count by (team, tier) (ALERTS{alertname="ModelAbsent", alertstate="firing", model_name="${model.name}"}) > bool 0`,
              eval_time: at(clock.count - 1),
              exp_samples: [{ labels: `{team="${model.team}", tier="${model.tier}"}`, value: 1 }],
            },
          ]
        : []),
    ],
  };
  return objectionsOfPromtool(groups, [test]);
}
