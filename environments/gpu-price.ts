import { z } from 'zod';
import { field } from '../models/fields';
import type { EnvironmentFile } from './environment';
import type { GpuPool } from './gpu-pool';
import type { Report } from './report';

/** What GPUs cost, as far as the owner of an environment says. */

export const gpuPrice = z.strictObject(
  {
    perGpuHour: field(
      z
        .number({ error: 'expected an amount of money, such as 2.95' })
        .positive('a price is more than 0; leave price out where nobody pays'),
      'What one GPU costs for an hour, with its share of the node: the price of a node divided by its GPUs.',
      2.95,
    ),
    currency: field(
      z
        .string({ error: 'expected the code of a currency, such as EUR' })
        .regex(/^[A-Z]{3}$/, 'a currency is written as its code of three capital letters, such as EUR'),
      'Code of the currency; one for all pools.',
      'EUR',
    ),
  },
  { error: 'expected a price such as { perGpuHour: 2.95, currency: EUR }' },
);

/** A pool whose price is known. */
export interface PricedPool {
  readonly name: string;
  readonly perGpuHour: number;
}

type Pools = { readonly gpuPools: Readonly<Record<string, GpuPool>> };

/** The pools of which the environment says what they cost, in the order of the file. */
export const pricedPools = ({ gpuPools }: Pools): readonly PricedPool[] =>
  Object.entries(gpuPools).flatMap(([name, { price }]) =>
    price === undefined ? [] : [{ name, perGpuHour: price.perGpuHour }],
  );

/** Whether anything can be said about cost; without, nothing is recorded and no board is about it. */
export const hasPrices = (environment: Pools): boolean => pricedPools(environment).length > 0;

/** The one currency of all prices; `undefined` where there are none. */
export const currencyOf = ({ gpuPools }: Pools): string | undefined =>
  Object.values(gpuPools).find(({ price }) => price !== undefined)?.price?.currency;

/** Costs of pools are added up, which takes one currency. */
export function checkPrices({ gpuPools }: Pick<EnvironmentFile, 'gpuPools'>, report: Report): void {
  const first = Object.entries(gpuPools).find(([, { price }]) => price !== undefined);
  if (first === undefined) return;
  const [firstName, { price: firstPrice }] = first;
  for (const [name, { price }] of Object.entries(gpuPools)) {
    if (price === undefined || price.currency === firstPrice?.currency) continue;
    report(
      ['gpuPools', name, 'price', 'currency'],
      `costs of all pools are added up, and those of "${firstName}" are in ${firstPrice?.currency ?? ''}; write this price in ${firstPrice?.currency ?? ''} too`,
    );
  }
}
