import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isLicensed,
  type licences,
  paid,
  paidFeatures,
  type PaidFeatureName,
} from '../../environments/licence';
import { projectRoot } from '../../scripts/project-root';
import { environmentNamed } from '../logs/environments';

const prod = environmentNamed('prod');
const features = Object.keys(paidFeatures) as PaidFeatureName[];
const having = (licence: (typeof licences)[number]) => ({ ...prod, elastic: { ...prod.elastic, licence } });

test('the free licence has none of what is paid for, and the dearest has all', () => {
  expect(features.filter((feature) => isLicensed(feature, having('basic')))).toEqual([]);
  expect(features.filter((feature) => !isLicensed(feature, having('enterprise')))).toEqual([]);
  expect(isLicensed('documentSecurity', having('platinum'))).toBe(true);
  expect(isLicensed('searchableSnapshots', having('platinum'))).toBe(false);
});

test.each(features)('%s cannot be generated without its licence, and the free way is named', (feature) => {
  const { licence, instead } = paidFeatures[feature];
  expect(() => paid(feature, having('basic'), 'x')).toThrow(
    `needs the licence ${licence}, and elastic.licence is basic; free of charge: ${instead}`,
  );
  expect(paid(feature, having(licence), 'x')).toBe('x');
});

test('the page about access lists what is paid for, with the free way', () => {
  // What an entry says is set as code there.
  const page = readFileSync(join(projectRoot, 'docs/log-access.md'), 'utf8').replaceAll(/ +|`/g, (found) =>
    found === '`' ? '' : ' ',
  );
  for (const { what, licence, instead } of Object.values(paidFeatures))
    expect(page).toContain(`| ${what} | ${licence} | ${instead} |`);
});
