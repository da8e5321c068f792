/** The pipelines: the first reads lines; the others write, and take events over at addresses of the same names. */
export const intakeId = 'intake';
export const inferenceId = 'inference';
export const dedicatedId = 'dedicated';
export const auditId = 'audit';
