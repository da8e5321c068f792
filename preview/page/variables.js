import { element } from './dom.js';

/** Stands for every value. */
const all = '$__all';
const textOf = (value) => (value === all ? 'All' : value);

/** What was chosen, as part of an address. */
export const queryOf = (chosen) =>
  Object.entries(chosen)
    .map(([name, value]) => `&var-${name}=${encodeURIComponent(value)}`)
    .join('');

/** A title with what its variables stand for. */
export const titled = (text, chosen) =>
  text.replace(/\$\{?(\w+)\}?/g, (whole, name) => (name in chosen ? textOf(chosen[name]) : whole));

/** A list to choose from for each variable. */
export const choices = (variables, choose) =>
  variables.map(({ name, label, options, value }) =>
    element(
      'label',
      { class: 'choice' },
      label,
      element(
        'select',
        { name, id: `variable-${name}`, onchange: (event) => choose(name, event.target.value) },
        ...(options.length === 0 ? [element('option', { value: '' }, 'none')] : []),
        ...options.map((option) =>
          element('option', { value: option, selected: option === value }, textOf(option)),
        ),
      ),
    ),
  );
