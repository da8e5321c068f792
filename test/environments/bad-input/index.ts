import { clusters } from './clusters';
import { escalation } from './escalation';
import { secretStores } from './external-secrets';
import { files } from './files';
import { gpuPools } from './gpu-pools';
import { grafanas } from './grafana';
import { keys } from './keys';
import { language } from './language';
import { logSizes } from './log-sizes';
import { maintenance } from './maintenance';
import { networks } from './network';
import { policy } from './policy';
import { promotion } from './promotion';
import { rules } from './rules';
import { settings } from './settings';
import { sizes } from './sizes';
import { syntax } from './syntax';
import { values } from './values';

/** Every mistake that has a golden report. */
export const badCases = [
  ...keys,
  ...values,
  ...syntax,
  ...policy,
  ...promotion,
  ...clusters,
  ...gpuPools,
  ...maintenance,
  ...escalation,
  ...settings,
  ...sizes,
  ...logSizes,
  ...networks,
  ...grafanas,
  ...secretStores,
  ...files,
  ...language,
  ...rules,
];
