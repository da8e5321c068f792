import type { Ratio } from '../../models/ratios';
import type { TimingName } from '../../models/timings';

/** What an event is called that took longer than an objective allows. */
export const slowNames: Readonly<Record<TimingName, string>> = {
  latency: 'slow',
  timeToFirstToken: 'first token late',
  interTokenLatency: 'gaps long',
  queueWait: 'waited long',
};

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The same of any share of bad events, as a title begins. */
export const nameOfBad = ({ objective }: Ratio): string =>
  objective === 'availability' ? 'Failed' : capitalised(slowNames[objective]);
