import { runProject } from '../scripts/run-project';

describe('the preview', () => {
  it('brings every fault of the dev environment to the right receiver, and ends it again', () => {
    const { status, stdout, stderr } = runProject(['start', '--check'], { timeout: 420_000 });
    expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, output: '' });
  }, 430_000);
});
