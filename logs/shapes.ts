import { logLevels } from '../models/log-levels';

/** Patterns of conditions stand between slashes, so none may hold one. */
const slash = '\\x2f';

/** Patterns of a value's text, in Ruby syntax. Lists arrive as their elements joined by commas. */
export const shapes = {
  /** Free text, which has room for an address or a card number. */
  text: '.',
  /** A path without its query, and so without what browsers send in one. */
  path: `\\A${slash}[^?#\\x00-\\x20]{0,2047}\\z`,
  word: '\\A[A-Za-z][A-Za-z0-9_.-]{0,63}\\z',
  /** Of a logger or a class, as Python, Java and Go write it. */
  name: `\\A[A-Za-z_$][A-Za-z0-9_.$${slash}-]{0,255}\\z`,
  /** Of a thread or a process. */
  title: `\\A[A-Za-z][A-Za-z0-9_.:#${slash}-]{0,127}\\z`,
  file: `\\A[A-Za-z0-9_.${slash}<>-]{1,255}\\z`,
  level: `\\A(?:${logLevels.join('|')})\\z`,
  id: '\\A[A-Za-z0-9_.:=+-]{1,128}\\z',
  trace: '\\A[0-9a-f]{32}\\z',
  span: '\\A[0-9a-f]{16}\\z',
  outcome: '\\A(?:success|failure|unknown)\\z',
  flag: '\\A(?:true|false)\\z',
  method: '\\A[A-Z]{3,10}\\z',
  status: '\\A[1-5][0-9]{2}\\z',
  /**
   * Below 2^53, so that no reader rounds it; a fraction is cut off. Logstash reads a number with a fraction as a decimal,
   * whose text is 0.12345e3.
   */
  integer: '\\A(?:[0-9]{1,15}(?:\\.[0-9]{1,20})?|0\\.0|0\\.[0-9]{1,35}e(?:-[0-9]{1,3}|[0-9]|1[0-5]))\\z',
  ratio:
    '\\A(?:[01](?:\\.[0-9]{1,20})?|[0-9](?:\\.[0-9]{1,20})?e-[0-9]{1,3}|0\\.[0-9]{1,20}e(?:0|-[0-9]{1,3})|0\\.1e1)\\z',
  number:
    '\\A-?(?:[0-9]{1,15}(?:\\.[0-9]{1,20})?|[0-9](?:\\.[0-9]{1,20})?e[+-]?[0-9]{1,2}|0\\.[0-9]{1,35}e-?[0-9]{1,2})\\z',
  integers: '\\A[0-9]{1,9}(?:,[0-9]{1,9}){0,15}\\z',
} as const;
export type Shape = keyof typeof shapes;

/** Shapes with room for personal data: their values are scrubbed, and cut where they are long. */
export const textShapes: readonly Shape[] = ['text', 'path'];

/** Shapes of one word, which may be a token that somebody has put there. */
export const wordShapes: readonly Shape[] = ['word', 'name', 'title', 'file', 'id'];

/** What the value of a shape is stored as, where it is no text. */
export const storedAs: Readonly<Partial<Record<Shape, 'integer' | 'float' | 'boolean'>>> = {
  integer: 'integer',
  integers: 'integer',
  status: 'integer',
  ratio: 'float',
  number: 'float',
  flag: 'boolean',
};
