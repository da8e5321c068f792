import type { TimingName } from '../../models/timings';

/** What an event is called that took longer than an objective allows. */
export const slowNames: Readonly<Record<TimingName, string>> = {
  latency: 'slow',
  timeToFirstToken: 'first token late',
  interTokenLatency: 'gaps long',
  queueWait: 'waited long',
};
