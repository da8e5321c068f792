import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { objects } from '../../../models/names';
import type { Facts, Labels } from './facts';
import type { Golden } from './releases';

/** What is kept of the real charts, by place and release. */

const folder = join(__dirname, '../../golden/rendered');

/** Each with its name, such as `prod/eck-operator`. */
export const allFacts: readonly (readonly [string, Golden])[] = readdirSync(folder, {
  recursive: true,
  encoding: 'utf8',
})
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(folder, file), 'utf8')) as Golden]);

/** @throws Error for what is not rendered */
export function factsOf(place: string, release: string): Golden {
  const [, found] = allFacts.find(([name]) => name === `${place}/${release}`) ?? [];
  if (found === undefined) throw new Error(`nothing is rendered of ${place}/${release}`);
  return found;
}

export const monitoringStacks = allFacts.filter(([name]) => name.endsWith(`/${objects.prometheusStack}`));

/** All that is in a cluster: dev has one release that prod lacks. */
export const inProd: readonly Facts[] = allFacts
  .filter(([name]) => name.startsWith('prod/') || name.endsWith('blackbox-exporter'))
  .map(([, facts]) => facts);

export const covers = (labels: Labels, selector: Labels): boolean =>
  Object.entries(selector).every(([name, value]) => labels[name] === value);

/** What operators make of their resources, by the names that they are known to give. */
export const byOperators = {
  secrets: [
    objects.elasticsearchCertificate,
    objects.logstashCertificate,
    // The chart's job makes it before anything else starts.
    `${objects.prometheusStack}-admission`,
  ],
  elasticsearchService: `${objects.elasticsearch}-es-http`,
} as const;
