import { element } from './dom.js';

/** Which page is shown, by the element that holds it. */
const pages = new WeakMap();

/**
 * The things of the page that is shown, and what turns it, which is nothing where all are on one; `draw` draws the body
 * anew with the page that was turned to.
 */
export function pageOf(body, all, perPage, draw) {
  const last = Math.max(0, Math.ceil(all.length / perPage) - 1);
  const page = Math.min(pages.get(body) ?? 0, last);
  const shown = all.slice(page * perPage, (page + 1) * perPage);
  const to = (target, text, title) =>
    element(
      'button',
      {
        class: 'link',
        type: 'button',
        title,
        disabled: target < 0 || target > last,
        onclick() {
          pages.set(body, target);
          draw();
        },
      },
      text,
    );
  const range = `${page * perPage + 1} to ${page * perPage + shown.length} of ${all.length}`;
  const pager = element(
    'div',
    { class: 'pager' },
    to(page - 1, '‹', 'Page before'),
    range,
    to(page + 1, '›', 'Next page'),
  );
  return { shown, pager: last === 0 ? undefined : pager };
}
