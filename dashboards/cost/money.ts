import type { Environment } from '../../environments';
import { currencyOf } from '../../environments/gpu-price';
import { moneyUnits } from '../units';

/**
 * Units of the currency of an environment.
 *
 * @throws Error for an environment that declares no price, which has no board about cost
 */
export function moneyOf(environment: Environment): ReturnType<typeof moneyUnits> {
  const currency = currencyOf(environment);
  if (currency === undefined) throw new Error(`${environment.name} declares no price of a GPU`);
  return moneyUnits(currency);
}

/** What a series of amounts per hour has come to: it is looked at once an hour, and each look stands for that hour. */
export const ofSevenDays = (perHour: string): string => `sum_over_time(${perHour}[7d:1h])`;
