export { resolveRuleFiles } from './resolve-rule-files';
export { ruleFile } from './rule-file';
