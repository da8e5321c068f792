import {
  charts,
  broughtByStack,
  constraints,
  elasticStack,
  kubernetes,
  logLineCounterImage,
  logstashExporterImage,
  thanosImage,
  podSecurityVersion,
  tools,
  type ChartLine,
} from '../../models/versions';

const preface = `# Versions

What is known to work together, made from \`models/versions.ts\`. The first version of each row is what is deployed; an environment
pins another one by name under \`versions\`. How versions change is in [docs/versions.md](../versions.md).`;

const rest = (versions: readonly string[]): string => versions.slice(1).join(', ') || '-';

/** The support matrix, and the commands that fetch the charts. */
export const versionsPage = (): string =>
  [
    preface,
    '',
    '## Deployed',
    '',
    '| component | default | supported as well | pinned by |',
    '| --- | --- | --- | --- |',
    ...lines().map(
      ({ chart, versions }) =>
        `| chart ${chart} | ${versions[0]} | ${rest(versions)} | ${chart.endsWith('-crds') ? 'nothing: goes with the newest operator' : `\`versions.${chart}\``} |`,
    ),
    `| Elasticsearch, Kibana, Logstash, Filebeat | ${elasticStack[0]} | ${rest(elasticStack)} | \`versions.elastic-stack\` |`,
    ...[logstashExporterImage, logLineCounterImage, thanosImage].map((image) => {
      const [, name = '', version = ''] = /([^/]+):(.+)$/.exec(image) ?? [];
      return `| image ${name} | ${version} | - | nothing |`;
    }),
    '',
    `With kube-prometheus-stack ${charts.kubePrometheusStack.versions[0]} come:`,
    '',
    '| program | version |',
    '| --- | --- |',
    ...Object.entries(broughtByStack).map(([name, version]) => `| ${name} | ${version} |`),
    '',
    '## Where it runs',
    '',
    '| what | versions |',
    '| --- | --- |',
    `| Kubernetes (\`clusters.<name>.kubernetes\`) | ${[...kubernetes].reverse().join(', ')} |`,
    `| Pod Security Standards | ${podSecurityVersion} |`,
    `| Terraform | ${tools.terraform} or later |`,
    `| OpenTofu | ${tools.openTofu} or later |`,
    `| Node | ${tools.node.least} or later, below ${tools.node.below} |`,
    ...Object.entries(constraints)
      .filter(([name]) => name !== 'terraform')
      .map(([name, constraint]) => `| Terraform provider ${name} | \`${constraint}\` |`),
    '',
    '## Fetching the charts',
    '',
    'For a folder that `CHARTS` names:',
    '',
    '```sh',
    ...lines().flatMap(({ chart, repository, versions }) =>
      versions.map(
        (version) =>
          `helm pull ${chart} --repo ${repository} --version ${version} --untar --untardir "$CHARTS/${version}"`,
      ),
    ),
    '```',
    '',
  ].join('\n');

const lines = (): readonly ChartLine[] => Object.values<ChartLine>(charts);
