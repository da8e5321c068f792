import { overAllPlatforms, synthesised } from '../stacks/synthesised';
import { complaintsAboutRead } from './terraform/conditions';
import { programsHere } from './terraform/program';

const data = synthesised([overAllPlatforms()])['fleet-metal-platform']?.data;
const { lifecycle } = data?.['kubernetes_server_version']?.['kubernetes-version'] ?? {};

describe.each(programsHere())('the version of Kubernetes that an environment says, by $title,', (program) => {
  test.each(['1.35.2', 'v1.35.2-eks-12', '1.35'])('is that of a cluster that runs %s', async (version) => {
    expect(await complaintsAboutRead(program, lifecycle, 'version', version)).toBe('');
  });

  test.each(['1.36.0', '1.350.1', '1.3'])('is not that of one that runs %s', async (version) => {
    expect(await complaintsAboutRead(program, lifecycle, 'version', version)).toContain(
      `The cluster "metal" runs Kubernetes ${version}, and clusters.metal.kubernetes says 1.35.`,
    );
  });
});
