import type { Model } from './model';
import { feedsOf, type Runtime } from './runtime';
import { runtimes } from './runtimes';
import { isExpectedOf, originOf, type SignalName } from './signals';

/** Why a signal cannot be observed of a model, and what would change that; undefined where it is observed. */
export function whyMissing(model: Model, signal: SignalName): string | undefined {
  if (model.signals.includes(signal)) return undefined;
  if (!isExpectedOf(signal, model.kind)) return `models of kind ${model.kind} have none`;
  switch (originOf(signal)) {
    case 'server':
      return whyServerIsSilent(model, signal);
    case 'quality':
      return whyNotJudged(model, signal);
    case 'cluster':
      return whyNotSeen(model, signal);
    case 'entry':
      return 'not asked for; see business in the entry';
  }
}

/** Whether it is about GPUs, which only some models have. */
export const isOfGpus = (signal: SignalName): boolean =>
  signal === 'gpuBusy' || signal === 'gpuMemory' || signal === 'gpuFault';

/** Whether Kubernetes tells it of a CronJob. */
const isOfRuns = (signal: SignalName): boolean =>
  signal === 'batchStart' || signal === 'batchSuspended' || signal === 'batchRunning';

const tells = (runtime: Runtime, signal: SignalName): boolean => feedsOf(runtime, signal).length > 0;

function whyServerIsSilent({ runtime: id, sources: [server] }: Model, signal: SignalName): string {
  const runtime: Runtime = runtimes[id];
  if (!tells(runtime, signal)) return `${runtime.title} does not tell`;
  if (runtime.gateway?.tells.includes(signal) === true) {
    return 'its results are read from pods, and nothing is pushed; see batch.publish in the entry';
  }
  if (server?.served !== undefined && runtime.perServer.includes(signal)) {
    return 'the server does not say which of its models it means';
  }
  return 'not among the metrics that the entry names; see serving.metrics in the entry';
}

function whyNotJudged({ runtime, sources }: Model, signal: SignalName): string {
  const isTold = sources.some((source) => tells(runtimes[source.runtime], signal));
  return isTold
    ? 'not asked for; see quality in the entry'
    : `${runtimes[runtime].title} does not tell; see quality.from in the entry`;
}

function whyNotSeen({ gpu, sources: [server] }: Model, signal: SignalName): string {
  if (signal === 'probe') return 'no address is called; see serving.probe in the entry';
  if (isOfRuns(signal)) return 'the CronJob is not known; see batch.cronJob in the entry';
  if (signal === 'logLines')
    return 'its server carries other models as well, and a line does not say which of them it is about';
  if (isOfGpus(signal) && gpu === undefined) return 'the model asks for no GPU; see gpu in the entry';
  return server?.gateway === true
    ? 'its jobs push to a gateway, and their pods are not known'
    : 'its pods serve other models as well';
}
