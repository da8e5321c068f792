import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { company } from '../rules/company';
import {
  committed,
  committedEnvironments,
  stacksOf,
  writtenTo,
  type SynthesisedStack,
} from '../stacks/synthesised';
import { ownStackIn, texts } from './opentofu/own-stack';
import { readBy, standInsFor, type StandIns } from './opentofu/read-stack';
import { startRefusingStore, type RefusingStore } from './opentofu/refusing-store';
import { plannedIn, statedBy } from './opentofu/stated-values';
import { storesOf, type Store } from './opentofu/stores';
import { committedSchema } from './stand-in/known-schemas';
import { programsHere, type Program } from './terraform/program';
import { withoutProviders } from './terraform/providers';
import { modelsFromStartToEnd } from './terraform/stack-of-models';
import { terraformIn, type Terraform } from './terraform/terraform';

const programs = programsHere();
const [tofu, ...others] = programs;
const reasons = new Map(programs.map((program) => [program, withoutProviders(program)]));
const without = reasons.get(tofu);
const tell = (text: string): void => void process.stdout.write(`${text}\n`);
if (others.length === 0) tell('OpenTofu is compared with nothing here: terraform is not on PATH');
if (without !== undefined) tell(`OpenTofu has no providers of clusters here: ${without}`);

const folder = mkdtempSync(join(tmpdir(), 'opentofu-'));
let places = 0;
/** A folder that nobody has used yet. */
function place(): string {
  const path = join(folder, String(places++));
  mkdirSync(path);
  return path;
}
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What a program has against something; empty where it has nothing. */
const objection = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => '',
    // Messages are broken into lines where there is room.
    (error: unknown) => (error as Error).message.replace(/\s+/g, ' '),
  );

const synthesisedIn = join(folder, 'synthesised');
const stacks = Object.values(
  stacksOf(writtenTo(synthesisedIn, [...committedEnvironments(), { ...company(), name: 'company' }])),
);

/** A copy of the stack's folder, with another text where there is one. */
function copyOf({ name }: SynthesisedStack, changed: (text: string) => string = (text) => text): string {
  const copy = place();
  cpSync(join(synthesisedIn, 'stacks', name), copy, { recursive: true });
  const file = join(copy, 'cdk.tf.json');
  writeFileSync(file, changed(readFileSync(file, 'utf8')));
  return copy;
}

describe.each(programs)('$title', (program: Program) => {
  const ownIn = (path: string): Terraform => terraformIn(program, path, place(), {});

  test('applies a stack that needs no provider, and every text comes out as it was', async () => {
    const terraform = ownIn(ownStackIn(place()));
    await terraform.run('init', '-input=false', '-no-color');
    await terraform.run('validate', '-no-color');
    expect(plannedNames(await terraform.plan())).toEqual([
      'create terraform_data.first',
      'create terraform_data.second',
    ]);
    await terraform.apply();
    expect(JSON.parse(await terraform.run('output', '-json'))).toMatchObject({
      given: { value: { greeting: 'hello', texts } },
      joined: { value: true },
    });
    expect(await terraform.plan()).toEqual([]);
  });

  test.each([
    ['a variable that is not declared', { 'output.given.value': '${var.none}' }, 'undeclared input variable'],
    ['a function that is not there', { 'output.given.value': '${none(1)}' }, 'unknown function'],
    ['a template without an end', { 'output.given.value': '%{ if true }' }, 'unexpected end'],
  ])('refuses %s', async (_what, spoiled, said) => {
    const terraform = ownIn(ownStackIn(place(), spoiled));
    const work = async (): Promise<void> => {
      await terraform.run('init', '-input=false', '-no-color');
      await terraform.run('validate', '-no-color');
    };
    expect((await objection(work())).toLowerCase()).toContain(said.toLowerCase());
  });

  describe('with the stacks of all environments', () => {
    const real = reasons.get(program) === undefined ? ['kubernetes', 'helm'] : [];
    let standIns: StandIns;
    beforeAll(async () => {
      standIns = await standInsFor(stacks, real);
    });
    afterAll(() => standIns.stop());

    /** How much is seen: a schema decides on arguments, a plan shows what is handed on. Real providers plan in clusters. */
    function readingOf({ provider }: SynthesisedStack): { readonly seen: string; readonly plans: boolean } {
      const names = Object.keys(provider).sort();
      const plans = !names.some((name) => real.includes(name));
      const unjudged = names.filter((name) => !real.includes(name) && committedSchema(name) === undefined);
      const judged =
        unjudged.length === 0
          ? `by the schemas of ${names.join(' and ')}`
          : `by no schema of ${unjudged.join(' and ')}`;
      return { seen: plans ? `${judged}, and hands on what was meant` : `${judged}, without a plan`, plans };
    }

    const read = (stack: SynthesisedStack, copy: string) =>
      readBy(program, stack, copy, place(), standIns.variablesFor(stack), readingOf(stack).plans);

    test.each(stacks.map((stack) => [stack.name, readingOf(stack).seen, stack] as const))(
      'accepts %s, %s',
      async (_name, _seen, stack) => {
        const planned = plannedIn(await read(stack, copyOf(stack)));
        expect(planned).toEqual(readingOf(stack).plans ? statedBy(stack) : {});
      },
    );

    const elastic = stacks.find(({ name }) => name === 'dev-elastic');
    const description = '"Logstash: appends';
    test.each([
      ['an argument that no schema has', '"description": "Log', '"descripton": "Log', 'named "descripton"'],
      [
        'one of another type',
        /"cluster": \[[^\]]*\]/,
        '"cluster": {"a": 1}',
        'value for attribute "cluster"',
      ],
      ['a reference that was not meant', description, '"${none.x.id}', 'Reference to undeclared resource'],
      ['a directive that was not meant', description, '"%{ if true }', 'Unexpected end of template'],
    ])('refuses %s', async (_what, from, to, said) => {
      if (elastic === undefined) throw new Error('there is no dev-elastic');
      expect(elastic.text).toMatch(from);
      const copy = copyOf(elastic, (text) => text.replace(from, () => to));
      expect(await objection(read(elastic, copy))).toContain(said);
    });
  });
});

if (others.length === 0)
  test('OpenTofu is compared with nothing here: terraform is not on PATH', () => {
    expect(programs).toEqual([tofu]);
  });
for (const other of others)
  test('goes on with a state that Terraform has written, and Terraform with its own', async () => {
    const stack = ownStackIn(place());
    const left: number[] = [];
    for (const program of [other, tofu, other]) {
      const terraform = terraformIn(program, stack, place(), {});
      await terraform.run('init', '-input=false', '-no-color');
      left.push((await terraform.plan()).length);
      await terraform.apply();
    }
    expect(left).toEqual([2, 0, 0]);
  });

describe('the state', () => {
  const dev = committed('dev');
  let store: RefusingStore;
  beforeAll(async () => {
    store = await startRefusingStore();
  });
  afterAll(() => store.stop());

  /** Lets OpenTofu look for the state of a stack where it is refused; returns what it says, and what it asked. */
  async function lookFor(
    { state, variables }: Store,
    changed?: (text: string) => string,
  ): Promise<{ readonly said: string; readonly asked: number }> {
    const outdir = place();
    writtenTo(outdir, [{ ...dev, state }]);
    const stack = join(outdir, 'stacks', 'dev-grafana');
    const file = join(stack, 'cdk.tf.json');
    if (changed !== undefined) writeFileSync(file, changed(readFileSync(file, 'utf8')));
    const before = store.asked.length;
    const scratch = place();
    const terraform = terraformIn(tofu, stack, scratch, variables(store.address, scratch));
    const said = await objection(terraform.run('init', '-input=false', '-no-color'));
    return { said, asked: store.asked.length - before };
  }

  test.each(Object.entries<Store>(storesOf(dev)))(
    'in %s is looked for by OpenTofu, which takes every argument, and refuses one that is none',
    async (kind, one) => {
      const { said, asked } = await lookFor(one);
      expect(said).toMatch(/403|[Ff]orbidden/);
      expect(asked).toBeGreaterThan(0);
      const spoiled = await lookFor(one, (text) => text.replace(`"${kind}": {`, '$&"mistaken": "x",'));
      expect(spoiled.said).toContain('No argument or block type is named "mistaken"');
      expect(spoiled.asked).toBe(0);
    },
  );
});

// What shows nothing says so by the name of its only test.
if (without === undefined)
  describe('OpenTofu, with the stack of models', () => {
    modelsFromStartToEnd(tofu);
  });
else
  test(`OpenTofu applies nothing in a cluster here: ${without}`, () => {
    expect(without).toMatch(/cannot be fetched|names a folder without/);
  });

const plannedNames = (changes: Awaited<ReturnType<Terraform['plan']>>): readonly string[] =>
  changes.map(({ address, actions }) => `${actions.join('+')} ${address}`).sort();
