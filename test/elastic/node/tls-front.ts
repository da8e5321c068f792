import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { jdkFor } from '../../../scripts/java';

/** What stands before a node as the operator's certificate does: TLS under the name of the Service. */
export interface TlsFront {
  readonly port: number;
  /** File with the authority of its certificate. */
  readonly authority: string;
  /** What the node has answered, in order. */
  readonly answered: readonly number[];
  /** Whether it lets anybody through, or says that it is not ready, or nothing. */
  behaves: 'silent' | 'not ready' | 'through';
  readonly stop: () => Promise<void>;
}

const password = randomBytes(16).toString('hex');

/**
 * A certificate for a name, which is its own authority.
 *
 * @throws Error with what keytool says
 */
export function certificateFor(name: string, folder: string) {
  mkdirSync(folder, { recursive: true });
  const store = ['-keystore', join(folder, 'tls.p12'), '-storepass', password, '-alias', 'node'];
  const keytool = (...args: readonly string[]): void => {
    const jdk = jdkFor(17);
    const { status, stdout, stderr } = spawnSync(
      jdk === undefined ? 'keytool' : join(jdk.folder, 'bin', 'keytool'),
      [...args, ...store],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`keytool: ${stdout}${stderr}`);
  };
  keytool(
    ...['-genkeypair', '-storetype', 'PKCS12', '-keyalg', 'EC', '-groupname', 'secp256r1', '-validity', '2'],
    ...['-dname', `CN=${name}`, '-ext', `san=dns:${name}`, '-ext', 'bc:c=ca:true'],
  );
  const authority = join(folder, 'ca.crt');
  keytool('-exportcert', '-rfc', '-file', authority);
  return { pfx: readFileSync(join(folder, 'tls.p12')), passphrase: password, authority } as const;
}

/** TLS on the loopback before what listens at a port in the clear. */
export async function tlsFront(
  { pfx, passphrase, authority }: ReturnType<typeof certificateFor>,
  behind: number,
): Promise<TlsFront> {
  const answered: number[] = [];
  const server = createServer({ pfx, passphrase }, (asked, answer) => {
    if (front.behaves === 'silent') {
      asked.socket.destroy();
      return;
    }
    if (front.behaves === 'not ready') {
      answer.writeHead(503).end();
      return;
    }
    asked.pipe(
      request(
        { host: '127.0.0.1', port: behind, path: asked.url, method: asked.method, headers: asked.headers },
        (told) => {
          answered.push(told.statusCode ?? 0);
          answer.writeHead(told.statusCode ?? 502, told.headers);
          told.pipe(answer);
        },
      ),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const front: TlsFront = {
    port: (server.address() as AddressInfo).port,
    authority,
    answered,
    behaves: 'through',
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => {
          done();
        });
      }),
  };
  return front;
}
