import { charts, type ChartLine } from '../../models/versions';
import { newerCharts } from '../../scripts/charts/newer';
import { newerReport } from '../../scripts/charts/report';

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
    expect(found).toEqual([{ chart: 'stack', deployed: '88.5.3', newest: '88.10.0', isMajor: false }]);
    expect(asked).toEqual(['https://charts.example/index.yaml']);
  });

  test('a chart that its repository no longer has is told', async () => {
    await expect(newerCharts([line('gone', '1.0.0')], () => Promise.resolve(index))).rejects.toThrow(
      'https://charts.example has no release of gone',
    );
  });

  test('a new major of kube-prometheus-stack stands out, with where its path is', async () => {
    const [deployed] = charts.kubePrometheusStack.versions;
    const next = `${Number(deployed.split('.')[0]) + 1}.0.0`;
    const ours = charts.kubePrometheusStack;
    const released = `entries:\n  ${ours.chart}:\n    - { version: ${next} }\n    - { version: ${deployed} }\n`;
    const later = { chart: 'other', deployed: '1.0.0', newest: '1.0.1', isMajor: false };
    const found = await newerCharts([ours], () => Promise.resolve(released));
    expect(found).toEqual([{ chart: ours.chart, deployed, newest: next, isMajor: true }]);
    const report = newerReport([later, ...found]);
    expect(report).toMatch(
      /^## New major versions\n[^#]*kube-prometheus-stack[^#]*docs\/upgrading\.md[^#]*## Later releases\n[^#]*other/,
    );
    expect(newerReport([later])).not.toContain('major');
  });
});
