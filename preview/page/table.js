import { colour, drawNothing, element } from './dom.js';
import { format, mapped, stepColour } from './format.js';
import { linkTo } from './links.js';

/** Rows are those of the first query; other queries add a value where all labels that they share are equal. */
function rowsOf(results) {
  const [first, ...others] = results;
  return first.series.map(({ metric, value }) => {
    const fields = { ...metric, [`Value #${first.refId}`]: Number(value[1]) };
    for (const { refId, series } of others) {
      const found = series.find((one) =>
        Object.entries(one.metric).every(([name, text]) => name === '__name__' || metric[name] === text),
      );
      if (found !== undefined) fields[`Value #${refId}`] = Number(found.value[1]);
    }
    return fields;
  });
}

function columnsOf(panel, rows) {
  const organize = panel.transformations.find(({ id }) => id === 'organize')?.options ?? {};
  const { excludeByName = {}, indexByName = {}, renameByName = {} } = organize;
  return Object.keys(indexByName)
    .filter((field) => excludeByName[field] !== true)
    .filter((field) => field.startsWith('Value #') || rows.some((row) => row[field] !== undefined))
    .sort((a, b) => indexByName[a] - indexByName[b])
    .map((field) => {
      const title = renameByName[field] ?? field;
      const own = panel.fieldConfig.overrides
        .filter(({ matcher }) => matcher.options === title)
        .flatMap(({ properties }) => properties.map(({ id, value }) => [id, value]));
      return { field, title, ...Object.fromEntries(own) };
    });
}

export function drawTable(body, panel, answer, context) {
  const rows = rowsOf(answer.results);
  if (rows.length === 0) {
    drawNothing(body, panel);
    return;
  }
  const columns = columnsOf(panel, rows);
  const { defaults } = panel.fieldConfig;
  const [sort] = panel.options.sortBy ?? [];
  const key = columns.find(({ title }) => title === sort?.displayName)?.field;
  const name = columns[0]?.field ?? '';
  rows.sort((a, b) => String(a[name] ?? '').localeCompare(String(b[name] ?? '')));
  if (key !== undefined) rows.sort((a, b) => (b[key] ?? -Infinity) - (a[key] ?? -Infinity));
  body.replaceChildren(
    element(
      'table',
      { class: 'grid' },
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...columns.map(({ field, title }) =>
            element('th', { scope: 'col', class: isNumber(field) ? 'number' : undefined }, title),
          ),
        ),
      ),
      element(
        'tbody',
        {},
        ...rows.map((row) =>
          element(
            'tr',
            {},
            ...columns.map((column) => cellOf(column, row, defaults, { ...context, columns })),
          ),
        ),
      ),
    ),
  );
}

const isNumber = (field) => field.startsWith('Value #');

function cellOf(column, row, defaults, context) {
  const value = row[column.field];
  if (!isNumber(column.field)) {
    const said = mapped(column.mappings, value)?.text ?? value ?? '';
    return element('td', {}, ...linked(column, said, row, context));
  }
  if (value === undefined || !Number.isFinite(value))
    return element('td', { class: 'number quiet' }, defaults.noValue);
  const state = mapped(column.mappings, value);
  const text = state?.text ?? format(value, column.unit ?? defaults.unit, column.decimals);
  const cell = element('td', { class: 'number' }, ...linked(column, text, row, context));
  const tone =
    state?.color ?? (column.thresholds === undefined ? 'text' : stepColour(column.thresholds, value));
  if (tone !== 'text') (cell.firstElementChild ?? cell).style.color = colour(tone);
  return cell;
}

/** A text that leads where its column says; other places that it leads to follow it, where Grafana offers a choice. */
function linked({ links, field }, text, row, { open, chosen, columns }) {
  if (links === undefined || text === '') return [text];
  const fields = columns.map((column) => [`__data.fields.${column.title}`, row[column.field]]);
  const values = { ...chosen, ...Object.fromEntries(fields), '__value.raw': row[field] };
  const [first, ...others] = links;
  return [
    linkTo(first, text, values, open),
    ...others.flatMap((link) => [' ', linkTo(link, `${link.title} ›`, values, open)]),
  ];
}
