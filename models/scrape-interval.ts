import { seconds } from './duration';

/** How often every target is scraped and base rules are evaluated; the shortest rate window holds ten of it. */
export const scrapeInterval = seconds(30);
export const scrapeTimeout = seconds(10);
