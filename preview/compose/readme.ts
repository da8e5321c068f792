import type { Environment } from '../../environments/environment';
import { localUrl, published, type Published } from './addresses';
import { memoryOf, type ComposeFile } from './compose-file';

/** What somebody who finds the folder wants to know. */
export function readme(environment: Environment, file: ComposeFile): string {
  const rows = (Object.keys(published) as Published[]).map(
    (name) => `| ${published[name].of} | ${localUrl(name)} | \`${published[name].variable}\` |`,
  );
  return `# ${environment.name} on one machine

The environment \`${environment.name}\` of Model Observatory, with ${environment.models.length} models, as a project of Docker Compose. The models are
simulated; rules, routes, boards, pipelines, templates and roles are those that are deployed. All files here are
rendered: change the entries, and render again.

Needed: Docker with Compose 2.24 or later, ${memoryOf(file)} GiB of memory and 4 processors for Docker, 15 GB of disk.

## Start

\`\`\`sh
docker compose up --detach
docker compose run --rm prepare logins
\`\`\`

The first start fetches images and takes some minutes. The second command prints who may log in, with passwords that were
made when the stack first started. They are in volumes of Docker, and in no file here.

| what | address | port taken? set |
| --- | --- | --- |
${rows.join('\n')}

All ports are on the loopback of this machine. Links in alerts and boards name the usual ports. Prometheus, Alertmanager, the
Pushgateway and the page ask nobody who they are: whoever has an account on this machine reaches them.
Elasticsearch has a certificate of an authority of its own: \`docker compose run --rm prepare authority\` prints that.

## Watch an alert fire

Press a fault on the page, such as "Errors" of a model. Time runs as it does in a deployment, so the alert is pending first,
and fires within minutes. The page shows which receiver was told. Receivers are stood in for: nothing leaves this machine.

## Stop

\`\`\`sh
docker compose down        # keeps data and passwords
docker compose down -v     # leaves nothing
\`\`\`
`;
}
