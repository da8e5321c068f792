import { linesOf } from './owned-parts';
import { committed, synthesised } from './synthesised';

describe('what is deployed', () => {
  it('to dev', () => {
    const dev = Object.values(synthesised([committed('dev')])).flatMap(linesOf);
    expect(`\n${dev.join('\n')}\n`).toMatchSnapshot();
  });
});
