import { linesOf } from './owned-parts';
import { committed, synthesised } from './synthesised';

describe('what is deployed', () => {
  it('to Grafana of dev', () => {
    const dev = Object.values(synthesised([committed('dev')])).flatMap(linesOf);
    const boards = dev.filter((line) => line.startsWith('grafana '));
    expect(`\n${boards.join('\n')}\n`).toMatchSnapshot();
  });
});
