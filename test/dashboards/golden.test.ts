import { expectGolden } from '../golden';
import { boardOf } from './boards';

it.each([
  'mlo-overview',
  'mlo-drift',
  'mlo-versions',
  'mlo-objectives',
  'mlo-llm',
  'mlo-batch',
  'mlo-alerts',
  'mlo-gpu',
  'mlo-cost',
  'mlo-platform',
  'mlo-logs',
  'mlo-model-fraud-scorer',
  'mlo-model-nightly-scoring',
])('prints %s of dev as reviewed', (uid) => {
  expectGolden(`dev/dashboards/${uid}.json`, `${JSON.stringify(boardOf('dev', uid), null, 2)}\n`);
});
