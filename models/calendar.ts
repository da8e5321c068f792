import type { Model } from './model';

/** Whether callers come at the same hours of every week, so that one week can be compared with the next. */
export const keepsToCalendar = ({
  traffic,
}: {
  readonly traffic: Pick<Model['traffic'], 'pattern'>;
}): boolean => traffic.pattern === 'continuous' || traffic.pattern === 'business-hours';
