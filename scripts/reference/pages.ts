import { jsonSchemas } from '../../environments/json-schema';
import { alertsPage } from './alerts-page';
import { commandsPage } from './commands-page';
import { coveragePage } from './coverage-page';
import { dashboardsPage } from './dashboards-page';
import { errorsPage } from './errors-page';
import { runtimesPage } from './runtimes-page';
import { schemaPage } from './schema-page';
import { securityPage } from './security-page';
import { signalsPage } from './signals-page';
import { versionsPage } from './versions-page';

const editors = `An editor completes and checks it while you type with the schema in \`schemas/\`; with the YAML extension of VS Code:

\`\`\`json
{
  "yaml.schemas": {
    "schemas/model.schema.json": "environments/*/models/*.yaml",
    "schemas/environment.schema.json": "environments/*/environment.yaml",
    "schemas/rules.schema.json": "environments/*/rules/*.yaml"
  }
}
\`\`\``;

const notations = `Durations are written \`250ms\`, \`2.5s\`, \`15m\`, \`4h\` or \`30d\`, percentages with their sign (\`99.5%\`), rates per second, minute or hour
(\`5/s\`, \`12/m\`, \`500/h\`), scores as bare numbers from 0 to 1. Secrets are names of Kubernetes Secrets, never values. Unknown
keys are errors.`;

/** Everything that is generated from schemas and runtimes: paths from the project's root, with their text. */
export function referenceFiles(): Readonly<Record<string, string>> {
  const schemas = jsonSchemas();
  const files = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      `schemas/${name}`,
      `${JSON.stringify(schema, undefined, 2)}\n`,
    ]),
  );
  return {
    ...files,
    'docs/reference/entry.md': schemaPage(schemas['model.schema.json'] ?? {}, {
      title: 'Model entry',
      text: `One file per model and environment: \`environments/<env>/models/<name>.yaml\`. Only \`name\`, \`team\` and \`runtime\` are\nrequired. ${notations}\n\n${editors}`,
    }),
    'docs/reference/environment.md': schemaPage(schemas['environment.schema.json'] ?? {}, {
      title: 'Environment file',
      text: `One file per environment: \`environments/<env>/environment.yaml\`. A new environment is a new folder; nothing else lists\nthem. ${notations}`,
    }),
    'docs/reference/rule-file.md': schemaPage(schemas['rules.schema.json'] ?? {}, {
      title: 'Rule file',
      text: `Files of rules that a company has beside its models: \`environments/<env>/rules/<name>.yaml\`, in Prometheus' own notation. What is\nchecked of them, with an example, is in [docs/rules.md](../rules.md). Unknown keys are errors.`,
    }),
    'docs/reference/signals.md': signalsPage(),
    'docs/reference/coverage.md': coveragePage(),
    'docs/reference/alerts.md': alertsPage(),
    'docs/reference/dashboards.md': dashboardsPage(),
    'docs/reference/commands.md': commandsPage(),
    'docs/reference/errors.md': errorsPage(),
    'docs/reference/runtimes.md': runtimesPage(),
    'docs/reference/security.md': securityPage(),
    'docs/reference/versions.md': versionsPage(),
  };
}
