/** Every value that `log.level` has, as the pipelines write it, the least of them first. */
export const logLevels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Those that say that something failed. */
export const failedLevels = ['error', 'critical'] as const satisfies readonly LogLevel[];
