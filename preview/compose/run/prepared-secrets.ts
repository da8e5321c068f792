import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificates, consumers, randomSecrets, type CertificateName, type Consumer } from '../secrets';
import { isFresh, isIssuedBy, issuedBy, newAuthority, type Issued } from './certificates';

/** Entropy of a password. Unit: bytes. */
const strength = 32;
/** The volume in which everything is kept, and which no service sees. */
export const kept = 'kept';
const authorityName = 'authority';

/** Gives a file or a folder to a user. */
export type Give = (path: string, owner: number) => void;

/**
 * Makes what is missing below a folder, leaves what is there, and hands each service its own: `<folder>/<service>/<file>`.
 * A certificate near its end is made anew by the same authority.
 */
export async function prepareSecrets(folder: string, now: Date, give: Give): Promise<void> {
  const store = join(folder, kept);
  mkdirSync(store, { recursive: true, mode: 0o700 });
  for (const name of randomSecrets)
    if (!existsSync(join(store, name))) write(join(store, name), randomBytes(strength).toString('base64url'));
  const fresh = (certificate: string): boolean => isFresh(certificate, now);
  const authority = await keptCertificate(store, authorityName, fresh, () => newAuthority(now));
  const isGood = (certificate: string): boolean =>
    fresh(certificate) && isIssuedBy(authority.certificate, certificate);
  const issued = new Map<CertificateName, Issued>();
  for (const name of Object.keys(certificates) as CertificateName[])
    issued.set(
      name,
      await keptCertificate(store, name, isGood, () => issuedBy(authority, certificates[name], now)),
    );
  for (const [name, consumer] of Object.entries<Consumer>(consumers)) {
    const { owner, secrets, certificate } = consumer;
    const own = join(folder, name);
    mkdirSync(own, { recursive: true });
    const proof = certificate === undefined ? undefined : issued.get(certificate);
    const files = {
      ...Object.fromEntries(
        Object.entries(secrets).map(([file, secret]) => [file, readFileSync(join(store, secret), 'utf8')]),
      ),
      'ca.crt': authority.certificate,
      ...(proof === undefined ? {} : { 'tls.crt': proof.certificate, 'tls.key': proof.key }),
    };
    for (const [file, text] of Object.entries(files)) give(write(join(own, file), text), owner);
    chmodSync(own, 0o500);
    give(own, owner);
  }
}

async function keptCertificate(
  store: string,
  name: string,
  isGood: (certificate: string) => boolean,
  issue: () => Promise<Issued>,
): Promise<Issued> {
  const [certificate, key] = [join(store, `${name}.crt`), join(store, `${name}.key`)];
  if (existsSync(certificate) && existsSync(key)) {
    const found = { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
    if (isGood(found.certificate)) return found;
  }
  const made = await issue();
  write(key, made.key);
  write(certificate, made.certificate);
  return made;
}

/** Whole or not at all: a start that is cut off leaves no half of a password. */
function write(path: string, text: string): string {
  writeFileSync(`${path}.new`, text, { mode: 0o400 });
  renameSync(`${path}.new`, path);
  return path;
}

/** What people log in with. */
export const loginsIn = (folder: string): string => {
  const secret = (name: (typeof randomSecrets)[number]): string =>
    readFileSync(join(folder, kept, name), 'utf8');
  return [
    `Grafana                  admin    ${secret('grafana')}`,
    `Kibana, Elasticsearch    elastic  ${secret('elastic')}`,
    '',
  ].join('\n');
};

/** The certificate by which a client knows Elasticsearch. */
export const authorityIn = (folder: string): string =>
  readFileSync(join(folder, kept, `${authorityName}.crt`), 'utf8');
