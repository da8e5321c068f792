import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Runtime } from '../../models/runtime';
import { projectRoot } from '../../scripts/project-root';
import { parsePage, printSeries, samplesOf, type Page, type Sample } from './page';

/** Folder of the metrics pages. */
const pages = join(projectRoot, 'test', 'fixtures', 'metrics');

export const fixturePage = (name: string): Page =>
  parsePage(readFileSync(join(pages, `${name}.prom`), 'utf8'));

/** The page of the same server in trouble; `undefined` where none was recorded. */
export const faultPage = (name: string): Page | undefined =>
  existsSync(join(pages, `${name}.fault.prom`)) ? fixturePage(`${name}.fault`) : undefined;

/** Every page of a runtime, each with what trouble does to it; the current one first. */
export const recordedPages = ({ pages: recorded }: Runtime): readonly Page[] =>
  recorded.map(({ page }) => {
    const fault = faultPage(page);
    return fault === undefined ? fixturePage(page) : withTrouble(fixturePage(page), fault);
  });

/** Notes for each series what trouble does to it, and adds those that only come into being then. */
function withTrouble(page: Page, fault: Page): Page {
  const troubled = new Map(samplesOf(fault).map((sample) => [printSeries(sample), sample]));
  const known = new Set(samplesOf(page).map(printSeries));
  const families = new Set(samplesOf(page).map(({ family }) => family));
  const late = samplesOf(fault)
    .filter((sample) => !known.has(printSeries(sample)))
    .map((sample): Sample => ({ ...sample, value: 0, inTrouble: sample.value, onDemand: true }));
  const last = new Map<string, number>();
  page.forEach((item, index) => {
    if (typeof item !== 'string') last.set(item.family, index);
  });
  const noted = page.flatMap((item, index): Page => {
    if (typeof item === 'string') return [item];
    const inTrouble = troubled.get(printSeries(item))?.value;
    const one: Sample = inTrouble === undefined ? item : { ...item, inTrouble };
    return last.get(item.family) === index
      ? [one, ...late.filter(({ family }) => family === item.family)]
      : [one];
  });
  return [...noted, ...late.filter(({ family }) => !families.has(family))];
}
