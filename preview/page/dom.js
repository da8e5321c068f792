/** Elements without HTML strings: text is always text, so nothing needs escaping. */

/** `element('td', { class: 'number' }, 'text', child)`; a property that is false or undefined is left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

const svgNamespace = 'http://www.w3.org/2000/svg';

export function svgElement(name, attributes = {}, ...children) {
  const made = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/** Whether the page shows one board and nothing else, whole and once, for a picture of it. */
export const alone = new URLSearchParams(location.search).has('alone');

export const byId = (id) => document.getElementById(id);

/** Replaces a table's content, keeping the focus on the button that had it. */
export function fill(target, ...children) {
  const focused = document.activeElement?.id;
  const held = target.contains(document.activeElement) && focused !== '' ? focused : undefined;
  target.replaceChildren(...children);
  if (held !== undefined) byId(held)?.focus();
}

export const headRow = (...titles) =>
  element('thead', {}, element('tr', {}, ...titles.map((title) => element('th', { scope: 'col' }, title))));

/** Colours that were asked for: the page is loaded anew when the scheme changes. */
const colours = new Map();

/** Colour of a Grafana colour name in the current scheme. */
export function colour(name) {
  if (!colours.has(name)) {
    const value = getComputedStyle(document.documentElement).getPropertyValue(`--g-${name}`).trim();
    colours.set(name, value === '' ? name : value);
  }
  return colours.get(name);
}

/** Colours of series that have none of their own: neighbours differ in brightness too. Red is left to what is bad. */
export const seriesColours = () =>
  [
    'blue',
    'orange',
    'green',
    'purple',
    'light-blue',
    'dark-orange',
    'pink',
    'yellow',
    'dark-blue',
    'grey',
    'dark-green',
    'semi-dark-purple',
  ].map(colour);

/** What a panel says when there is nothing to show. */
export const drawNothing = (body, panel) => {
  body.replaceChildren(element('p', { class: 'no-value' }, panel.fieldConfig.defaults.noValue ?? 'No data'));
};
