import { logPipelines } from '../models/names';

/** The pipelines: the first reads lines; the others write, and take events over at addresses of the same names. */
export const {
  intake: intakeId,
  inference: inferenceId,
  dedicated: dedicatedId,
  audit: auditId,
} = logPipelines;
