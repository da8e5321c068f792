import type { BadCase } from '../bad-case';
import { clusters } from './clusters';
import { escalation } from './escalation';
import { secretStores } from './external-secrets';
import { files } from './files';
import { gpuPools } from './gpu-pools';
import { gpuPrices } from './gpu-prices';
import { grafanas } from './grafana';
import { keys } from './keys';
import { language } from './language';
import { logSizes } from './log-sizes';
import { maintenance } from './maintenance';
import { networks } from './network';
import { policy } from './policy';
import { promotion } from './promotion';
import { protections } from './protection';
import { rules } from './rules';
import { settings } from './settings';
import { shards } from './shards';
import { sizes } from './sizes';
import { syntax } from './syntax';
import { values } from './values';

/** Every mistake that has a golden report, by what it is about. `docs/reference/errors.md` shows them in this order. */
export const mistakesByTopic: readonly { readonly topic: string; readonly cases: readonly BadCase[] }[] = [
  { topic: 'Keys', cases: keys },
  { topic: 'Values', cases: values },
  { topic: 'YAML', cases: syntax },
  { topic: 'Entries and what their environment says', cases: policy },
  { topic: 'Promotion', cases: promotion },
  { topic: 'Clusters', cases: clusters },
  { topic: 'GPU pools', cases: gpuPools },
  { topic: 'Prices of GPUs', cases: gpuPrices },
  { topic: 'Maintenance', cases: maintenance },
  { topic: 'Escalation', cases: escalation },
  { topic: 'Settings of an environment', cases: settings },
  { topic: 'Sizes', cases: sizes },
  { topic: 'Several Prometheus', cases: shards },
  { topic: 'Sizes of logs', cases: logSizes },
  { topic: 'Network', cases: networks },
  { topic: 'Protection', cases: protections },
  { topic: 'Secrets from a store', cases: secretStores },
  { topic: 'Grafana', cases: grafanas },
  { topic: 'Files and folders', cases: files },
  { topic: "The entry's language", cases: language },
  { topic: 'Rule files', cases: rules },
];
