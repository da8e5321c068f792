import { jobOf, ownJobs, type LogExporter } from '../models/exporters';

const selector = (metric: string, job: string, matchers: readonly string[]): string =>
  `${metric}{${[`job="${job}"`, ...matchers].join(', ')}}`;

/** A series of an exporter of ours: others of its kind may tell of systems that are not ours. */
export const toldBy = (exporter: LogExporter, metric: string, ...matchers: readonly string[]): string =>
  selector(metric, jobOf(exporter), matchers);

/** A series in which the Prometheus or the Alertmanager of the platform tells of itself. */
export const toldByItself = (
  program: keyof typeof ownJobs,
  metric: string,
  ...matchers: readonly string[]
): string => selector(metric, ownJobs[program], matchers);
