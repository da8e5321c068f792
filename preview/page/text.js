import { element } from './dom.js';

/** The little Markdown that boards use: paragraphs, bold, code, links. Links lead nowhere from here but say where to. */
export function drawText(body, panel) {
  body.replaceChildren(
    ...panel.options.content.split(/\n\n+/).map((paragraph) => element('p', {}, ...inline(paragraph))),
  );
}

const marks = /\*\*(.+?)\*\*|`(.+?)`|\[(.+?)\]\((\S+?)\)(?=$|[\s.,·])/g;

function inline(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(marks)) {
    parts.push(text.slice(end, match.index));
    const [whole, bold, code, name, address] = match;
    if (bold !== undefined) parts.push(element('strong', {}, bold));
    else if (code !== undefined) parts.push(element('code', {}, code));
    else if (/^https?:/.test(address)) {
      parts.push(element('a', { href: address, rel: 'noreferrer', target: '_blank' }, name));
    } else parts.push(name);
    end = match.index + whole.length;
  }
  return [...parts, text.slice(end)];
}
