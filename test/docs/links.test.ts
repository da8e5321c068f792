import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { groupsOf } from '../../scripts/docs/navigation';
import { documentationPages } from '../../scripts/docs/pages';
import { isElsewhere, siteLink, targetOf } from '../../scripts/docs/site-links';
import { projectRoot } from '../../scripts/project-root';
import { hosts } from './hosts';
import { anchorsIn, linksIn } from './markdown';

const pages = documentationPages();
const paths = pages.map(({ path }) => path);
const index = 'docs/README.md';
const textOf = (path: string): string => pages.find((page) => page.path === path)?.text ?? '';
const anchors = new Map(pages.map(({ path, text }) => [path, anchorsIn(text)]));

const links = pages.flatMap(({ path, text }) => linksIn(text).map((link) => ({ ...link, page: path })));

/** What is wrong with a link within the repository. */
function mistakeOf(page: string, link: string): string | undefined {
  const { path, anchor } = targetOf(page, link);
  if (!existsSync(join(projectRoot, path))) return 'leads nowhere';
  if (anchor === undefined) return undefined;
  return anchors.get(path)?.has(anchor) === true ? undefined : 'has no such heading';
}

test('links and anchors are found where Markdown has them, and not in code', () => {
  expect(linksIn('a [b](c.md#d) `[e](f)`\n\n| g |\n| --- |\n| [h](i) |\n\n<img src="j.png" />\n')).toEqual([
    { line: 1, target: 'c.md#d' },
    { line: 5, target: 'i' },
    { line: 7, target: 'j.png' },
  ]);
  expect(anchorsIn('# A `b-c` d!\n\n## Ü & é\n\n## Same\n\n## Same\n\n```sh\n# no heading\n```\n')).toEqual(
    new Set(['a-b-c-d', 'ü--é', 'same', 'same-1']),
  );
  expect(mistakeOf('README.md', 'docs/absent.md')).toBe('leads nowhere');
  expect(mistakeOf('docs/rules.md', '../README.md#absent')).toBe('has no such heading');
  expect(mistakeOf('docs/rules.md', '#who-is-told')).toBeUndefined();
});

test('every link within the repository leads to a file, and to a heading of it', () => {
  expect(links.length).toBeGreaterThan(300);
  const wrong = links
    .filter(({ target }) => !isElsewhere(target) || target.startsWith('#'))
    .flatMap(({ page, line, target }) => {
      const mistake = mistakeOf(page, target);
      return mistake === undefined ? [] : [`${page}:${line}: ${target} ${mistake}`];
    });
  expect(wrong).toEqual([]);
});

test('links to other places are addresses of listed hosts', () => {
  const elsewhere = links.filter(({ target }) => isElsewhere(target) && !target.startsWith('#'));
  const wrong = elsewhere.filter(({ target }) => {
    const url = URL.parse(target);
    return url?.protocol !== 'https:' || !hosts.includes(url.hostname);
  });
  expect(wrong.map(({ page, line, target }) => `${page}:${line}: ${target}`)).toEqual([]);
  const named = elsewhere.map(({ target }) => new URL(target).hostname);
  expect(hosts.filter((host) => !named.includes(host))).toEqual([]);
});

test('every page is in the navigation, once', () => {
  const listed = groupsOf(textOf(index)).flatMap(({ items }) =>
    items.map(({ link }) => targetOf(index, link).path),
  );
  expect(new Set(listed).size).toBe(listed.length);
  // Decisions and runbooks are listed by the site from their files.
  const ownNavigation = /^(?:docs\/decisions|runbooks)\//;
  const first = ['README.md', index];
  const missing = paths.filter(
    (path) => !ownNavigation.test(path) && !first.includes(path) && !listed.includes(path),
  );
  expect(missing).toEqual([]);
});

test('on the site a folder leads to its first page, an index to the folder, and a source nowhere', () => {
  const some = ['README.md', 'docs/README.md', 'docs/a.md', 'runbooks/A.md', 'runbooks/B.md'];
  expect(siteLink('docs/a.md', '../runbooks', some)).toBe('/runbooks/A.md');
  expect(siteLink('docs/a.md', 'README.md#x', some)).toBe('/docs/index.md#x');
  expect(siteLink('docs/a.md', '../models/names.ts', some)).toBeUndefined();
  expect(siteLink('docs/a.md', 'https://prometheus.io', some)).toBe('https://prometheus.io');
});

test.each(paths.filter((path) => path.startsWith('docs/roles/') && !path.endsWith('README.md')))(
  '%s is one step from the index, and every answer one more',
  (role) => {
    const fromIndex = linksIn(textOf(index)).map(({ target }) => targetOf(index, target).path);
    expect(fromIndex).toContain(role);
    const rows = textOf(role)
      .split('\n')
      .filter((line) => /^\| (?!question|-)/.test(line));
    expect(rows.length).toBeGreaterThan(5);
    const unanswered = rows.filter(
      (row) => linksIn(row).length === 0 && !/`npm run |Grafana|column/.test(row),
    );
    expect(unanswered).toEqual([]);
  },
);
