import { alertmanagerConfiguration, alerts } from '../../rules';
import { company } from './company';
import { inhibitionBy, model } from './inhibited';

describe('inhibition, in a real Alertmanager', () => {
  const inhibited = inhibitionBy(alertmanagerConfiguration(company()));

  test('an absent model keeps its other alerts quiet, not those of another model', async () => {
    expect(
      await inhibited(
        model('a', 'ModelAbsent', 'critical'),
        model('a', 'ModelTargetsDown'),
        model('a', 'ModelErrorBudgetBurn', 'critical'),
        model('b', 'ModelTargetsDown'),
      ),
    ).toEqual(['a ModelErrorBudgetBurn critical', 'a ModelTargetsDown warning']);
  });

  test('a page keeps the ticket of the same alert and model quiet', async () => {
    expect(
      await inhibited(
        model('a', 'ModelErrorBudgetBurn', 'critical'),
        model('a', 'ModelErrorBudgetBurn'),
        model('a', 'ModelLatencyBudgetBurn'),
        model('b', 'ModelErrorBudgetBurn'),
      ),
    ).toEqual(['a ModelErrorBudgetBurn warning']);
  });

  test('a ticket never silences a page, although its alert explains the other', async () => {
    expect(
      await inhibited(
        model('a', 'ModelAbsent'),
        model('a', 'ModelErrorBudgetBurn', 'critical'),
        model('a', 'ModelDriftWidespread'),
      ),
    ).toEqual(['a ModelDriftWidespread warning']);
  });

  test('an absent model keeps alerts of its own quiet as well, which no catalogue names', async () => {
    expect(
      await inhibited(
        model('a', 'ModelAbsent', 'critical'),
        model('a', 'ModelQueueLong', 'critical'),
        model('b', 'ModelQueueLong', 'critical'),
      ),
    ).toEqual(['a ModelQueueLong critical']);
  });

  test('one slow model is one page: the first token keeps the rest quiet', async () => {
    expect(
      await inhibited(
        model('a', 'ModelFirstTokenBudgetBurn', 'critical'),
        model('a', 'ModelInterTokenBudgetBurn', 'critical'),
        model('a', 'ModelLatencyBudgetBurn', 'critical'),
        model('a', 'ModelQueueWaitBudgetBurn', 'critical'),
        model('a', 'ModelErrorBudgetBurn', 'critical'),
      ),
    ).toEqual([
      'a ModelInterTokenBudgetBurn critical',
      'a ModelLatencyBudgetBurn critical',
      'a ModelQueueWaitBudgetBurn critical',
    ]);
  });

  test('a model that is wrong and fails is one page, and the same of another model stays', async () => {
    expect(
      await inhibited(
        model('a', 'ModelDegraded', 'critical'),
        model('a', 'ModelErrorBudgetBurn', 'critical'),
        model('a', 'ModelFirstTokenBudgetBurn', 'critical'),
        model('a', 'ModelAccuracyBelowFloor', 'critical'),
        model('a', 'ModelAccuracyDrop'),
        model('a', 'ModelTargetsDown'),
        model('b', 'ModelErrorBudgetBurn', 'critical'),
      ),
    ).toEqual([
      'a ModelAccuracyBelowFloor critical',
      'a ModelAccuracyDrop warning',
      'a ModelErrorBudgetBurn critical',
      'a ModelFirstTokenBudgetBurn critical',
    ]);
  });

  test('drift with a loss of accuracy explains both; a feature by itself stays on its board', async () => {
    expect(
      await inhibited(
        model('a', 'ModelDriftImpact', 'critical'),
        model('a', 'ModelDriftWidespread'),
        model('a', 'ModelAccuracyBelowFloor', 'critical'),
        model('a', 'ModelAccuracyDrop'),
        { ...model('a', 'ModelFeatureDrift', 'info'), feature: 'age' },
        model('a', 'ModelDriftCheckStale'),
      ),
    ).toEqual([
      'a ModelAccuracyBelowFloor critical',
      'a ModelAccuracyDrop warning',
      'a ModelDriftWidespread warning',
      'a ModelFeatureDrift info',
    ]);
  });

  test('a run that was not started explains that none succeeded, and that all its other signs are late', async () => {
    expect(
      await inhibited(
        model('a', 'ModelBatchNotStarted'),
        model('a', 'ModelBatchOverdue'),
        model('a', 'ModelBatchPushStale'),
        model('a', 'ModelBatchRunTooLong'),
        model('b', 'ModelBatchPushStale'),
      ),
    ).toEqual([
      'a ModelBatchOverdue warning',
      'a ModelBatchPushStale warning',
      'a ModelBatchRunTooLong warning',
    ]);
  });

  test('a full cache explains the queue and what is done twice; refusals are failures', async () => {
    expect(
      await inhibited(
        model('a', 'ModelKvCacheSaturated'),
        model('a', 'ModelQueueGrowing'),
        model('a', 'ModelPreemptionsSustained'),
        model('a', 'ModelErrorBudgetBurn'),
        // The ticket on the budget does not silence a page on refusals.
        model('a', 'ModelAdmissionRejections', 'critical'),
        model('b', 'ModelErrorBudgetBurn', 'critical'),
        model('b', 'ModelAdmissionRejections', 'critical'),
      ),
    ).toEqual([
      'a ModelPreemptionsSustained warning',
      'a ModelQueueGrowing warning',
      'b ModelAdmissionRejections critical',
    ]);
  });

  test('a model that cannot be reached explains that nobody asks it', async () => {
    expect(
      await inhibited(
        model('a', 'ModelProbeFailing', 'critical'),
        model('a', 'ModelTrafficStopped', 'critical'),
        model('b', 'ModelTrafficStopped', 'critical'),
      ),
    ).toEqual(['a ModelTrafficStopped critical']);
  });

  test('an alert to which an entry gives another severity silences by that severity', async () => {
    // The catalogue has it as a warning only.
    const cause = alerts.find(
      ({ scope, conditions, name }) =>
        scope === 'model' &&
        conditions.every(({ severity }) => severity === 'warning') &&
        alerts.some(({ inhibitedBy }) => inhibitedBy.includes(name)),
    );
    const target = alerts.find(({ inhibitedBy }) => cause !== undefined && inhibitedBy.includes(cause.name));
    if (cause === undefined || target === undefined) throw new Error('no warning explains another alert');
    const page = model('a', target.name, 'critical');
    expect(await inhibited(model('a', cause.name, 'critical'), page)).toEqual([`a ${target.name} critical`]);
    expect(await inhibited(model('a', cause.name, 'warning'), page)).toEqual([]);
    expect(await inhibited(model('a', cause.name, 'info'), model('a', target.name, 'warning'))).toEqual([]);
  });

  test('a page that has lasted is quiet by what keeps the first one quiet', async () => {
    const lasting = { ...model('a', 'ModelErrorBudgetBurn', 'critical'), escalated: '1h' };
    expect(
      await inhibited(model('a', 'ModelAbsent', 'critical'), lasting, {
        ...lasting,
        model_name: 'b',
      }),
    ).toEqual(['a ModelErrorBudgetBurn critical']);
  });
});
