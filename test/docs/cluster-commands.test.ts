import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentationPages } from '../../scripts/docs/pages';
import { projectRoot } from '../../scripts/project-root';
import { binaryOf } from '../../scripts/tool-binaries';
import { clusterOf, type Cluster } from './cluster';
import { absentIn, callsOf } from './kubectl';
import { codeIn, fencesIn } from './markdown';

/** Commands of the documentation that take a cluster: what they name is in the clusters that we would deploy. */

const cluster = clusterOf(join(projectRoot, 'environments'));

/** Pages with their code, blocks and words in a line, without what breaks its lines. Decisions tell of their time. */
const pages = documentationPages()
  .filter(({ path }) => path !== 'CHANGELOG.md' && !path.startsWith('docs/decisions/'))
  .map(({ path, text }) => ({
    path,
    code: [
      ...fencesIn(text).flatMap((block) => (block.language === 'sh' ? [block.text] : [])),
      ...codeIn(text),
    ].map((one) => one.replaceAll(/\\\n\s*/g, ' ')),
  }));

/** The cluster with the pods that a page itself starts. */
function withStarted(code: readonly string[]): Cluster {
  const started = code
    .flatMap((text) => callsOf('kubectl', text))
    .flatMap(([option, namespace = '', verb, name = '']) =>
      option === '-n' && verb === 'run' ? [{ kind: 'pod', namespace, name }] : [],
    );
  return { ...cluster, objects: [...cluster.objects, ...started] };
}

const absent = (code: readonly string[]): readonly string[] => {
  const there = withStarted(code);
  return code.flatMap((text) => callsOf('kubectl', text)).flatMap((words) => absentIn(there, words));
};

test('kubectl is asked for what is there, where it is', () => {
  expect(
    pages.flatMap(({ code }) => code).flatMap((text) => callsOf('kubectl', text)).length,
  ).toBeGreaterThan(150);
  const wrong = pages.flatMap(({ path, code }) => absent(code).map((what) => `${path}: ${what}`));
  expect(wrong).toEqual([]);
});

test.each([
  ['-n logging get pods -l beat.k8s.elastic.co/name=observatory', 'no pod with beat.k8s.elastic.co/name'],
  ['-n loging get pods', 'there is no namespace loging'],
  ['get secret grafana-admin', 'no namespace is said for secret'],
  ['-n monitoring get secrets grafana-admim -o yaml', 'no secret grafana-admim in monitoring'],
  [`-n monitoring get secret grafana-admin -o jsonpath='{.data.password}'`, 'has no key password'],
  [`-n monitoring get secret grafana-admin -o go-template='{{index .data "user"}}'`, 'has no key user'],
  ['-n logging create secret generic logstash-settings --from-file=PII_KEY=pii.txt', 'has no key PII_KEY'],
  ['-n monitoring port-forward svc/kube-prometheus-stack-prometheus 9091', 'has no port 9091'],
  ['-n monitoring port-forward svc/prometheus 9090', 'no service prometheus in monitoring'],
  ['-n logging logs -l logstash.k8s.elastic.co/name=observatory -c counter', 'has a container counter'],
  ['-n logging scale deploy/exporter --replicas=0', 'no deployment exporter in logging'],
  ['-n logging get prometheus', 'there is no prometheus in logging'],
  ['-n model-observatory delete podmonitor churn', 'no podmonitor churn in model-observatory'],
  ['-n logging get pods --whole', 'has no --whole'],
])('kubectl %s is found', (command, problem) => {
  expect(absent([`kubectl ${command}`]).join('\n')).toContain(problem);
});

test('what a reader fills in is left open, and what runs in a pod is not kubectl’s', () => {
  const commands = [
    'kubectl -n <namespace> get pods -l app.kubernetes.io/name=<model> -o wide | grep x',
    'kubectl -n "$NAMESPACE" get secrets -l tfstate=true -o yaml > states.yaml',
    `kubectl -n logging exec <pod> -c elasticsearch -- curl -sk 'https://localhost:9200/_cat'`,
    `PASSWORD=$(kubectl -n logging get secret observatory-es-elastic-user -o go-template='{{.data.elastic}}')`,
    'kubectl get prometheusrules -A',
  ];
  expect(absent(commands)).toEqual([]);
  expect(commands.flatMap((text) => callsOf('kubectl', text)).map((words) => words.length)).toEqual([
    8, 8, 10, 7, 3,
  ]);
});

test('Helm is asked for releases that there are', () => {
  const calls = pages.flatMap(({ path, code }) =>
    code.flatMap((text) => callsOf('helm', text)).map((words) => ({ path, words })),
  );
  const about = calls.filter(({ words }) => words.includes('-n'));
  expect(about.length).toBeGreaterThan(1);
  const wrong = about.flatMap(({ path, words }) => {
    const namespace = words[words.indexOf('-n') + 1] ?? '';
    const [, release = '<any>'] = words.filter((word) => !['-n', namespace].includes(word));
    const there = cluster.releases.filter((one) => one.namespace === namespace);
    if (there.length > 0 && (release.includes('<') || there.some(({ name }) => name === release))) return [];
    return [`${path}: there is no release ${release} in ${namespace}`];
  });
  expect(wrong).toEqual([]);
});

test('addresses within a cluster are those of Services', () => {
  const spaces = cluster.namespaces.join('|');
  const address = new RegExp(
    `(?<![\\w.-])([a-z][a-z0-9-]+)\\.(${spaces})(?:\\.svc)?(?::(\\d+))?(?![\\w-])`,
    'g',
  );
  const named = pages.flatMap(({ path, code }) =>
    code.flatMap((text) => [...text.matchAll(address)].map((found) => ({ path, found }))),
  );
  expect(named.length).toBeGreaterThan(1);
  const wrong = named.filter(({ found: [, name, namespace, port] }) =>
    cluster.objects.every(
      (one) =>
        one.kind !== 'service' ||
        one.name !== name ||
        one.namespace !== namespace ||
        (port !== undefined && one.ports?.includes(Number(port)) !== true),
    ),
  );
  expect(wrong.map(({ path, found: [text] }) => `${path}: ${text}`)).toEqual([]);
});

test('stacks that are deployed, destroyed or entered are there, and of the environment that is built', () => {
  const named = pages.flatMap(({ path, code }) =>
    code.flatMap((text) => [
      ...[...text.matchAll(/OBS_ENV=([a-z]+) npx cdktf (?:deploy|destroy)((?: [\w*'-]+)+)/g)].flatMap(
        ([, environment = '', stacks = '']) =>
          stacks
            .trim()
            .split(' ')
            .map((stack) => ({ path, environment, stack: stack.replaceAll("'", '') })),
      ),
      ...[...text.matchAll(/cdktf\.out\/stacks\/([\w-]+)/g)].map(([, stack = '']) => ({
        path,
        environment: stack.split('-')[0] ?? '',
        stack,
      })),
    ]),
  );
  expect(named.length).toBeGreaterThan(15);
  const wrong = named.filter(({ environment, stack }) => {
    // Of a cluster that the page tells the reader to add.
    const one = new RegExp(`^${stack.replace('*', '.*').replace('-eu-1-', '-')}$`);
    return !cluster.stacks.some((own) => own.startsWith(`${environment}-`) && one.test(own));
  });
  expect(wrong.map(({ path, stack }) => `${path}: ${stack}`)).toEqual([]);
});

test('amtool reads the options that it is given, and the file about TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'amtool-'));
  const said = pages.flatMap(({ path, code }) =>
    code
      .filter((text) => /^\s*amtool /m.test(text))
      .flatMap((text) => {
        writeFileSync(join(folder, 'ca.crt'), 'none');
        for (const [line] of text.matchAll(/^echo .* > tls\.yml$/gm))
          spawnSync('bash', ['-c', line], { cwd: folder });
        return callsOf('amtool', text).map((words) => {
          const { stderr } = spawnSync(binaryOf('amtool'), words, {
            cwd: folder,
            encoding: 'utf8',
            input: '[]',
          });
          return [path, stderr] as const;
        });
      }),
  );
  rmSync(folder, { recursive: true });
  expect(said.length).toBeGreaterThan(1);
  // It has read all that it was given, and misses the authority, which only a cluster has.
  for (const [path, stderr] of said)
    expect([path, stderr]).toEqual([
      path,
      expect.stringContaining('unable to use specified CA cert file ca.crt'),
    ]);
});
