import { sharedLayers } from '../../stacks/shared-stack';
import { linesOf } from './owned-parts';
import { committed, synthesised } from './synthesised';

describe('what is deployed', () => {
  const ofDev = Object.values(synthesised([committed('dev')]));
  const isShared = (name: string): boolean => sharedLayers.some((layer) => name.endsWith(`-${layer}`));

  it('to the cluster of dev', () => {
    const lines = ofDev.filter(({ name }) => !isShared(name)).flatMap(linesOf);
    expect(`\n${lines.join('\n')}\n`).toMatchSnapshot();
  });
});
