import { seconds } from './duration';

/** How often every target is scraped and base rules are evaluated; the shortest rate window holds ten of it. */
export const scrapeInterval = seconds(30);
export const scrapeTimeout = seconds(10);

/**
 * A larger page is refused before it is read. The limits on samples do not help against it: they count what is left after
 * the whole page was read. The largest page that we know has 0.3 MiB; a million series have a hundred.
 */
export const largestPage = '32MiB';

/**
 * Discovery shows every pod of a namespace to every monitor in it, and Prometheus would remember for each monitor which pods
 * it does not want: with a thousand models more than a million, and half a gigabyte. As many are kept as show why a pod is
 * not found.
 */
export const droppedTargetsKept = 10;
