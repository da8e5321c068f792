import { element } from './dom.js';

/** An address with what its variables stand for. */
export const filled = (url, values) =>
  url.replace(/\$\{([\w.]+)(?::\w+)?\}/g, (whole, name) => values[name] ?? whole);

/** A board and what is chosen there, from the end of an address: `mlo-drift?var-model=fraud-scorer`. */
export function placeIn(end) {
  const [uid, query = ''] = end.split('?');
  const chosen = [...new URLSearchParams(query)]
    .filter(([name, value]) => name.startsWith('var-') && !value.includes('{'))
    .map(([name, value]) => [name.slice('var-'.length), value]);
  return { uid, chosen: Object.fromEntries(chosen) };
}

/** A link to another board opens it here, one to elsewhere in a tab of its own. */
export function linkTo({ title, url }, text, values, open) {
  const address = filled(url, values);
  if (address.startsWith('/d/')) {
    const { uid, chosen } = placeIn(address.slice('/d/'.length));
    return element(
      'button',
      { class: 'link', type: 'button', title, onclick: () => open(uid, chosen) },
      text,
    );
  }
  if (!/^https?:/.test(address)) return text;
  return element('a', { href: address, title, rel: 'noreferrer', target: '_blank' }, text);
}
