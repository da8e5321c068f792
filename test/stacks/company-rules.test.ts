import { company } from '../rules/company';
import { synthesised } from './synthesised';

test('the stack of models deploys each rule file of the company as a release of its own', () => {
  const models = synthesised([company()])['prod-models'];
  const release = models?.resources['helm_release.rules-payments'];
  expect(release).toMatchObject({ name: 'rules-payments', namespace: 'model-observatory' });
  expect(JSON.stringify(release)).toContain('PaymentRetriesHigh');
  const others = Object.entries(models?.resources ?? {}).filter(
    ([address]) => !address.endsWith('.rules-payments'),
  );
  expect(JSON.stringify(others)).not.toContain('PaymentRetriesHigh');
});
