/** A page in the navigation. */
export interface NavigationItem {
  readonly text: string;
  readonly link: string;
}

/** Pages under one heading. */
export interface NavigationGroup {
  readonly text: string;
  readonly collapsed?: boolean;
  readonly items: readonly NavigationItem[];
}

/** A committed Markdown page: its path from the top, and its text. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

const heading = /^## (.+)$/;
const item = /^- \[([^\]]+)\]\(([^)#]+)\)$/;

/** The groups of docs/README.md, which is the only place where the order of pages stands. */
export function groupsOf(index: string): readonly NavigationGroup[] {
  const groups: { readonly text: string; readonly items: NavigationItem[] }[] = [];
  for (const line of index.split('\n')) {
    const title = heading.exec(line)?.[1];
    if (title !== undefined) groups.push({ text: title, items: [] });
    const [, text, target] = item.exec(line) ?? [];
    if (text !== undefined && target !== undefined) groups.at(-1)?.items.push({ text, link: target });
  }
  return groups;
}

/** What begins with a title's first line. */
const titleOf = ({ path, text }: Page): string => /^# (.+)$/m.exec(text)?.[1] ?? path;

const linkOf = ({ path }: Page): string => `/${path.replace(/\.md$/, '')}`;

/** Decisions by number. */
export const decisionGroup = (pages: readonly Page[]): NavigationGroup => ({
  text: 'Decisions',
  items: pages.map((page) => ({ text: titleOf(page), link: linkOf(page) })),
});

/** Runbooks by what their alerts are about, which is the first word of their names. */
export function runbookGroups(pages: readonly Page[]): readonly NavigationGroup[] {
  const subjectOf = (page: Page): string => /^[A-Z][a-z]+/.exec(titleOf(page))?.[0] ?? '';
  return [...new Set(pages.map(subjectOf))].map((subject) => ({
    text: subject,
    items: pages
      .filter((page) => subjectOf(page) === subject)
      .map((page) => ({ text: titleOf(page), link: linkOf(page) })),
  }));
}
