import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentationPages } from '../../scripts/docs/pages';
import { runProject } from '../scripts/run-project';

const folder = mkdtempSync(join(tmpdir(), 'site-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the site', () => {
  const { status, stdout, stderr } = runProject(['docs', '--out', folder]);
  const files = readdirSync(folder, { recursive: true }).map(String);
  const textOf = (path: string): string => readFileSync(join(folder, path), 'utf8');
  const built = files.filter((path) => path.endsWith('.html') && path !== '404.html');

  test('is built of every page, and of nothing else', () => {
    expect(status === 0 ? '' : stdout + stderr).toBe('');
    const expected = documentationPages().map(({ path }) =>
      path.replace(/README\.md$/, 'index.html').replace(/\.md$/, '.html'),
    );
    expect([...built].sort()).toEqual([...expected].sort());
  });

  test('asks for nothing that is not its own', () => {
    const foreign = files
      .filter((path) => /\.(?:html|css)$/.test(path))
      .flatMap((path) =>
        [
          ...textOf(path).matchAll(
            /(?:<(?:script|link|img|source)[^>]*(?:src|href|srcset)=|url\()["']?(?:https?:)?\/\/[^"' )]+/g,
          ),
        ].map(([found]) => `${path}: ${found}`),
      );
    expect(foreign).toEqual([]);
  });

  test('has the navigation of docs/README.md, and leads from a page to the next', () => {
    const page = textOf('docs/tutorial.html');
    expect(page).toContain('Tutorial: the first alert in ten minutes');
    for (const link of [
      '/docs/how-to/add-a-model.html',
      '/docs/reference/entry.html',
      '/docs/roles/sre.html',
    ])
      expect(page).toContain(`href="${link}"`);
    expect(textOf('runbooks/ModelAbsent.html')).toContain('href="/runbooks/GpuLost.html"');
  });

  test('finds words of pages', () => {
    const found = files.filter(
      // The index holds single words: the tutorial's model is a spam-filter.
      (path) => /localSearchIndex/.test(path) && textOf(path).includes('["spam",'),
    );
    expect(found.length).toBeGreaterThan(0);
  });
});
