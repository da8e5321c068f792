import { clusters } from './clusters';
import { escalation } from './escalation';
import { files } from './files';
import { keys } from './keys';
import { language } from './language';
import { maintenance } from './maintenance';
import { policy } from './policy';
import { rules } from './rules';
import { settings } from './settings';
import { syntax } from './syntax';
import { values } from './values';

/** Every mistake that has a golden report. */
export const badCases = [
  ...keys,
  ...values,
  ...syntax,
  ...policy,
  ...clusters,
  ...maintenance,
  ...escalation,
  ...settings,
  ...files,
  ...language,
  ...rules,
];
