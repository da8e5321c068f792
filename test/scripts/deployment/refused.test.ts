import { applyAll } from '../../../scripts/deployment/apply';
import { planStack } from '../../../scripts/deployment/plan';
import { refusalText, refusedOf } from '../../../scripts/deployment/refused';
import { planReport } from '../../../scripts/deployment/report';
import { hasTerraform, stackOf, writeStack } from './real-terraform';

const gateway = 'helm_release.prometheus-pushgateway';
const platform = {
  name: 'prod-platform',
  differs: true,
  changes: [
    { address: gateway, does: 'destroy', attributes: [] },
    { address: 'kubernetes_namespace_v1.logging', does: 'replace', attributes: ['metadata'] },
    { address: 'helm_release.eck-stack', does: 'change', attributes: ['values'] },
    { address: 'helm_release.dcgm-exporter', does: 'destroy', attributes: [] },
    { address: 'helm_release.kube-prometheus-stack', does: 'forget', attributes: [] },
  ],
} as const;
const lifted = (resource: string) => ({ resource, until: '2026-12-31', why: 'no batch model is left' });

describe('what a protected environment keeps', () => {
  test('is not destroyed and not replaced; what can be made again may go', () => {
    const refused = refusedOf({ protected: true, mayBeDestroyed: [] }, [platform]);
    expect(refused.map(refusalText)).toEqual([
      'prod-platform would destroy helm_release.prometheus-pushgateway, which holds what batch runs have pushed',
      'prod-platform would replace kubernetes_namespace_v1.logging, which holds everything in the namespace',
    ]);
    const report = planReport('prod', 'c0ffee', [platform], refused);
    expect(report.indexOf('refuses this plan')).toBeLessThan(report.indexOf('| stack | plan |'));
    expect(report).toContain('mayBeDestroyed');
  });

  test('goes where the file names it, and that alone', () => {
    const environment = { protected: true, mayBeDestroyed: [lifted(gateway)] };
    expect(refusedOf(environment, [platform]).map(({ address }) => address)).toEqual([
      'kubernetes_namespace_v1.logging',
    ]);
  });

  test('is nobody’s matter where it is not protected', () => {
    expect(refusedOf({ protected: false, mayBeDestroyed: [] }, [platform])).toEqual([]);
    expect(planReport('dev', 'c0ffee', [platform], [])).not.toContain('refuses');
  });
});

const inTerraform = (): void => {
  test('Terraform guards what is in its files, and not what has left them', () => {
    const stack = stackOf('prod-platform', {});
    writeStack(stack.folder, { kept: 'x', other: 'y' }, { kept: { guarded: true } });
    const made = planStack(stack, true);
    if (!('planned' in made)) throw new Error(made.problem);
    expect(applyAll([stack], [made.planned], () => undefined)).toMatchObject([{ is: 'applied' }]);
    writeStack(stack.folder, { kept: 'x', other: 'y' }, { kept: { guarded: true, replacedBy: 'z' } });
    expect(planStack(stack, true)).toMatchObject({
      problem: expect.stringContaining('lifecycle.prevent_destroy') as unknown,
    });
    writeStack(stack.folder, { other: 'y' });
    expect(planStack(stack, true).changes).toEqual([
      { address: 'terraform_data.kept', does: 'destroy', attributes: [] },
    ]);
  }, 120_000);
};

if (hasTerraform) describe('a real Terraform', inTerraform);
