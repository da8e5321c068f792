import type { Model, Source } from '../../models/model';
import { feedsOf, type Runtime } from '../../models/runtime';
import { runtimes } from '../../models/runtimes';
import { signalNames } from '../../models/signals';
import {
  add,
  excess,
  feedsOfKind,
  isLate,
  ownSeriesOf,
  totalOf,
  type Driver,
  type OwnSeries,
} from './driver';
import { businessDrivers } from './business';
import { judgedDrivers } from './judged';
import { gauges } from './levels';
import { isCount, samplesOf, type Page } from './page';
import { requestCounters } from './request-counters';
import { isOwn } from './source-page';
import { timingDrivers } from './times';

/**
 * How each series of a page follows from what happens on the server, read off the runtime's feeds: a new runtime needs no
 * line here. Series of other models and those that no driver moves keep their value. `usualRequests` is the usual rate
 * per second.
 */
export function driversOf(
  page: Page,
  model: Model,
  source: Source,
  usualRequests: number,
): readonly Driver[] {
  const runtime = runtimes[source.runtime];
  const own = ownSeriesOf(
    samplesOf(page)
      .map((sample, index) => ({ index, sample }))
      .filter(({ sample }) => isOwn(sample, model, source)),
  );
  const counted = requestsOn(runtime, own);
  const requests = counted === 0 ? recorded * usualRequests : counted;
  return [
    ...gauges(runtime, model, own),
    ...requestCounters(runtime, own),
    ...timingDrivers(runtime, own, requests),
    ...judgedDrivers(runtime, model, own, { requests, usualRequests }),
    ...businessDrivers(model, own, usualRequests),
    ...inProportion(runtime, own, requests),
  ];
}

/** What a page without a counter of requests is taken for: about an hour of work. Unit: seconds. */
const recorded = 3_600;

/** Requests that the page has counted so far; 0 where it counts none. */
const requestsOn = (runtime: Runtime, own: OwnSeries): number =>
  feedsOfKind(runtime, 'requests', 'rate')
    .map(({ of }) => totalOf(own.of(of)))
    .find((total) => total > 0) ?? 0;

/**
 * Every other count grows with the requests as it does in the fixture (tokens, bytes, stages, garbage collections), or
 * with the errors where only trouble brings it into being. Where nothing that happens between two looks is told, as in
 * the results of a run, counts stand still.
 */
function inProportion(runtime: Runtime, own: OwnSeries, requests: number): readonly Driver[] {
  const isAlive = signalNames.some((signal) => feedsOf(runtime, signal).some(({ kind }) => kind !== 'gauge'));
  if (!isAlive) return [];
  return own.all
    .filter((one) => !own.isDriven(one) && isCount(one.sample))
    .map((one): Driver => {
      const each = (isLate(one) ? excess(one.sample) : one.sample.value) / requests;
      return (values, step) => {
        add(values, one.index, each * (isLate(one) ? step.errors : step.requests));
      };
    });
}
