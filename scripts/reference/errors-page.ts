import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mistakesByTopic } from '../../test/environments/bad-input';
import { projectRoot } from '../project-root';
import { slug } from '../docs/slug';

const preface = `# Errors

What is said about mistakes in environment files, entries and rule files, as \`npm run validate\` and every other command print it: the file
with line and column, the field, the line itself, what is wrong and what would be right. Every problem of every file is told at once; then the
exit status is 1 and nothing is written. These are real reports: each mistake is made in a valid environment by a test, which compares what is said.`;

/** Every kind of mistake with what is said about it. */
export const errorsPage = (): string =>
  [
    preface,
    '',
    ...mistakesByTopic.map(({ topic, cases }) => `- [${topic}](#${slug(topic)}): ${cases.length}`),
    ...mistakesByTopic.flatMap(({ topic, cases }) => [
      '',
      `## ${topic}`,
      ...cases.flatMap(({ mistake, file }) => [
        '',
        `### ${capital(mistake)}`,
        '',
        '```text',
        reportOf(file),
        '```',
      ]),
    ]),
    '',
  ].join('\n');

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const reportOf = (file: string): string =>
  readFileSync(join(projectRoot, 'test', 'golden', 'bad-input', `${file}.txt`), 'utf8')
    .replace(/\n\d+ problems? in \d+ files?; nothing was written\.\n$/, '')
    .trimEnd();
