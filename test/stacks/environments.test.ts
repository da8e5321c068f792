import { linesOf } from './owned-parts';
import { committed, synthesised } from './synthesised';

describe('what is deployed', () => {
  it('to dev, beside Grafana', () => {
    const dev = Object.values(synthesised([committed('dev')])).flatMap(linesOf);
    const others = dev.filter((line) => !line.startsWith('grafana '));
    expect(`\n${others.join('\n')}\n`).toMatchSnapshot();
  });
});
