import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldersFor, type Dashboard, type Panel } from '../../dashboards';
import { palette } from '../../dashboards/palette';
import { units } from '../../dashboards/units';
import { projectRoot } from '../../scripts/project-root';
import { allPanelsOf, boards, environments, isRow } from './boards';

const duplicates = (values: readonly (string | number)[]): readonly (string | number)[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

const stepsOf = (panel: Panel): readonly { readonly color: string; readonly value: number | null }[] =>
  (panel.fieldConfig.defaults['thresholds'] as { steps: [] } | undefined)?.steps ?? [];

/** Every value under a key, at any depth. */
function valuesUnder(value: unknown, key: string): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => [
    ...(name === key ? [child] : []),
    ...valuesUnder(child, key),
  ]);
}

const namesOf = ({ templating }: Dashboard): readonly string[] =>
  templating.list.map(({ name }) => String(name));

/** A unit of the list, or one that an entry names. */
const isKnownUnit = (unit: unknown): boolean =>
  (Object.values(units) as unknown[]).includes(unit) ||
  /^(suffix:\S|count:[A-Z]{3}(\/h)?$)/.test(String(unit));

describe.each(boards)('$name', ({ dashboard, environment, folder }) => {
  const panels = allPanelsOf(dashboard);

  it('has a uid that Grafana accepts and lies in a folder of its environment', () => {
    expect(dashboard.uid).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
    expect(foldersFor(environment).map(({ uid }) => uid)).toContain(folder);
  });

  it('is readable: title, description, unit and a text for missing values on every panel', () => {
    expect(dashboard.title).not.toBe('');
    expect(dashboard.description).not.toBe('');
    for (const panel of panels) {
      const { unit, noValue } = panel.fieldConfig.defaults;
      expect(panel.title).toMatch(/\S/);
      expect(panel.description).toMatch(/[.?]$/);
      expect(isKnownUnit(unit)).toBe(true);
      if (panel.type !== 'text') expect(noValue).toMatch(/\S/);
    }
  });

  it('numbers panels and queries uniquely, those in collapsed rows too', () => {
    const rows = dashboard.panels.filter(isRow);
    expect(duplicates([...rows, ...panels].map(({ id }) => id))).toEqual([]);
    for (const { targets } of panels) expect(duplicates(targets.map(({ refId }) => refId))).toEqual([]);
  });

  it('asks something of the data source in every panel but text', () => {
    const silent = panels.filter(({ type, targets }) => (type === 'text') !== (targets.length === 0));
    expect(silent).toEqual([]);
    expect(panels.length).toBeGreaterThan(5);
  });

  it('puts panels side by side without overlap and inside the 24 columns', () => {
    const placed = [...dashboard.panels, ...dashboard.panels.filter(isRow).flatMap((row) => row.panels)];
    for (const { gridPos } of placed) {
      expect(gridPos.x).toBeGreaterThanOrEqual(0);
      expect(gridPos.w).toBeGreaterThanOrEqual(3);
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
    }
    const overlaps = dashboard.panels.flatMap(({ gridPos: a, title }, index) =>
      dashboard.panels
        .slice(index + 1)
        .filter(({ gridPos: b }) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h)
        .map((other) => `${title} / ${other.title}`),
    );
    expect(overlaps).toEqual([]);
  });

  it('nests panels in rows exactly where the row is collapsed', () => {
    for (const row of dashboard.panels.filter(isRow)) expect(row.panels.length > 0).toBe(row.collapsed);
  });

  it('names its data sources by the variables that it declares', () => {
    const declared = dashboard.templating.list
      .filter(({ type }) => type === 'datasource')
      .map(({ name, query }) => JSON.stringify({ type: query, uid: `\${${String(name)}}` }));
    const sources = valuesUnder(dashboard, 'datasource').map((source) => JSON.stringify(source));
    expect(declared[0]).toBe('{"type":"prometheus","uid":"${datasource}"}');
    expect(new Set(sources)).toEqual(new Set(declared));
  });

  it('uses no variable that is not declared', () => {
    const used = JSON.stringify(dashboard).match(/\$(?:\{[A-Za-z_][\w.:]*\}|[A-Za-z_]\w*)/g) ?? [];
    // A label of a point is there where the legend has it.
    const legends = JSON.stringify(valuesUnder(dashboard, 'legendFormat'));
    const labels = [...legends.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label);
    const known = [
      ...labels.map((label) => `\${__field.labels.${label}}`),
      '${__url_time_range}',
      '${__value.raw}',
      '${__data.fields.Model}',
      '${__from:date:iso}',
      '${__to:date:iso}',
      '$__rate_interval',
      '$__range',
      '$__interval',
      '$__all',
      ...namesOf(dashboard).flatMap((name) => [
        `$${name}`,
        ...['', ':lucene', ':raw', ':queryparam'].map((format) => `\${${name}${format}}`),
      ]),
    ];
    expect([...new Set(used)].filter((variable) => !known.includes(variable))).toEqual([]);
  });

  it('uses every variable that it declares, and each in those after it or in panels', () => {
    const { templating, ...rest } = dashboard;
    for (const [index, variable] of templating.list.entries()) {
      const name = String(variable['name']);
      const elsewhere = JSON.stringify([templating.list.slice(index + 1), rest]);
      expect(elsewhere).toMatch(new RegExp(`\\$(?:${name}\\b|\\{${name}\\b)`));
      expect(JSON.stringify(templating.list.slice(0, index))).not.toContain(`$${name}`);
    }
  });

  it('lets choose at most four things beside its data sources', () => {
    const chosen = dashboard.templating.list.filter(({ type }) => type !== 'datasource');
    expect(chosen.length).toBeLessThanOrEqual(4);
  });

  it('asks Prometheus for what can be chosen on one line each, as Grafana reads it', () => {
    const asked = dashboard.templating.list.filter(
      ({ type, datasource }) =>
        type === 'query' && JSON.stringify(datasource) === '{"type":"prometheus","uid":"${datasource}"}',
    );
    for (const { query, regex } of asked) {
      expect((query as { query: string }).query).toMatch(/^query_result\(.+\)$/);
      expect(regex).toMatch(/^\/\w+="\(\[\^"\]\*\)"\/$/);
    }
  });

  it('has thresholds that begin without a bound and rise', () => {
    for (const panel of panels) {
      const values = stepsOf(panel).map(({ value }) => value);
      expect(values.slice(0, 1)).toEqual(values.length === 0 ? [] : [null]);
      for (const [index, value] of values.slice(2).entries()) {
        expect(value).toBeGreaterThan(values[index + 1] ?? Infinity);
      }
    }
  });

  it('takes every colour from the palette', () => {
    const colours = [
      ...valuesUnder(dashboard, 'iconColor'),
      ...valuesUnder(dashboard, 'fixedColor'),
      ...valuesUnder(dashboard, 'color').filter((value) => typeof value === 'string'),
    ];
    expect(colours.filter((colour) => !(Object.values(palette) as unknown[]).includes(colour))).toEqual([]);
  });

  it('is small enough for a request and a ConfigMap', () => {
    expect(Buffer.byteLength(JSON.stringify(dashboard))).toBeLessThan(900 * 1024);
  });
});

describe('the boards of an environment', () => {
  it.each(environments)('of $name have unique uids, and unique titles per folder', ({ name }) => {
    const own = boards.filter(({ environment }) => environment.name === name);
    expect(duplicates(own.map(({ dashboard }) => dashboard.uid))).toEqual([]);
    expect(duplicates(own.map(({ folder, dashboard }) => `${folder}/${dashboard.title}`))).toEqual([]);
  });

  it.each(environments)('of $name lie in a tree of folders without loose ends', (environment) => {
    const folders = foldersFor(environment);
    const before = new Set<string>();
    for (const { uid, title, parent } of folders) {
      expect(uid).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
      expect(title).not.toMatch(/[_%]/);
      if (parent !== undefined) expect(before).toContain(parent);
      before.add(uid);
    }
    expect(before.size).toBe(folders.length);
  });
});

it('names no colour outside the palette, in any source of the room', () => {
  const folder = join(projectRoot, 'dashboards');
  const raw =
    /'(?:#[0-9a-f]{3,8}|rgba?\(.*|(?:(?:super-light|light|semi-dark|dark)-)?(?:red|orange|yellow|green|blue|purple))'/i;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  expect(files).toContain(join('drift', 'drift-board.ts'));
  const guilty = files.filter(
    (file) => file !== 'palette.ts' && raw.test(readFileSync(join(folder, file), 'utf8')),
  );
  expect(guilty).toEqual([]);
});
