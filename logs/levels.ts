import { logLevels, type LogLevel } from '../models/log-levels';
import { hash, isSet, plugin, type Step } from './pipeline';

/** What loggers of Python, Java, Go and C++ write, in lower case. */
const spellings: Readonly<Record<LogLevel, readonly string[]>> = {
  trace: ['trace', 'finest', 'finer', 'verbose', 'v'],
  debug: ['debug', 'dbg', 'fine', 'config', 'd'],
  info: ['info', 'information', 'informational', 'notice', 'i'],
  warning: ['warning', 'warn', 'w'],
  error: ['error', 'err', 'severe', 'e'],
  critical: ['critical', 'crit', 'fatal', 'panic', 'dpanic', 'alert', 'emergency', 'emerg', 'f'],
};

/** One spelling for each level, whoever wrote it; a word that is no level stays what it is, and its shape is refused. */
export const oneLevel: Step = {
  when: isSet('[in][level]'),
  steps: [
    plugin('mutate', 'level_case', { lowercase: ['[in][level]'] }),
    plugin('translate', 'level', {
      source: '[in][level]',
      target: '[in][level]',
      dictionary: hash(
        Object.fromEntries(
          logLevels.flatMap((level) => spellings[level].map((spelling) => [spelling, level] as const)),
        ),
      ),
      override: true,
    }),
  ],
};
