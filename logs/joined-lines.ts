import { joinedLines } from './limits';

/** Some servers write the head of a message before each of its lines: vLLM, and TorchServe before what a model prints. */
const heads = [
  '(?:\\([A-Za-z0-9_]{1,64} pid=[0-9]{1,10}\\) )?(?:DEBUG|INFO|WARNING|ERROR|CRITICAL) [0-9]{2}-[0-9]{2} [0-9:]{8} \\[?[A-Za-z0-9_./-]{1,255}:[0-9]{1,7}\\] ',
  '\\([A-Za-z0-9_]{1,64} pid=[0-9]{1,10}\\) ',
  '[0-9-]{10}T[0-9:,.]{8,12} \\[[A-Z ]{4,6}\\] [^ ]{1,128} MODEL_LOG - ',
];

/** The name of an exception, as it stands before its message. */
const exception =
  '(?:[A-Za-z_$][A-Za-z0-9_$]*\\.)*[A-Za-z_$][A-Za-z0-9_$]*(?:Error|Exception|Throwable|Failure|Timeout|Interrupt|Exit|Iteration)(?::|\\r?$)';

/** How a line begins that belongs to the one before. */
const continued = [
  // Frames, code, and what is indented anywhere.
  '[ \\t]+[^ \\t\\r]',
  // Python
  'Traceback \\(most recent call last\\):',
  'During handling of the above exception',
  'The above exception was the direct cause',
  // Java
  'Caused by: ',
  'Suppressed: ',
  // Both: the line of the exception itself.
  exception,
  // Go
  'goroutine [0-9]+ \\[',
  'created by [^ ]+\\.[^ ]+',
  'exit status [0-9]+\\r?$',
  '[A-Za-z0-9_./~-]+\\.[A-Za-z0-9_.()*\\[\\]]+\\([0-9a-fx{}., ?_+]*\\)\\r?$',
  // Tables, as Triton prints its models
  '\\+[-=+]{3,}\\r?$',
  '\\|.*\\|\\r?$',
  // The end of JSON that was written over several lines
  '[}\\]],?\\r?$',
];

/**
 * Filebeat's rule for all formats alike: models of different formats share an input, which knows no model. A line is
 * joined to the one before for what it looks like itself, so a line of JSON, which begins with a brace, is never joined
 * to another. In the syntax of Go.
 */
export const joining = {
  type: 'pattern',
  // Colours may stand before anything.
  pattern: `^(?:\\x1b\\[[0-9;]*m)*(?:${heads.join('|')})?(?:${continued.join('|')})|^[ \\t\\r]*$`,
  negate: false,
  match: 'after',
  max_lines: joinedLines,
  // The last line of a file is held back for as long.
  timeout: '2s',
} as const;

/** Takes the repeated heads out of a joined text again, in Ruby syntax: field by field as `gsub` of `mutate` has it. */
export const withoutHeads = (field: string): readonly string[] =>
  heads.flatMap((head) => [field, `(\\n)${head}`, '\\1']);
