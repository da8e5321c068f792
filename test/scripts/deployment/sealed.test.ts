import { keyProblem, NotApplicable, seal, unseal, type Plans } from '../../../scripts/deployment/sealed';

const key = 'a key of at least thirty-two characters';
const plans: Plans = {
  environment: 'prod',
  commit: 'c0ffee',
  stacks: [{ name: 'prod-platform', differs: true, changes: [], plan: 'c2VjcmV0', lock: 'provider' }],
};

describe('plans between two jobs', () => {
  test('are the same after they were opened, and tell nothing before', () => {
    const sealed = seal(plans, key);
    expect(unseal(sealed, key)).toEqual(plans);
    for (const word of ['prod', 'c2VjcmV0', 'secret']) expect(sealed.includes(word)).toBe(false);
    expect(seal(plans, key).equals(sealed)).toBe(false);
  });

  test('open with their key only', () => {
    expect(() => unseal(seal(plans, key), `${key}.`)).toThrow(
      new NotApplicable('was sealed with another PLAN_KEY, or was changed since'),
    );
  });

  test('are refused where a single bit was changed, wherever', () => {
    const sealed = seal(plans, key);
    for (const at of [20, 36, 48, 64, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unseal(changed, key)).toThrow('was changed since');
    }
    expect(() => unseal(sealed.subarray(0, sealed.length - 1), key)).toThrow('was changed since');
    expect(() => unseal(sealed.subarray(0, 40), key)).toThrow(NotApplicable);
    expect(() => unseal(Buffer.from('{}'), key)).toThrow('is no file that `npm run plan` has written');
  });

  test('need a key that cannot be guessed', () => {
    expect(keyProblem(undefined)).toContain('PLAN_KEY must hold at least 32 characters');
    expect(keyProblem('x'.repeat(31))).toContain('openssl rand -base64 32');
    expect(keyProblem('x'.repeat(32))).toBeUndefined();
  });
});
