import type { ResourceChange } from './changes';
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';

/** Plans of an environment, as they are kept from where they were made to where they are applied. */
export interface Plans {
  readonly environment: string;
  /** Of which they were made; with a `+` where files differed. */
  readonly commit: string;
  readonly stacks: readonly PlannedStack[];
}

export interface PlannedStack {
  readonly name: string;
  readonly differs: boolean;
  /** What it does, as it was told. */
  readonly changes: readonly ResourceChange[];
  /** The saved plan, base64. */
  readonly plan: string;
  /** `.terraform.lock.hcl`: a plan is applied by the providers that made it. */
  readonly lock: string;
}

/** Shorter ones can be guessed. */
const leastKey = 32;
const [magic, saltLength, nonceLength, tagLength] = [Buffer.from('observatory-plans-2\n'), 16, 12, 16];

/** Why a file of plans cannot be taken; no bug. */
export class NotApplicable extends Error {}

/** The key of a variable's text. Slow, so that trying is. */
const keyOf = (text: string, salt: Buffer): Buffer => scryptSync(text, salt, 32);

/** What is wrong with the text of a key, or undefined. */
export const keyProblem = (text: string | undefined): string | undefined =>
  text === undefined || text.length < leastKey
    ? `PLAN_KEY must hold at least ${leastKey} characters: plans hold secrets, and are written encrypted only. ` +
      'Make one with: openssl rand -base64 32'
    : undefined;

/** Encrypted, and protected against any change. */
export function seal(plans: Plans, key: string): Buffer {
  const [salt, nonce] = [randomBytes(saltLength), randomBytes(nonceLength)];
  const cipher = createCipheriv('aes-256-gcm', keyOf(key, salt), nonce).setAAD(magic);
  const text = Buffer.concat([cipher.update(JSON.stringify(plans), 'utf8'), cipher.final()]);
  return Buffer.concat([magic, salt, nonce, cipher.getAuthTag(), text]);
}

/** @throws NotApplicable where it was not sealed with this key, or was changed */
export function unseal(sealed: Buffer, key: string): Plans {
  let at = 0;
  const next = (length: number): Buffer => sealed.subarray(at, (at += length));
  if (!next(magic.length).equals(magic))
    throw new NotApplicable('is no file that `npm run plan` has written');
  const [salt, nonce, tag] = [next(saltLength), next(nonceLength), next(tagLength)];
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(key, salt), nonce, { authTagLength: tagLength });
    decipher.setAAD(magic).setAuthTag(tag);
    const text = Buffer.concat([decipher.update(sealed.subarray(at)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as Plans;
  } catch {
    throw new NotApplicable('was sealed with another PLAN_KEY, or was changed since');
  }
}
