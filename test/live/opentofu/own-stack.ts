import { App, DataResource, TerraformLocal, TerraformOutput, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { join } from 'node:path';
import { literals } from '../../../constructs/terraform-literal';
import { homeOf, type Environment } from '../../../environments';
import { EnvironmentStack } from '../../../stacks/environment-stack';
import { committed } from '../../stacks/synthesised';

/** Texts that a template would take for something else, as values and as a key. */
export const texts: Readonly<Record<string, string>> = {
  reference: '${var.none} and %{if true}no%{endif}',
  doubled: '$${kept} %%{kept} $$${kept}',
  dollars: '$ $$ $1 100% %d %%',
  quoted: 'a "b" \\ \n\tc \u00e4 \u2028 <&>',
  '${key}': 'of a map',
};

const name = 'dev-own';

/** What all stacks have of their own, and nothing that needs a provider. */
class OwnStack extends EnvironmentStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, environment, name, homeOf(environment));
    const greeting = new TerraformVariable(this, 'greeting', { type: 'string', default: 'hello' });
    const both = new TerraformLocal(this, 'both', { greeting: greeting.stringValue, texts: literals(texts) });
    const first = new DataResource(this, 'first', { input: { all: both.expression } });
    const second = new DataResource(this, 'second', {
      input: { of: first.id },
      lifecycle: { preventDestroy: false },
      dependsOn: [first],
    });
    new TerraformOutput(this, 'given', { value: `\${${first.fqn}.output.all}` });
    new TerraformOutput(this, 'joined', { value: `\${${second.fqn}.output.of == ${first.fqn}.id}` });
  }
}

/**
 * Writes the stack, with its state in a folder beside it, and returns its folder.
 *
 * @param spoiled paths in cdk.tf.json that are to be something else
 */
export function ownStackIn(outdir: string, spoiled: Readonly<Record<string, unknown>> = {}): string {
  const app = new App({ outdir });
  const stack = new OwnStack(app, {
    ...committed('dev'),
    state: { local: { directory: join(outdir, 'state') } },
  });
  for (const [path, value] of Object.entries(spoiled)) stack.addOverride(path, value);
  app.synth();
  return join(outdir, 'stacks', name);
}
