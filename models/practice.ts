import { minutes, seconds } from './duration';

/**
 * Numbers that no entry promises: what practice takes for trouble on any server. Alerts compare with them and boards draw
 * them as lines. An entry changes an alert's severity or its time instead; the runbook of each says where it is wrong.
 */
export const practice = {
  /** Wait before work begins from which a growing queue is felt, where the entry promises nothing about waiting. */
  queueWait: seconds(2),
  /** Waiting requests per request in work from which a queue is long, where a server does not tell how long they wait. */
  queuePerInflight: 2,
  /** Share of the scarcest resource from which a server has none left for the next request. */
  saturation: 0.95,
  /** Share of requests that may be thrown out of the batch and worked on twice. */
  preemptionShare: 0.05,
  /** Share of requests that may be refused because the server is full. */
  rejectionShare: 0.01,
  /** Share of the requests of the week before that is still normal. */
  shareOfWeekBefore: 0.3,
  /** How much later than its schedule a CronJob may start: its controller looks every ten seconds, images are pulled. */
  startGrace: minutes(15),
  /** Log lines that are usual for the requests of a quarter of an hour, of which it is no chance that none comes. */
  missingLines: 20,
  /** Requests of an hour of which some leave a line, where an entry says how lines are read or kept. */
  loggedRequests: 100,
  /** Lines of an hour that have not the format that is known of them, and their share of all its lines. */
  unreadLines: 20,
  unreadShare: 0.2,
  /** Lines of an hour with a secret in them: one may be a number that looks like a key, and each pod may have said one. */
  secretLines: 3,
  /** Lines of an hour with personal data in them, and their share of all its lines: a few are as a rule mistaken. */
  personalLines: 10,
  personalShare: 0.01,
  /** Lines of a quarter of an hour from which an error is no accident of one request. */
  newErrorLines: 10,
} as const;
