import { randomBytes } from 'node:crypto';
import type { Place } from '../../../preview/listen';

/** Addresses in a block of 256. */
const block = 250;

/** Each server at an address of its own, at the port that its container has. Runs beside each other draw others. */
export function ownAddresses(): (port: number) => Place {
  const [second = 0, third = 0] = randomBytes(2);
  let last = 0;
  return (port) => {
    const [past, within] = [Math.floor(last / block), last % block];
    last += 1;
    return { host: `127.${1 + (second % 254)}.${(third + past) % 256}.${1 + within}`, port };
  };
}
