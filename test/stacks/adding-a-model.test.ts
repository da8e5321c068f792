import type { Environment } from '../../environments';
import { committed, synthesised, type SynthesisedStack } from './synthesised';

type Model = Environment['models'][number];

const dev = committed('dev');
const named = (name: string): Model => {
  const model = dev.models.find((one) => one.name === name);
  if (model === undefined) throw new Error(`no model ${name}`);
  return model;
};

/** A model like another, under its own name and with pods of its own. */
function copyOf(original: Model, name: string): Model {
  const selector = { 'app.kubernetes.io/name': name };
  return {
    ...original,
    name,
    title: name,
    selector,
    sources: original.sources.map((source) => ({
      ...source,
      name: source.name.replace(original.name, name),
      selector: source.name === original.name ? selector : { app: `${name}-quality` },
    })),
  };
}

const withModel = (model: Model): Environment => ({
  ...dev,
  models: [...dev.models, model].sort((a, b) => (a.name < b.name ? -1 : 1)),
});

/** Addresses whose arguments differ, with a sign: + added, - removed, ~ changed. */
function changes(
  before: Readonly<Record<string, SynthesisedStack>>,
  after: Readonly<Record<string, SynthesisedStack>>,
): readonly string[] {
  const changed = Object.keys({ ...before, ...after }).flatMap((name) => {
    const old = before[name]?.resources ?? {};
    const now = after[name]?.resources ?? {};
    return Object.keys({ ...old, ...now })
      .filter((address) => JSON.stringify(old[address]) !== JSON.stringify(now[address]))
      .map((address) => {
        const sign = old[address] === undefined ? '+' : now[address] === undefined ? '-' : '~';
        return `${sign} ${name} ${address}`;
      });
  });
  return changed.sort();
}

describe('a new model in dev', () => {
  const before = synthesised([dev]);

  it('adds its own release and its dashboard, a row to the log routes, one to the overview and one to its team’s playlist, and is counted', () => {
    const after = synthesised([withModel(copyOf(named('churn-classifier'), 'churn-two'))]);
    expect(changes(before, after)).toEqual([
      '+ dev-grafana grafana_dashboard.mlo-model-churn-two',
      '+ dev-models helm_release.model-churn-two',
      '~ dev-grafana grafana_dashboard.mlo-overview',
      '~ dev-grafana grafana_playlist.model-observatory-team-risk',
      '~ dev-logging kubernetes_config_map_v1.log-routes',
      '~ dev-models helm_release.shared',
    ]);
  });

  it('that is the first of its team adds the folder of the team and its playlist as well', () => {
    const model = { ...copyOf(named('churn-classifier'), 'node-forecaster'), team: 'platform' };
    expect(changes(before, synthesised([withModel(model)]))).toEqual([
      '+ dev-grafana grafana_dashboard.mlo-model-node-forecaster',
      '+ dev-grafana grafana_folder.mlo-team-platform',
      '+ dev-grafana grafana_folder_permission.mlo-team-platform',
      '+ dev-grafana grafana_playlist.model-observatory-team-platform',
      '+ dev-models helm_release.model-node-forecaster',
      '~ dev-grafana grafana_dashboard.mlo-overview',
      '~ dev-logging kubernetes_config_map_v1.log-routes',
      '~ dev-models helm_release.shared',
    ]);
  });

  it('that is taken away leaves nothing behind', () => {
    const after = synthesised([
      { ...dev, models: dev.models.filter(({ name }) => name !== 'query-rewriter') },
    ]);
    expect(changes(before, after)).toEqual([
      '- dev-grafana grafana_dashboard.mlo-model-query-rewriter',
      '- dev-models helm_release.model-query-rewriter',
      '~ dev-grafana grafana_dashboard.mlo-overview',
      '~ dev-grafana grafana_playlist.model-observatory-team-assistants',
      '~ dev-logging kubernetes_config_map_v1.log-routes',
      '~ dev-models helm_release.shared',
    ]);
  });

  it('changes nothing that is shared but the number of models', () => {
    const text = (environment: Environment): string =>
      JSON.stringify(synthesised([environment])['dev-models']?.resources['helm_release.shared']);
    const counted = (count: number): RegExp => new RegExp(`vector\\(${count}\\)`);
    const [old, now] = [text(dev), text(withModel(copyOf(named('churn-classifier'), 'churn-two')))];
    const count = dev.models.length;
    expect(old).toMatch(counted(count));
    expect(now.replace(counted(count + 1), `vector(${count})`)).toBe(old);
  });

  it('changes only its own release when a threshold of it changes', () => {
    const original = named('churn-classifier');
    const models = dev.models.map((model) =>
      model === original ? { ...model, accuracy: { ...model.accuracy, floor: 0.8 } } : model,
    );
    const changed = changes(before, synthesised([{ ...dev, models }]));
    expect(changed.filter((line) => line.includes('-models '))).toEqual([
      '~ dev-models helm_release.model-churn-classifier',
    ]);
    expect(changed.filter((line) => !/-models |-grafana /.test(line))).toEqual([]);
  });
});

describe('two models', () => {
  it('whose names give one Terraform address stop the synthesis', () => {
    const environment = {
      ...dev,
      models: ['fraud.v1', 'fraud_v1'].map((name) => copyOf(named('sentiment'), name)),
    };
    expect(() => synthesised([environment])).toThrow(
      '"model-fraud.v1" and "model-fraud_v1" would both be helm_release.model-fraud_v1 in the stack dev-models; rename one',
    );
  });

  it('that would own one Kubernetes object stop the synthesis', () => {
    const environment = withModel(copyOf(named('sentiment'), 'churn-classifier-quality'));
    expect(() => synthesised([environment])).toThrow(
      'the releases "model-churn-classifier" and "model-churn-classifier-quality" would both own PodMonitor model-observatory/churn-classifier-quality; rename a model',
    );
  });
});

describe('the platform', () => {
  it('has a Pushgateway, a prober and dcgm-exporter only where something needs them', () => {
    const models = dev.models.filter(
      ({ kind, gpu, probe }) => kind !== 'batch' && gpu === undefined && probe === undefined,
    );
    const bare = synthesised([{ ...dev, models, gpuPools: {} }]);
    const changed = changes(synthesised([dev]), bare).filter((line) => line.includes('-platform '));
    expect(changed).toEqual([
      '- dev-platform helm_release.dcgm-exporter',
      '- dev-platform helm_release.prometheus-blackbox-exporter',
      '- dev-platform helm_release.prometheus-pushgateway',
      '- dev-platform kubernetes_network_policy_v1.monitoring-blackbox-exporter',
      '- dev-platform kubernetes_network_policy_v1.monitoring-pushgateway',
      '- dev-platform kubernetes_network_policy_v1.node-agents-dcgm-exporter',
      '~ dev-platform kubernetes_network_policy_v1.monitoring-prometheus',
    ]);
  });
});
