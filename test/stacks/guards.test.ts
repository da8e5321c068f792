import { committedEnvironments, stacksOf, synthesised, written } from './synthesised';

const environments = committedEnvironments();
const files = written(environments);
const stacks = Object.values(stacksOf(files));

/** Every text in a JSON value, keys included. */
function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => [key, ...texts(field)]);
}

/** Conditions on nodes are the one thing that Terraform is to work out. */
const withoutConditions = (text: string): unknown =>
  JSON.parse(text, (key, value: unknown) => (key === 'postcondition' ? [] : value));

/** Openings of Terraform expressions that are neither doubled nor a reference to a resource of the stack. */
const strayExpressions = (text: string): readonly string[] =>
  (text.match(/(?<!\$)\$\{[^}]*\}?|(?<!%)%\{[^}]*\}?/g) ?? []).filter(
    (found) => !/^\$\{(?:kubernetes|helm|grafana|elasticstack)_\w+\.[\w-]+[\w.[\]"-]*\}$/.test(found),
  );

describe.each(stacks)('the stack $name', (stack) => {
  it('leaves nothing to Terraform to interpret by accident', () => {
    expect(texts(withoutConditions(stack.text)).flatMap(strayExpressions)).toEqual([]);
  });

  it('refers to no other stack', () => {
    // Nodes are read from the cluster, not from a state.
    expect(Object.keys(stack.data ?? {}).filter((type) => type !== 'kubernetes_nodes')).toEqual([]);
    expect(stack.output).toBeUndefined();
    expect(stack.text).not.toContain('terraform_remote_state');
  });

  it('names no path of this machine', () => {
    expect(stack.text).not.toContain(process.cwd());
    const paths = texts(JSON.parse(stack.text)).filter((text) =>
      /^\/(?:home|root|tmp|work|Users)\//.test(text),
    );
    expect(paths).toEqual([]);
  });

  it('accepts patch releases of its providers and a range of Terraform', () => {
    expect(stack.terraform.required_version).toBe('>= 1.10');
    for (const { version } of Object.values(stack.terraform.required_providers)) {
      expect(version).toMatch(/^~> \d+\.\d+(?:\.\d+)?$/);
    }
    expect(Object.keys(stack.provider).sort()).toEqual(
      Object.keys(stack.terraform.required_providers).sort(),
    );
  });

  it('keeps its state under its own name, locked and encrypted', () => {
    const environment = stack.name.replace(/-\w+$/, '');
    expect(stack.terraform.backend).toEqual({
      s3: {
        bucket: `acme-observatory-state-${environment}`,
        region: 'eu-central-1',
        key: `model-observatory/${environment}/${stack.name}.tfstate`,
        encrypt: true,
        use_lockfile: true,
      },
    });
  });

  it('gives its providers no credentials', () => {
    for (const settings of Object.values(stack.provider).flat()) {
      const keys = texts(settings).filter((text) => /token|password|auth|key|secret/i.test(text));
      expect(keys).toEqual([]);
    }
  });
});

describe('a synthesis', () => {
  it('writes the same files when it is repeated', () => {
    expect(written(committedEnvironments())).toEqual(files);
  });

  it('takes no secret from the environment variables of the run', () => {
    const planted = 'planted-secret-5a1c';
    const names = ['GRAFANA_AUTH', 'ELASTICSEARCH_PASSWORD', 'KIBANA_PASSWORD', 'AWS_SECRET_ACCESS_KEY'];
    const before = Object.fromEntries(names.map((name) => [name, process.env[name]]));
    for (const name of names) process.env[name] = planted;
    try {
      expect(JSON.stringify(written(environments))).not.toContain(planted);
    } finally {
      for (const name of names) {
        if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = before[name];
      }
    }
  });

  it('writes secrets only as names: no value stands where one is expected', () => {
    const found: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (typeof value === 'string' && /^\s*[[{]/.test(value)) {
        try {
          visit(JSON.parse(value), path);
        } catch {
          // Logstash text and the like.
        }
      } else if (typeof value === 'string') {
        const key = path.split('.').at(-1) ?? '';
        const confidential = /password|token|apikey|api_key|service_key|routing_key|(?:api|webhook)_url$/i;
        // `$NAME` is filled in by the process that reads it, from a Secret; `${type.name.key}` by Terraform, from what it made.
        const filledIn = /^\$\$?\{?[A-Z_]+\}?$|^\$\{\w+\.[\w-]+\.key\}$|^admin-password$/;
        if (confidential.test(key) && !filledIn.test(value)) {
          found.push(`${path}: ${value}`);
        }
      } else if (typeof value === 'object' && value !== null) {
        for (const [key, field] of Object.entries(value)) visit(field, `${path}.${key}`);
      }
    };
    for (const { name, resources } of stacks) visit(resources, name);
    expect(found).toEqual([]);
  });

  it('of one environment writes what it writes of all', () => {
    const all = synthesised(environments);
    for (const environment of environments) {
      for (const [name, stack] of Object.entries(synthesised([environment]))) {
        expect(stack.text).toBe(all[name]?.text);
      }
    }
  });
});
