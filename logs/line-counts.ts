import { lineCounting, logLines } from '../models/exporters';
import { contains, not, plugin, type Branch } from './pipeline';

/**
 * Tells the counter beside this Logstash of each document, by the model that it is of. Stands behind the output that
 * writes it: a batch goes to one output after the other, so what still waits for Elasticsearch is not counted.
 *
 * Nobody waits for the counter. A datagram to where nobody listens is lost, and so is its line from the count.
 */
export const countLines = (id: string): Branch => ({
  // Lines of a server that several models share have its key in place of a name: they are no model's.
  when: not(contains('[service][name]', '/')),
  steps: [
    plugin('udp', id, {
      host: lineCounting.host,
      port: lineCounting.port,
      // Names come from the dictionary, whatever a line says, and hold neither commas nor bars.
      codec: {
        codec: 'plain',
        options: { format: `${logLines.written}:1|c|#service:%{[service][name]}` },
      },
    }),
  ],
});
