import { terraformOnPath } from './terraform/program';
import { withoutProviders } from './terraform/providers';
import { modelsFromStartToEnd } from './terraform/stack-of-models';

const without = withoutProviders(terraformOnPath);
if (without !== undefined) process.stdout.write(`Terraform applies nothing here: ${without}\n`);

// A run that shows nothing says so by the name of its only test.
if (without === undefined)
  describe('Terraform, with the stack of models', () => {
    modelsFromStartToEnd(terraformOnPath);
  });
else
  test(`Terraform applies nothing here: ${without}`, () => {
    expect(without).toMatch(/not on PATH|cannot be fetched|names a folder without/);
  });
