/** How often what would be pushed at the end of a run is pushed. Unit: milliseconds. */
const every = 15_000;

/** A source whose metrics are pushed. */
export interface Pushed {
  /** Where the fleet serves its page. */
  readonly page: string;
  readonly job: string;
  /** Name of the model in its metrics: with the job the grouping key of the gateway. */
  readonly model: string;
}

/** What the gateway tells of itself and of pushes, and what is never pushed. */
const ofGateway = /^(?:# (?:HELP|TYPE) )?(?:go_|process_|promhttp_|pushgateway_|push_)/;

/**
 * What the job of one model would push, out of a page of a gateway that carries other groups as well. A group's own labels are
 * the gateway's business, which refuses two series that it could not tell apart.
 */
export const pushable = (page: string, model: string): string =>
  page
    .split('\n')
    .filter((line) => {
      const name = /[{,]model_name="([^"]*)"/.exec(line)?.[1];
      return !ofGateway.test(line) && (name === undefined || name === model);
    })
    .join('\n');

/** Path of a group of the gateway. */
const groupOf = (job: string, model: string): string =>
  `/metrics/job/${encodeURIComponent(job)}/model_name/${encodeURIComponent(model)}`;

/** Pushes once; a job that is down pushes nothing, and a gateway that is not there yet is asked again later. */
export async function push(gateway: string, pushed: readonly Pushed[]): Promise<void> {
  for (const { page, job, model } of pushed) {
    const group = groupOf(job, model);
    try {
      const body = pushable(await (await fetch(page)).text(), model);
      const answer = await fetch(`${gateway}${group}`, { method: 'PUT', body });
      if (!answer.ok) process.stderr.write(`${group}: ${answer.status} ${await answer.text()}\n`);
    } catch (error) {
      process.stderr.write(`${group}: ${String(error)}\n`);
    }
  }
}

/** Pushes for as long as nobody stops it. */
export function startPushes(gateway: string, pushed: readonly Pushed[]): () => void {
  void push(gateway, pushed);
  const timer = setInterval(() => void push(gateway, pushed), every);
  return () => {
    clearInterval(timer);
  };
}
