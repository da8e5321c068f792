import type { BadCase } from '../bad-case';
import { second, told } from './gpu-pools';

const priced = (price: string): string =>
  `  a100: { accelerator: nvidia-a100-80gb, selector: { pool: a100 }, price: ${price} }\n`;

/** What a file can say wrongly of what GPUs cost. */
export const gpuPrices: readonly BadCase[] = [
  {
    file: 'pool-price',
    mistake: 'a price in words, in no currency, of nothing',
    spoil: told(priced('{ perGpuHour: two, currency: euro }') + second(priced('{ perGpuHour: 0 }'), 'spare')),
  },
  {
    file: 'pool-price-currencies',
    mistake: 'prices in two currencies',
    spoil: told(
      priced('{ perGpuHour: 2.2, currency: EUR }') +
        second(priced('{ perGpuHour: 2.5, currency: USD }'), 'spare'),
      'self-managed',
    ),
  },
];
