import { createServer, type ServerResponse } from 'node:http';
import { listen, type Listening, type Place } from '../../../preview/listen';

/** What a server does to whoever scrapes it. */
export type Conduct = (response: ServerResponse) => void;

const textFormat = 'text/plain; version=0.0.4; charset=utf-8';

/** Answers with a page, under some content type. */
export const page =
  (text: string | Buffer, contentType: string = textFormat): Conduct =>
  (response) => {
    response.writeHead(200, { 'content-type': contentType }).end(text);
  };

/** A page of that many series. */
export const seriesPage = (count: number): string =>
  `# TYPE hostile gauge\n${Array.from({ length: count }, (_, index) => `hostile{number="${index}"} 1\n`).join('')}`;

/** Takes the call and never answers. */
export const hangs: Conduct = () => undefined;

/** A page without end, as far as it is read: about a hundred bytes a series. */
export const floods =
  (series: number): Conduct =>
  (response) => {
    response.writeHead(200, { 'content-type': textFormat });
    const filler = 'x'.repeat(70);
    let written = 0;
    const more = (): void => {
      while (written < series && !response.destroyed) {
        const lines = Array.from(
          { length: 5_000 },
          (_, index) => `flood{n="${written + index}",f="${filler}"} 1\n`,
        );
        written += lines.length;
        if (!response.write(lines.join(''))) {
          response.once('drain', more);
          return;
        }
      }
      response.end();
    };
    more();
  };

export function startHostile(conduct: Conduct, place: Place): Promise<Listening> {
  const server = createServer((_, response) => {
    // Whoever scrapes may hang up in the middle.
    response.on('error', () => undefined);
    conduct(response);
  });
  return listen(server, place);
}
