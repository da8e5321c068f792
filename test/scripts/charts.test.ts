import { newerCharts } from '../../scripts/charts/newer';
import type { ChartLine } from '../../models/versions';

const repository = 'https://charts.example';
const line = (chart: string, ...versions: ChartLine['versions']): ChartLine => ({
  repository,
  chart,
  versions,
});

const index = `
apiVersion: v1
entries:
  stack:
    - { version: 9.9.9 }
    - { version: 88.10.0-rc.1 }
    - { version: 88.6.0 }
    - { version: 88.10.0 }
    - { version: 89.0.0, deprecated: true }
  operator:
    - { version: v26.7.0 }
    - { version: v25.9.9 }
`;

describe('later releases of charts', () => {
  test('are compared by number with the first version; candidates and deprecated ones are none', async () => {
    const asked: string[] = [];
    const found = await newerCharts(
      [line('stack', '88.5.3', '88.5.2'), line('operator', 'v26.7.0')],
      (url) => {
        asked.push(url);
        return Promise.resolve(index);
      },
    );
    expect(found).toEqual([{ chart: 'stack', deployed: '88.5.3', newest: '88.10.0' }]);
    expect(asked).toEqual(['https://charts.example/index.yaml']);
  });

  test('a chart that its repository no longer has is told', async () => {
    await expect(newerCharts([line('gone', '1.0.0')], () => Promise.resolve(index))).rejects.toThrow(
      'https://charts.example has no release of gone',
    );
  });
});
