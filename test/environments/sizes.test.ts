import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodesFor, sizes } from '../../environments/sizes';
import { needsText } from '../../scripts/explanation/needs';
import { company } from '../rules/company';

const page = readFileSync(join(__dirname, '../../docs/sizing.md'), 'utf8');

/** Rows below a heading of the page: cells by the name of the part. */
function tableOf(profile: string): Readonly<Record<string, readonly string[]>> {
  const [, section = ''] = page.split(`\n### ${profile}\n`);
  const [text = ''] = section.split(/\n##/);
  return Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| part') && !line.startsWith('| --'))
      .map((line) => {
        const [part = '', ...cells] = line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim());
        return [part, cells];
      }),
  );
}

describe('the page about sizes', () => {
  test.each(['single', 'ha'] as const)('has the profile %s as it is', (profile) => {
    const size = sizes[profile];
    const { prometheus, alertmanager, grafana, blackboxExporter, operator, kibana, logstash } = size;
    const row = (pods: number, memory = '', volume = ''): readonly string[] => [String(pods), memory, volume];
    expect(tableOf(profile)).toEqual({
      Prometheus: row(prometheus.replicas, prometheus.memory, prometheus.volume),
      'Second Prometheus, for [long](long-term.md)': row(1, size.longTerm.memory, size.longTerm.volume),
      Alertmanager: row(alertmanager.replicas, '', alertmanager.volume),
      'Grafana, in the home cluster': row(1, '', grafana.volume),
      'Blackbox exporter': row(blackboxExporter.replicas),
      'Elastic operator': row(operator.replicas),
      ...Object.fromEntries(
        size.elasticsearch.map(({ name, roles, count, memory, storage }) => [
          `Elasticsearch \`${name}\`: ${roles.join(', ')}`,
          row(count, memory, storage),
        ]),
      ),
      Kibana: row(kibana.replicas),
      Logstash: row(logstash.replicas, logstash.memory, logstash.volume),
    });
  });
});

const settings = { elastic: company().elastic, logstash: {} };

test('ha needs a node for each of its replicas, single one', () => {
  const needed = (['single', 'ha'] as const).map((profile) => nodesFor({ ...settings, profile }, true));
  expect(needed).toEqual([1, 3]);
});

test('nodes of Elasticsearch are needed in the home cluster, pods of Logstash in every one', () => {
  const ha = { ...settings, profile: 'ha' } as const;
  const large = { ...ha, elastic: { ...ha.elastic, nodes: 7 }, logstash: { replicas: 5 } };
  expect([nodesFor(large, true), nodesFor(large, false)]).toEqual([7, 5]);
});

test('what an environment needs is shown beside what it has', () => {
  expect(needsText(company())).toMatchInlineSnapshot(`
   "Prometheus of each cluster of prod, 9 models
                         one pod each  all at their budgets  there is
     series              34,028        49,800                room for 250,000
     samples per second  1,135         1,660
     memory              279Mi         408Mi                 2Gi
     disk for 35d        6.4Gi         9.4Gi                 43Gi of 50Gi

   Second Prometheus, which keeps summary series
                    needed  there is
     series         720     room for 125,000
     memory         5.9Mi   1Gi
     disk for 365d  361Mi   17Gi of 20Gi

   Elasticsearch, 2.6 lines per second, 154Mi a day, kept for at most 31d, audit records for 366d
                           needed  there is
     disk                  4.7Gi   26Gi of 1 x 30Gi
     shards                32      600
     documents per second  2.6     1,250

   Logstash of each cluster, 1 x 2Gi, 2Gi
                             needed  there is
     documents per second    2.6     5,000
     Elasticsearch away for  1h      3d1h17m
   "
  `);
});
