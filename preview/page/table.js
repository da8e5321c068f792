import { colour, drawNothing, element } from './dom.js';
import { format, mapped, stepColour } from './format.js';
import { linkTo } from './links.js';
import { pageOf } from './pager.js';

/** Rows of a page: Grafana draws those that can be seen, too. */
const rowsOfPage = 50;

/** The labels of a series without its name, and their values, as one text each. */
function labelsOf(metric) {
  const names = Object.keys(metric)
    .filter((name) => name !== '__name__')
    .sort();
  return { names, values: valuesOf(metric, names) };
}

const valuesOf = (metric, names) => names.map((name) => metric[name]).join('\n');

/** Values of a query by their labels, of which all series of a query have the same, or nearly so. */
function joinable(series) {
  const found = new Map();
  for (const { metric, value } of series) {
    const { names, values } = labelsOf(metric);
    const kind = found.get(names.join()) ?? { names, byValues: new Map() };
    kind.byValues.set(values, Number(value[1]));
    found.set(names.join(), kind);
  }
  return [...found.values()];
}

/** Rows are those of the first query; other queries add a value where all labels that they share are equal. */
function rowsOf(results) {
  const [first, ...others] = results;
  const joined = others.map(({ refId, series }) => ({ field: `Value #${refId}`, kinds: joinable(series) }));
  return first.series.map(({ metric, value }) => {
    const fields = { ...metric, [`Value #${first.refId}`]: Number(value[1]) };
    for (const { field, kinds } of joined) {
      const kind = kinds.find(({ names, byValues }) => byValues.has(valuesOf(metric, names)));
      if (kind !== undefined) fields[field] = kind.byValues.get(valuesOf(metric, kind.names));
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
  const { shown, pager } = pageOf(body, rows, rowsOfPage, () => drawTable(body, panel, answer, context));
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
        ...shown.map((row) =>
          element(
            'tr',
            {},
            ...columns.map((column) => cellOf(column, row, defaults, { ...context, columns })),
          ),
        ),
      ),
    ),
    ...(pager === undefined ? [] : [pager]),
  );
}

const isNumber = (field) => field.startsWith('Value #');

function cellOf(column, row, defaults, context) {
  const value = row[column.field];
  if (!isNumber(column.field)) {
    if (value === undefined && column.mappings === undefined)
      return element('td', { class: 'quiet' }, column.noValue);
    const said = mapped(column.mappings, value)?.text ?? value ?? '';
    return element('td', {}, ...linked(column, said, row, context));
  }
  if (value === undefined || !Number.isFinite(value))
    return element('td', { class: 'number quiet' }, column.noValue);
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
