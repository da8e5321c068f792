import { readFileSync } from 'node:fs';
import { loadWithFiles } from '../../../environments';
import { usualPlace, withCodeowners } from '../../../scripts/governance/codeowners';
import { edited, settings } from '../../environments/bad-case';
import { goodRules } from '../../environments/bad-input/rules';
import { inWorkspace } from '../../environments/workspace';

const owned = (text: string): string =>
  inWorkspace((workspace) => {
    edited(settings, '  platform:\n', "  platform:\n    codeowners: ['@shop/platform']\n")(workspace);
    edited(
      settings,
      '  pricing:\n',
      "  pricing:\n    codeowners: ['@shop/pricing', jo@shop.example]\n",
    )(workspace);
    workspace.write('shop/rules/checkout.yaml', goodRules);
    return withCodeowners(text, loadWithFiles(workspace.folder), 'company/environments');
  });

test('an entry belongs to its team, a rule file to whom it tells, all else to the owner, and the last line wins', () => {
  expect(owned('')).toMatchInlineSnapshot(`
   "# >>> environments: written by \`npm run codeowners\` from codeowners of teams; change environment.yaml
   /company/environments/shop/ @shop/platform
   /company/environments/shop/models/churn.yaml @shop/pricing jo@shop.example
   /company/environments/shop/models/ranker.yaml @shop/pricing jo@shop.example
   /company/environments/shop/models/rebuild.yaml @shop/platform
   /company/environments/shop/models/tagger.yaml @shop/platform
   /company/environments/shop/rules/checkout.yaml @shop/platform @shop/pricing jo@shop.example
   # <<< environments
   "
  `);
});

test('what else stands in the file stays, and writing twice changes nothing', () => {
  const once = owned('* @shop/everybody');
  expect(once.startsWith('* @shop/everybody\n\n# >>> environments')).toBe(true);
  expect(owned(once)).toBe(once);
  const grown = `${once}/docs/ @shop/writers\n`;
  expect(owned(grown.replace('/environments/shop/ @shop/platform', '/environments/shop/ @shop/nobody'))).toBe(
    grown,
  );
});

test('CODEOWNERS of this repository is what its teams say; `npm run codeowners` writes it', () => {
  const text = readFileSync(usualPlace, 'utf8');
  expect(withCodeowners(text, loadWithFiles('environments'), 'environments')).toBe(text);
});
