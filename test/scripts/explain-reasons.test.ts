import { thresholds } from '../../models/names';
import type { Explanation } from '../../scripts/explanation/explanation';
import { missingThresholds } from '../../scripts/explanation/thresholds';
import { explained, loaded } from './explained';

describe('alerts that cannot fire', () => {
  const reasons = (explanation: Explanation): Readonly<Record<string, string>> =>
    Object.fromEntries(explanation.alerts.dropped.map(({ alert, reason }) => [alert, reason]));

  test('name the signal that is not fed, and why', () => {
    expect(reasons(explained('image-tagger', 'dev'))).toMatchObject({
      ModelFirstTokenBudgetBurn: 'needs timeToFirstToken: models of kind online have none',
      ModelDriftWidespread:
        'needs drift: NVIDIA Triton Inference Server does not tell; see quality.from in the entry',
    });
  });

  test('name what the entry does not ask for', () => {
    expect(reasons(explained('query-rewriter', 'dev'))).toMatchObject({
      ModelLatencyBudgetBurn: 'the entry sets no objectives.latency with p95 or p99',
      ModelAbsent: 'no steady stream of requests is expected',
    });
    expect(reasons(explained('sentiment', 'dev', { availability: undefined } as never))).toMatchObject({
      ModelErrorBudgetBurn: 'the server does not tell which requests fail',
    });
  });

  test('are found through the recorded series that an alert reads, and by alternative', () => {
    const rewriter = explained('query-rewriter', 'dev', {
      traffic: { pattern: 'scale-to-zero', minimum: 0 },
    });
    expect(rewriter.alerts.kept.map(({ alert }) => alert)).toEqual([
      'ModelTargetsDown',
      'ModelCardinalityBudget',
      'ModelErrorBudgetBurn',
      'ModelErrorBudgetExhausted',
      'ModelAdmissionRejections',
      'ModelVersionRegression',
      'ModelVersionSkew',
      'ModelLogsSilent',
      'ModelLogsUnparsed',
      'ModelLogsPersonalData',
      'ModelErrorSignatureNew',
    ]);
    const records = new Map([
      ['made', 'raw - on (x) (model and on (x) LATENCY)'],
      ['other', 'raw\nor\nLATENCY'],
    ]);
    const known = new Map(
      [...records].map(([name, text]) => [name, text.replace('LATENCY', thresholds.latency)]),
    );
    const missing = missingThresholds(new Map(), known);
    expect(missing('made > 0')).toBe('latency');
    expect(missing('other > 0')).toBeUndefined();
    expect(missing('raw > 0\nor\nmade > 0')).toBeUndefined();
    expect(missing('raw > 0 unless on (x) made')).toBeUndefined();
    expect(missing(`raw > ${thresholds.latencyBudget}`)).toBe('latencyBudget');
    // A record that reads its own past lacks nothing by that.
    expect(missingThresholds(new Map(), new Map([['held', 'raw\nor\nheld']]))('held > 0')).toBeUndefined();
  });

  test('lack every signal of which any one would do', () => {
    expect(reasons(explained('fraud-scorer', 'dev'))).toMatchObject({
      ModelKvCacheSaturated: 'needs timeToFirstToken: models of kind online have none',
      ModelBatchRunTooLong: 'needs batchDuration: models of kind online have none',
    });
    expect(reasons(explained('support-assistant', 'dev'))['ModelKvCacheSaturated']).toBeUndefined();
  });

  test('do not count that a model never wrote a line, whose entry says nothing of its logs', () => {
    const meanings = (name: string): readonly string[] =>
      explained(name, 'dev')
        .alerts.kept.filter(({ alert }) => alert === 'ModelLogsSilent')
        .flatMap(({ thresholds: compared }) => compared.map(({ means }) => means));
    expect(meanings('sentiment')).toEqual([
      'at least one log line comes within 15m in which 20 are usual; none is missed while there were none, because the entry says nothing under logs',
    ]);
    expect(meanings('fraud-scorer')).toEqual([
      'at least one log line comes within 15m in which 20 are usual',
      '100 requests of an hour leave a log line',
    ]);
  });

  test('of a server that several models share are explained by the sharing', () => {
    const churn = explained('churn-classifier', 'dev');
    expect(reasons(churn)['ModelLatencyBudgetBurn']).toBeUndefined();
    const signals = churn.signals.fed.map(({ signal }) => signal).filter((signal) => signal !== 'latency');
    const [dev] = loaded;
    const model = dev?.environment.models.find(({ name }) => name === 'churn-classifier');
    const sources = model?.sources.map((source) => ({ ...source, served: 'churn' })) ?? [];
    expect(
      reasons(explained('churn-classifier', 'dev', { signals, sources }))['ModelLatencyBudgetBurn'],
    ).toBe('needs latency: the server does not say which of its models it means');
    expect(reasons(churn)['ModelLogsSilent']).toBeUndefined();
    const told = signals.filter((signal) => signal !== 'logLines');
    expect(reasons(explained('churn-classifier', 'dev', { signals: told, sources }))['ModelLogsSilent']).toBe(
      'needs logLines: its server carries other models as well, and a line does not say which of them it is about',
    );
  });
});
