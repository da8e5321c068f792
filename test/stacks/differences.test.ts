import { linesOf } from './owned-parts';
import { committedEnvironments, synthesised } from './synthesised';

describe('what is deployed', () => {
  const stacks = Object.values(synthesised(committedEnvironments()));
  const of = (environment: string): readonly string[] =>
    stacks.filter(({ name }) => name.startsWith(`${environment}-`)).flatMap(linesOf);
  const dev = of('dev');

  it.each(['staging', 'prod'])('to %s differs from dev by this', (name) => {
    const other = of(name);
    const gone = dev.filter((line) => !other.includes(line)).map((line) => `- ${line}`);
    const added = other.filter((line) => !dev.includes(line)).map((line) => `+ ${line}`);
    expect(`\n${[...gone, ...added].join('\n')}\n`).toMatchSnapshot();
  });
});
