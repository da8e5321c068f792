import { existsSync, readFileSync, writeFileSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { kubernetes } from '../../models/versions';
import { renderedNow, renderedReleases, withoutAmounts, type Golden } from './rendered/releases';

/**
 * What the real charts make of our values is kept as facts in `test/golden/rendered/`, because charts come from the
 * network. They are rendered again with Helm by
 *
 *     CHARTS=DIR UPDATE_GOLDEN=1 npx jest test/stacks/rendered.test
 *
 * where DIR has a folder for each chart (docs/versions.md says how to get them). Without UPDATE_GOLDEN, the facts are
 * compared with what the charts make now.
 */
const { CHARTS: charts, UPDATE_GOLDEN: update } = process.env;

const golden = join(__dirname, '../golden');
const releases = renderedReleases();

const again =
  'render it again: CHARTS=DIR UPDATE_GOLDEN=1 npx jest test/stacks/rendered.test (docs/versions.md)';

function recorded(file: string): Golden {
  const path = join(golden, file);
  if (!existsSync(path)) throw new Error(`there is no test/golden/${file}: ${again}`);
  return JSON.parse(readFileSync(path, 'utf8')) as Golden;
}

const print = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

describe.each(releases)('$file', ({ file, ...rest }) => {
  if (charts !== undefined) {
    it('is what the chart makes of our values', () => {
      const now = renderedNow(charts, { file, ...rest });
      if (update === '1') {
        mkdirSync(dirname(join(golden, file)), { recursive: true });
        writeFileSync(join(golden, file), print(now));
      }
      expect(print(recorded(file))).toBe(print(now));
    });

    it('is the same on every Kubernetes that is supported', () => {
      const [latest, ...older] = kubernetes.map((version) =>
        renderedNow(charts, { file, ...rest }, `${version}.0`),
      );
      expect(older.length).toBeGreaterThan(2);
      for (const one of older) expect(one).toEqual(latest);
    });
  }

  it('was rendered from the chart and the values that are deployed now', () => {
    const { chart, values } = recorded(file);
    const now = { chart: rest.chart, values: withoutAmounts(rest.release.values) };
    // The sentence is part of what is compared, so that whoever sees the difference sees what to do.
    expect({ ...now, otherwise: again }).toEqual({ chart, values, otherwise: again });
  });
});

it('there is no file of a release that is gone', () => {
  const files = readdirSync(join(golden, 'rendered'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => `rendered/${file}`);
  expect(files.sort()).toEqual(releases.map(({ file }) => file).sort());
});

it('amounts may change without rendering again, and nothing else', () => {
  const values = { replicas: 2, resources: { limits: { memory: '1Gi' } }, service: { port: 9108 } };
  expect(withoutAmounts({ ...values, replicas: 3 })).toEqual(withoutAmounts(values));
  expect(withoutAmounts({ ...values, service: { port: 9109 } })).not.toEqual(withoutAmounts(values));
});
