import { element } from './dom.js';

/** An address with what its variables stand for. */
export const filled = (url, values) =>
  url.replace(/\$\{([\w.]+)(?::\w+)?\}/g, (whole, name) => values[name] ?? whole);

/** A board, what is chosen there, and a panel of it where one is meant, from the end of an address: `mlo-drift?var-model=fraud-scorer`. */
export function placeIn(end) {
  const [uid, query = ''] = end.split('?');
  const chosen = [...new URLSearchParams(query)]
    .filter(([name, value]) => name.startsWith('var-') && !value.includes('{'))
    .map(([name, value]) => [name.slice('var-'.length), value]);
  const panel = /(?:^|&)viewPanel=(\d+)/.exec(query)?.[1];
  return { uid, chosen: Object.fromEntries(chosen), panel };
}

/** A link to another board opens it here, one to elsewhere in a tab of its own. */
export function linkTo({ title, url }, text, values, open) {
  const address = filled(url, values);
  if (address.startsWith('/d/')) {
    const { uid, chosen, panel } = placeIn(address.slice('/d/'.length));
    return element(
      'button',
      { class: 'link', type: 'button', title, onclick: () => open(uid, chosen, panel) },
      text,
    );
  }
  if (!/^https?:/.test(address)) return text;
  return element('a', { href: address, title, rel: 'noreferrer', target: '_blank' }, text);
}
