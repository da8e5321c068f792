import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { binaryOf } from '../../../scripts/tool-binaries';

/** What a Secret with a certificate holds, as texts in PEM. */
export type CertificateFiles = Readonly<Record<'tls.crt' | 'tls.key' | 'ca.crt', string>>;

/**
 * Certificates by one new authority, for the names given for each.
 *
 * @throws Error with what the program says
 */
export function issued<Name extends string>(
  folder: string,
  names: Readonly<Record<Name, readonly string[]>>,
): Readonly<Record<Name, CertificateFiles>> {
  const all = Object.entries<readonly string[]>(names);
  const { status, stderr, error } = spawnSync(
    binaryOf('certificates'),
    [folder, ...all.map(([certificate, of]) => `${certificate}=${of.join(',')}`)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(error?.message ?? stderr);
  const read = (certificate: string, file: string): string =>
    readFileSync(join(folder, certificate, file), 'utf8');
  return Object.fromEntries(
    all.map(([certificate]) => [
      certificate,
      Object.fromEntries(['tls.crt', 'tls.key', 'ca.crt'].map((file) => [file, read(certificate, file)])),
    ]),
  ) as Readonly<Record<Name, CertificateFiles>>;
}

/** A folder each for two sides that know each other, and for a stranger whom neither knows. */
export function issuedToSides(folder: string): Readonly<Record<'server' | 'client' | 'stranger', string>> {
  issued(folder, { server: ['localhost'], client: ['localhost'] });
  issued(folder, { stranger: ['localhost'] });
  return {
    server: join(folder, 'server'),
    client: join(folder, 'client'),
    stranger: join(folder, 'stranger'),
  };
}
