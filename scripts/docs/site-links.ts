import { posix } from 'node:path';

/** Outside of the repository, or a place on the same page. */
export const isElsewhere = (target: string): boolean => /^(?:[a-z][a-z+.-]*:|\/\/|#)/i.test(target);

/** Where a relative link of a page leads, as a path from the top, and the anchor there. */
export function targetOf(page: string, link: string): { readonly path: string; readonly anchor?: string } {
  const [target = '', anchor] = link.split('#');
  const path = target === '' ? page : posix.normalize(posix.join(posix.dirname(page), decodeURI(target)));
  return { path: path.replace(/\/$/, ''), ...(anchor === undefined ? {} : { anchor }) };
}

/**
 * The link of a page as the site needs it: a folder leads to the first page in it, a README to the folder's index. A file
 * that is no page, such as a source, is on the site no more than in a printed book: nothing is returned.
 */
export function siteLink(page: string, link: string, pages: readonly string[]): string | undefined {
  if (isElsewhere(link)) return link;
  const { path, anchor } = targetOf(page, link);
  const found = pages.includes(path) ? path : pages.find((one) => one.startsWith(`${path}/`));
  // A page that is not there is left to the generator, which refuses it.
  if (found === undefined) return path.endsWith('.md') ? link : undefined;
  const shown = found.replace(/README\.md$/, 'index.md');
  return `/${shown}${anchor === undefined ? '' : `#${anchor}`}`;
}
