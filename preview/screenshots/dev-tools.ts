import type { Readable, Writable } from 'node:stream';
import { ProgramFailure } from '../processes';

/** The DevTools protocol over a pipe: JSON messages, each with a zero byte behind it. */
export interface DevTools {
  /** @throws ProgramFailure where the browser refuses, stays silent, or has ended */
  readonly send: (
    method: string,
    parameters?: Readonly<Record<string, unknown>>,
    session?: string,
  ) => Promise<Answer>;
  /** Nothing more will come: what waits for an answer fails, and so does what is asked later. */
  readonly fail: (error: Error) => void;
}

export type Answer = Readonly<Record<string, unknown>>;

interface Message {
  /** Absent in what nobody asked for. */
  readonly id?: number;
  readonly result?: Answer;
  readonly error?: { readonly message: string };
}

/** How long one answer may take. Unit: milliseconds. */
const timeout = 60_000;

export function devTools(answers: Readable, orders: Writable): DevTools {
  const waiting = new Map<number, (message: Message | Error) => void>();
  let over: Error | undefined;
  let last = 0;
  let rest = '';

  const fail = (error: Error): void => {
    over ??= error;
    for (const settle of [...waiting.values()]) settle(error);
  };
  answers.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages) {
      const read = JSON.parse(message) as Message;
      if (read.id !== undefined) waiting.get(read.id)?.(read);
    }
  });
  // A browser that has ended shows here first; why it did is told by its exit.
  orders.on('error', () => undefined);
  answers.on('error', () => undefined);

  return {
    fail,
    send: (method, parameters = {}, session) =>
      new Promise((resolve, reject) => {
        if (over !== undefined) {
          reject(over);
          return;
        }
        const id = ++last;
        const timer = setTimeout(() => {
          settle(new ProgramFailure(`the browser did not answer ${method} within ${timeout / 1_000} s`));
        }, timeout);
        const settle = (message: Message | Error): void => {
          clearTimeout(timer);
          waiting.delete(id);
          if (message instanceof Error) reject(message);
          else if (message.error !== undefined)
            reject(new ProgramFailure(`the browser refuses ${method}: ${message.error.message}`));
          else resolve(message.result ?? {});
        };
        waiting.set(id, settle);
        const sessionId = session === undefined ? {} : { sessionId: session };
        orders.write(`${JSON.stringify({ id, method, params: parameters, ...sessionId })}\0`);
      }),
  };
}
