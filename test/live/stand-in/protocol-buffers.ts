/** Kinds of fields that providers' messages are made of. */
const [numeric, delimited] = [0, 2];

function variableLength(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.from([...bytes, rest]);
}

/** A number or a truth value; zero and `false` are what a reader takes for a field that is not there. */
export const numberField = (field: number, value: number | boolean | undefined): Buffer =>
  value === undefined || Number(value) === 0
    ? Buffer.alloc(0)
    : Buffer.concat([variableLength((field << 3) | numeric), variableLength(Number(value))]);

/** A text, bytes, or a message within the message. */
export function bytesField(field: number, ...parts: readonly (string | Buffer)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  return Buffer.concat([variableLength((field << 3) | delimited), variableLength(content.length), content]);
}

/**
 * The bytes of one field of a message.
 *
 * @throws Error where it is not there, or the message has a kind of field that these have not
 */
export function bytesOf(message: Buffer, wanted: number): Buffer {
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = message.readUInt8(at++);
      value += (byte % 0x80) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = number();
    const kind = tag & 7;
    const length = number();
    if (kind === numeric) continue;
    if (kind !== delimited) throw new Error(`a field of kind ${kind} in a message`);
    if (tag >> 3 === wanted) return message.subarray(at, at + length);
    at += length;
  }
  throw new Error(`a message has no field ${wanted}`);
}
