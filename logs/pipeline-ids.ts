import { logPipelines } from '../models/names';

/**
 * The pipelines: the first reads lines; the next three write, and take events over at addresses of the same names; the
 * last reads what Elasticsearch refused of theirs.
 */
export const {
  intake: intakeId,
  inference: inferenceId,
  dedicated: dedicatedId,
  audit: auditId,
  deadLetters: deadLettersId,
} = logPipelines;
