import { settings as file, type BadCase } from '../bad-case';
import type { Workspace } from '../workspace';

const line = (policy: string): string => `promotion: ${policy}\n`;

/** A second environment without models, `depot`, from which that of the fixture is promoted. */
const promoted =
  (policy: string, ofDepot?: string) =>
  (workspace: Workspace): void => {
    const depot = (text: string): string => text.replace('name: shop\n', 'name: depot\n');
    workspace.copy(file, 'depot/environment.yaml', (text) =>
      ofDepot === undefined ? depot(text) : `${depot(text)}${line(ofDepot)}`,
    );
    workspace.write('depot/models/.gitkeep', '');
    workspace.write(file, `${workspace.read(file)}${line(policy)}`);
  };

/** What a file can say wrongly of where its models come from, and of what may differ. */
export const promotion: readonly BadCase[] = [
  {
    file: 'promotion-without-from',
    mistake: 'a policy that does not say where models come from',
    spoil: promoted('{ sameSettings: [runbooks] }'),
  },
  {
    file: 'promotion-from-nowhere',
    mistake: 'models that come from an environment with a typo',
    spoil: promoted('{ from: dept }'),
  },
  {
    file: 'promotion-from-itself',
    mistake: 'models that come from where they are',
    spoil: promoted('{ from: shop }'),
  },
  {
    file: 'promotion-circle',
    mistake: 'models that go round in a circle',
    spoil: promoted('{ from: depot }', '{ from: shop }'),
  },
  {
    file: 'promotion-unknown-names',
    mistake: 'differences of fields, models and settings that there are not',
    spoil: promoted(
      "{ from: depot, mayDiffer: [{ field: gpu.pol, models: [chrun], why: 'x' }], onlyHere: [{ model: rankr, why: 'y' }], sameSettings: [models.availabilty] }",
    ),
  },
  {
    file: 'promotion-by-nature',
    mistake: 'differences of names, and of settings that must differ',
    spoil: promoted(
      "{ from: depot, mayDiffer: [{ field: name, why: 'longer' }], sameSettings: [state.gcs, name] }",
    ),
  },
  {
    file: 'promotion-why',
    mistake: 'differences without a reason, or of no model',
    spoil: promoted(
      '{ from: depot, mayDiffer: [{ field: tier, models: [] }], onlyHere: [{ model: churn }] }',
    ),
  },
  {
    file: 'promotion-shape',
    mistake: 'fields that are one, and no path',
    spoil: promoted("{ from: depot, mayDiffer: gpu.pool, sameSettings: ['gpu pool'] }"),
  },
];
