import type { Plugin } from '../../logs/pipeline';
import { filled, get, isObject, type Event } from './event';

/** What leaves by UDP. */
export interface Datagram {
  readonly to: string;
  readonly text: string;
}

/** A document in Elasticsearch. */
export interface Written {
  readonly stream: string;
  readonly id?: string;
  readonly document: Event;
}

/** An output without a codec would send the whole document as JSON. */
export function sentBy(options: Plugin['options'], event: Event): Datagram {
  const { codec } = options;
  if (typeof codec !== 'object' || !('codec' in codec) || codec.codec !== 'plain')
    throw new Error('only the codec plain is known');
  const { format } = codec.options;
  if (typeof format !== 'string') throw new Error('only a format is known');
  return { to: `${String(options['host'])}:${String(options['port'])}`, text: filled(format, event) };
}

/** In the mode for data streams a document that names a stream is believed unless that is switched off. */
export function writtenBy(options: Plugin['options'], event: Event, document: Event): Written {
  if (options['data_stream'] !== true) {
    const name = options['document_id'];
    const id = name === undefined ? {} : { id: filled(String(name), event) };
    return { stream: filled(String(options['index']), event), ...id, document };
  }
  const fixed = ['type', 'dataset', 'namespace'].map((part) => String(options[`data_stream_${part}`]));
  const claimed = ['type', 'dataset', 'namespace'].map((part) => get(event, `[data_stream][${part}]`));
  const believed = options['data_stream_auto_routing'] !== false;
  const [type, dataset, namespace] = fixed.map((part, index) =>
    String((believed ? claimed[index] : undefined) ?? part),
  );
  // The document is made to say where it went.
  const named = isObject(document['data_stream']) ? document['data_stream'] : {};
  return {
    stream: `${type}-${dataset}-${namespace}`,
    document: { ...document, data_stream: { ...named, type, dataset, namespace } },
  };
}
