import { seconds } from './duration';

/** How often every target is scraped and base rules are evaluated; the shortest rate window holds ten of it. */
export const scrapeInterval = seconds(30);
export const scrapeTimeout = seconds(10);

/**
 * A larger page is refused before it is read. The limits on samples do not help against it: they count what is left after
 * the whole page was read. The largest page that we know has 0.3 MiB; a million series have a hundred.
 */
export const largestPage = '32MiB';
