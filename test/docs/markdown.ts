import MarkdownIt from 'markdown-it';
import { slug } from '../../scripts/docs/slug';

/** A link of a page, and the line on which its paragraph begins. */
export interface Link {
  readonly line: number;
  readonly target: string;
}

/** A code block. */
export interface Fence {
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

const markdown = new MarkdownIt({ html: true });

/** Links and pictures, also those that are written as HTML. */
export function linksIn(text: string): readonly Link[] {
  let line = 1;
  return markdown.parse(text, {}).flatMap(({ type, map, content, children }) => {
    // A cell has no line of its own; its row has.
    if (map !== null) line = map[0] + 1;
    const html = type === 'html_block' ? [content] : [];
    const inline = (children ?? []).flatMap((child) => {
      if (child.type === 'html_inline') html.push(child.content);
      const target = child.attrGet(child.type === 'image' ? 'src' : 'href');
      return target === null ? [] : [target];
    });
    const written = html.flatMap((one) =>
      [...one.matchAll(/\b(?:href|src|srcset)="([^"]+)"/g)].map(([, target = '']) => target),
    );
    return [...inline, ...written].map((target) => ({ line, target }));
  });
}

/** The anchors of a page's headings; a heading that comes again gets a number. */
export function anchorsIn(text: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const tokens = markdown.parse(text, {});
  return new Set(
    tokens.flatMap(({ type }, index) => {
      if (type !== 'heading_open') return [];
      const words = (tokens[index + 1]?.children ?? []).map(({ content }) => content).join('');
      const anchor = slug(words);
      const times = seen.get(anchor) ?? 0;
      seen.set(anchor, times + 1);
      return [times === 0 ? anchor : `${anchor}-${times}`];
    }),
  );
}

/** Code blocks, without the indentation that a list gives them. */
export function fencesIn(text: string): readonly Fence[] {
  return markdown
    .parse(text, {})
    .flatMap(({ type, map, info, content }) =>
      type === 'fence' ? [{ line: (map?.[0] ?? 0) + 1, language: info.trim(), text: content }] : [],
    );
}

/** Code in a line of text. */
export const codeIn = (text: string): readonly string[] =>
  markdown
    .parse(text, {})
    .flatMap(({ children }) => children ?? [])
    .filter(({ type }) => type === 'code_inline')
    .map(({ content }) => content);
