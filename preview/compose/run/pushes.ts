/** How often what would be pushed at the end of a run is pushed. Unit: milliseconds. */
const every = 15_000;

/** A source whose metrics are pushed. */
export interface Pushed {
  /** Where the fleet serves its page. */
  readonly page: string;
  /** The grouping key of the gateway: job and name of the model. */
  readonly group: string;
}

/** What the gateway tells of itself and of pushes, and what is never pushed. */
const ofGateway = /^(?:# (?:HELP|TYPE) )?(?:go_|process_|promhttp_|pushgateway_|push_)/;

/** A page as a job would push it. */
export const pushable = (page: string): string =>
  page
    .split('\n')
    .filter((line) => !ofGateway.test(line))
    .join('\n');

/** Path of a group of the gateway. */
export const groupOf = (job: string, model: string): string =>
  `/metrics/job/${encodeURIComponent(job)}/model_name/${encodeURIComponent(model)}`;

/** Pushes once; a job that is down pushes nothing, and a gateway that is not there yet is asked again later. */
export async function push(gateway: string, pushed: readonly Pushed[]): Promise<void> {
  for (const { page, group } of pushed) {
    try {
      const body = pushable(await (await fetch(page)).text());
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
