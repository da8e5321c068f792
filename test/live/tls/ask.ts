import { request } from 'node:https';

/** A question over TLS: whom the asker trusts, and which name it expects on the certificate. */
interface Question {
  readonly port: number;
  readonly path: string;
  readonly ca: string;
  readonly servername: string;
  readonly body?: object;
}

/** The answer's text. @throws Error where the certificate is not the expected one, or the answer is no success */
export const ask = ({ port, path, ca, servername, body }: Question): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const method = body === undefined ? 'GET' : 'POST';
    request({ host: '127.0.0.1', port, path, ca, servername, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(text);
        else reject(new Error(`${answer.statusCode ?? 0} ${text}`));
      });
    })
      .on('error', reject)
      .end(body === undefined ? undefined : JSON.stringify(body));
  });
