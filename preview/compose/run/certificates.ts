// The library below puts its parts together by their types, and looks for these when it is loaded.
import 'reflect-metadata';
import { webcrypto, X509Certificate as Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate and its key, in PEM; the key in PKCS #8, as Logstash wants it. */
export interface Issued {
  readonly certificate: string;
  readonly key: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const day = 86_400_000;
/** Clocks of machines differ. */
const before = day;
const authorityDays = 3_650;
/** Longer ones are refused by some. */
const leafDays = 397;
/** A certificate that ends sooner is made anew when the stack starts. */
const renewedDays = 30;

/** Whether it is still good for a while. */
export const isFresh = (certificate: string, now: Date): boolean =>
  new Date(new Certificate(certificate).validTo).getTime() - now.getTime() > renewedDays * day;

/** Whether an authority, which may be another by now, signed it. */
export const isIssuedBy = (authority: string, certificate: string): boolean =>
  new Certificate(certificate).verify(new Certificate(authority).publicKey);

/** An authority of this stack alone. */
export async function newAuthority(now: Date): Promise<Issued> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Model Observatory on this machine',
    ...validity(now, authorityDays),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await printedKey(keys.privateKey) };
}

/** A certificate of a server, or of a client, for hosts and addresses. */
export async function issuedBy(authority: Issued, hosts: readonly string[], now: Date): Promise<Issued> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.create({
    subject: `CN=${hosts[0] ?? ''}`,
    issuer: new X509Certificate(authority.certificate).subject,
    ...validity(now, leafDays),
    publicKey: keys.publicKey,
    signingKey: await readKey(authority.key),
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
      new SubjectAlternativeNameExtension(
        hosts.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
      ),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await printedKey(keys.privateKey) };
}

const validity = (now: Date, days: number) => ({
  notBefore: new Date(now.getTime() - before),
  notAfter: new Date(now.getTime() + days * day),
});

async function printedKey(key: webcrypto.CryptoKey): Promise<string> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${bytes.replace(/.{64}(?=.)/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
}

const readKey = (pem: string): Promise<webcrypto.CryptoKey> =>
  webcrypto.subtle.importKey(
    'pkcs8',
    Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64'),
    algorithm,
    false,
    ['sign'],
  );
