import { load } from 'js-yaml';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alwaysOpen } from '../../../preview/alertmanager-sink';
import type { AlertmanagerConfiguration, NamedReceiver } from '../../../rules';
import type { WrittenConfiguration } from '../configuration/written';

/**
 * How long groups wait before they are told; half a minute in production. How long rules take is not compressed, so neither
 * is the time within which one page must follow those that it stands for.
 */
const groupWait = '20s';

type Integration = Readonly<Record<string, unknown>>;

/** What is replaced in each kind of integration: where it calls, and the file that the operator mounts. */
const replaced: Readonly<Record<string, (url: string, file: (text: string) => string) => Integration>> = {
  pagerduty_configs: (url, file) => ({ url, routing_key_file: file('none') }),
  opsgenie_configs: (url, file) => ({ api_url: `${url}/`, api_key_file: file('none') }),
  slack_configs: (url, file) => ({ api_url_file: file(url) }),
  msteamsv2_configs: (url, file) => ({ webhook_url_file: file(url) }),
  webhook_configs: (url, file) => ({ url_file: file(url) }),
};

/**
 * The configuration that the operator wrote, with its own texts for each kind of receiver, so that what is sent is what
 * people would read. All receivers are called at `url`, each under its name.
 */
export function towardsStandIn(written: WrittenConfiguration, url: string, below: string): object {
  const configuration = load(written.alertmanager) as AlertmanagerConfiguration;
  const folder = join(below, 'receivers');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(written.templates)) writeFileSync(join(folder, name), text);
  const local = ({ name, ...integrations }: NamedReceiver): object => ({
    name,
    ...Object.fromEntries(
      Object.entries(integrations).map(([kind, all]) => {
        const replacing = replaced[kind];
        if (replacing === undefined) throw new Error(`nothing stands in for ${kind}`);
        const file = (text: string): string => {
          writeFileSync(join(folder, name), text);
          return join(folder, name);
        };
        return [kind, all.map((one) => ({ ...one, ...replacing(`${url}/${name}`, file) }))];
      }),
    ),
  });
  return {
    ...configuration,
    route: { ...configuration.route, group_wait: groupWait },
    templates: [join(folder, '*.tmpl')],
    receivers: configuration.receivers.map(local),
    time_intervals: alwaysOpen(configuration),
  };
}
