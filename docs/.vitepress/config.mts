import { defineConfig } from 'vitepress';
import { decisionGroup, groupsOf, runbookGroups, type NavigationGroup } from '../../scripts/docs/navigation';
import { documentationPages, otherFolders } from '../../scripts/docs/pages';
import { siteLink } from '../../scripts/docs/site-links';
import { slug } from '../../scripts/docs/slug';

const pages = documentationPages();
const paths = pages.map(({ path }) => path);
const index = 'docs/README.md';

/** The index as navigation: its links are relative to docs/. */
const groups: NavigationGroup[] = groupsOf(pages.find(({ path }) => path === index)?.text ?? '').map(
  ({ text, items }) => ({
    text,
    collapsed: false,
    items: items.map((item) => ({ ...item, link: siteLink(index, item.link, paths) ?? item.link })),
  }),
);
const within = (folder: string) => pages.filter(({ path }) => path.startsWith(`${folder}/`));
const plain = (all: readonly NavigationGroup[]) =>
  all.map(({ items, ...group }) => ({ ...group, items: [...items] }));
const first = (name: string): string => groups.find(({ text }) => text === name)?.items[0]?.link ?? '/';

export default defineConfig({
  title: 'Model Observatory',
  description: 'Monitoring of machine-learning models as code',
  lang: 'en',
  srcDir: '..',
  // What is documentation is said in one place; the rest of the repository is not even looked at.
  srcExclude: otherFolders().map((name) => `${name}/**`),
  rewrites: {
    'README.md': 'index.md',
    [index]: 'docs/index.md',
    'docs/roles/README.md': 'docs/roles/index.md',
  },
  lastUpdated: false,
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Start', link: first('Start') },
      { text: 'Roles', link: '/docs/roles/index' },
      { text: 'How to', link: first('How to') },
      { text: 'Reference', link: first('Reference') },
      { text: 'Runbooks', link: `/${within('runbooks')[0]?.path.replace(/\.md$/, '')}` },
      { text: 'Decisions', link: `/${within('docs/decisions')[0]?.path.replace(/\.md$/, '')}` },
    ],
    sidebar: {
      '/runbooks/': plain(runbookGroups(within('runbooks'))),
      '/docs/decisions/': plain([decisionGroup(within('docs/decisions'))]),
      '/': plain(groups),
    },
  },
  markdown: {
    anchor: { slugify: slug },
    config: (md) => {
      const { text } = md.renderer.rules;
      // Templates of Go look like templates of Vue.
      md.renderer.rules.text = (...of) => (text?.(...of) ?? '').replaceAll('{{', '&#123;&#123;');
      md.core.ruler.push('links-of-the-site', ({ tokens, env }) => {
        const page = String(env.relativePath ?? '').replace(/(^|\/)index\.md$/, '$1README.md');
        for (const token of tokens) {
          // There is no grammar of PromQL to colour it with.
          if (token.type === 'fence' && token.info === 'promql') token.info = 'txt';
          // Vue takes a path for a module only where it begins with a dot.
          if (token.type === 'html_block') {
            token.content = token.content.replaceAll(/\b(src|srcset)="(?![./]|[a-z]+:)/g, '$1="./');
          }
          for (const child of token.children ?? []) {
            if (child.type === 'code_inline') child.attrSet('v-pre', '');
            if (child.type !== 'link_open') continue;
            const link = siteLink(page, child.attrGet('href') ?? '', paths);
            if (link === undefined) child.attrs = (child.attrs ?? []).filter(([name]) => name !== 'href');
            else child.attrSet('href', link);
          }
        }
      });
    },
  },
});
