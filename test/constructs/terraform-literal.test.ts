import { App, LocalBackend, TerraformStack, DataResource } from 'cdktf';
import fc from 'fast-check';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { literal, literals } from '../../constructs/terraform-literal';

/** What Terraform makes of a template without expressions: it undoes the doubling, and refuses a bare opening. */
function rendered(template: string): string {
  return template.replace(/\$\$\{|%%\{|\$\{|%\{/g, (found) => {
    if (found.length === 2) throw new Error(`an expression begins in ${JSON.stringify(template)}`);
    return found.slice(1);
  });
}

const fragment = fc.constantFrom(
  ...['${', '%{', '$${', '%%{', '$', '%', '$$', '%%', '{', '}', '"', '\\', '\\"', '\n', '\t', "'", '`'],
  ...['{{ $labels.x }}', '%{[@metadata][beat]}', '%{+YYYY.MM.dd}', '$__rate_interval', '${model:regex}'],
  ...['printf "%.2f"', '~}', 'ü', '😀', '\u2028', '#{', '//', '/*', 'EOT', 'null', '1e3'],
);
const text = fc
  .array(fc.oneof({ weight: 3, arbitrary: fragment }, fc.string({ maxLength: 5 })), { maxLength: 8 })
  .map((parts) => parts.join(''))
  // cdktf's own references are meant to survive, so they are no text.
  .filter((whole) => !whole.includes('${TfToken['));

describe('a literal', () => {
  it('is read back by Terraform as the text it was', () => {
    fc.assert(fc.property(text, (original) => rendered(literal(original)) === original));
  });

  it('survives inside JSON', () => {
    fc.assert(
      fc.property(text, text, (key, value) => {
        const back: unknown = JSON.parse(rendered(literal(JSON.stringify([{ k: key, v: value }]))));
        expect(back).toEqual([{ k: key, v: value }]);
      }),
    );
  });

  it.each([
    ['${__interval}', '$${__interval}'],
    ['%{[host]}-%{+YYYY}', '%%{[host]}-%%{+YYYY}'],
    ['$${x}', '$$${x}'],
    ['{{ $labels.model_name }} 50% of $total', '{{ $labels.model_name }} 50% of $total'],
    ['${TfToken[TOKEN.3]}', '${TfToken[TOKEN.3]}'],
  ])('doubles the opening of an expression and nothing else: %s', (original, expected) => {
    expect(literal(original)).toBe(expected);
  });
});

describe('a structured value of literals', () => {
  const json = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(
        text.filter((key) => key !== '__proto__'),
        tie('value'),
        { maxKeys: 3 },
      ),
    ),
  })).value;

  it('escapes texts and keys at every depth', () => {
    const undo = (value: unknown): unknown => {
      if (typeof value === 'string') return rendered(value);
      if (Array.isArray(value)) return value.map(undo);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, field]) => [rendered(key), undo(field)]));
    };
    fc.assert(
      fc.property(json, (original) => {
        expect(undo(literals(original))).toEqual(original);
      }),
    );
  });

  it('drops what is undefined and keeps null, empty groups and numbers', () => {
    expect(literals({ a: undefined, b: null, c: {}, d: [0.5], '${k}': '%{v}' })).toEqual({
      b: null,
      c: {},
      d: [0.5],
      '$${k}': '%%{v}',
    });
  });
});

describe('Terraform itself', () => {
  const terraform = process.env['TERRAFORM_BINARY_NAME'] ?? 'terraform';
  const present = spawnSync(terraform, ['version']).status === 0;

  it('returns every text and key unchanged', () => {
    if (!present) {
      console.warn(`no ${terraform} on PATH: literals were checked against a model of Terraform only`);
      return;
    }
    const known = ['', '$', '%', '$$${', '%%%{', '${', '%{ if true }', 'a$', '$\n{', '$%{', '%${', '$${'];
    // Terraform normalises Unicode, and a text that is no valid Unicode is none of ours.
    const originals = [...known, ...fc.sample(text, { numRuns: 300, seed: 7 })].filter(
      (one) => !/\p{Surrogate}/u.test(one) && one === one.normalize('NFC'),
    );
    const keyed = Object.fromEntries(originals.map((one, index) => [`${one} ${index}`, one]));
    expect(returnedByTerraform(terraform, literals(keyed))).toEqual(keyed);
  }, 120_000);
});

/** The output of a `terraform_data` resource with that input, after an apply. */
function returnedByTerraform(terraform: string, input: Record<string, string>): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'literal-'));
  try {
    const app = new App({ outdir: join(folder, 'out') });
    const stack = new TerraformStack(app, 'literals');
    new LocalBackend(stack, { path: 'terraform.tfstate' });
    new DataResource(stack, 'texts', { input });
    app.synth();

    const cwd = join(folder, 'out', 'stacks', 'literals');
    const options = { cwd, env: { ...process.env, CHECKPOINT_DISABLE: '1' }, stdio: 'pipe' } as const;
    execFileSync(terraform, ['init', '-input=false', '-no-color'], options);
    execFileSync(terraform, ['apply', '-auto-approve', '-input=false', '-no-color'], options);
    const state = JSON.parse(readFileSync(join(cwd, 'terraform.tfstate'), 'utf8')) as {
      resources: { instances: { attributes: { output: { value: unknown } } }[] }[];
    };
    return state.resources[0]?.instances[0]?.attributes.output.value;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
