import { files } from './files';
import { keys } from './keys';
import { policy } from './policy';
import { syntax } from './syntax';
import { values } from './values';

/** Every mistake that has a golden report. */
export const badCases = [...keys, ...values, ...syntax, ...policy, ...files];
