import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root';

/** Entries that may stand in any number beside each other. */
const patterns = ['fraud-scorer', 'churn-classifier', 'sentiment', 'query-rewriter'] as const;

/** A folder of environments with one environment of so many models, all of them copies of the project's own. */
export function environmentsWith(count: number, below: string): string {
  const folder = join(below, `models-${count}`);
  const models = join(folder, 'dev', 'models');
  mkdirSync(models, { recursive: true });
  const settings = readFileSync(join(projectRoot, 'environments', 'dev', 'environment.yaml'), 'utf8');
  // Room for all of them, without which the environment would be refused.
  const room =
    'prometheus: { memory: 8Gi, volume: 100Gi }\nlongTerm: { volume: 80Gi }\nlogstash: { volume: 10Gi }\nwhySingle: for trials\n';
  const disk = settings.replace(/^elastic: \{/m, 'elastic: { storage: 640Gi,') + room;
  writeFileSync(join(folder, 'dev', 'environment.yaml'), disk);
  for (let index = 0; index < count; index++) {
    const pattern = patterns[index % patterns.length] ?? patterns[0];
    const text = readFileSync(join(projectRoot, 'environments', 'dev', 'models', `${pattern}.yaml`), 'utf8');
    const name = `${pattern}-${index}`;
    // Its own name and its own quality job, as every entry must have.
    const own = text.replace(/^name: .*$/m, `name: ${name}`).replace('churn-quality', `${name}-quality`);
    writeFileSync(join(models, `${name}.yaml`), own);
  }
  return folder;
}

/** The entry of which a model is a copy. */
export const patternOf = ({ name }: { readonly name: string }): string => name.replace(/-\d+$/, '');
