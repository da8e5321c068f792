import type { Environment } from '../environments';
import { loggedOf, logsUrl } from '../models/log-links';
import type { Model } from '../models/model';
import { runtimes } from '../models/runtimes';
import { notObserved } from './not-observed';
import type { UnplacedPanel } from './grafana';
import { text } from './panel';

/** Whose model it is, what serves it, where to look further, and what this board cannot show. */
export function about(model: Model, environment: Environment): UnplacedPanel {
  const { title, team, tier, namespace, gpu } = model;
  const accelerator = gpu === undefined ? undefined : environment.gpuPools[gpu.pool]?.accelerator;
  const gpus = gpu === undefined ? '' : ` on ${gpu.count} × ${accelerator ?? 'GPU'} (pool **${gpu.pool}**)`;
  const who = `**${title}** belongs to team **${team}** (tier **${tier}**) and runs on ${runtimes[model.runtime].title} in namespace **${namespace}**${gpus}.`;
  const logs = linkable(logsUrl(environment.elastic.kibana, loggedOf(model)));
  const links = `[Logs](${logs}) · [Runbooks](${linkable(environment.runbooks.url)})`;
  const missing = notObserved(model);
  return text({
    key: 'about',
    title: 'About this model',
    description: 'From the entry of the model; the last line names what cannot be observed, and why.',
    content: [`${who} ${links}`, ...(missing === undefined ? [] : [missing])].join('\n\n'),
  });
}

/** Parentheses in an address would end a Markdown link early. */
const linkable = (url: string): string => url.replaceAll('(', '%28').replaceAll(')', '%29');
