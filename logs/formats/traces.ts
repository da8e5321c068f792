/** Traces of Python, Java and Go, each as its first lines tell it. Every repetition has a limit; see `pieces.ts`. */
const python = 'Traceback \\(most recent call last\\):\\n';
const javaClass = '(?:[A-Za-z_$][A-Za-z0-9_$]{0,99}\\.){1,20}[A-Za-z_$][A-Za-z0-9_$]{0,99}';
const inThread = '(?:Exception in thread "[^"\\n]{0,200}" )?';
/** The exception, the rest of its message, and the first frame. */
const java = `${inThread}${javaClass}(?:: [^\\n]{0,8192})?\\n(?:[^\\n]{0,2048}\\n){0,20}?[ \\t]{1,8}at `;
const go = '(?:panic|fatal error): [^\\n]{0,8192}\\n(?:[^\\n]{0,2048}\\n){0,8}?goroutine [0-9]';
/** What Go's loggers print of all that runs when they end the process. */
const goroutines = 'goroutine [0-9]{1,10} \\[[^\\]\\n]{1,64}\\]:\\n';
const each = [python, java, go, goroutines];

/** A text that is a trace from its beginning on. */
export const bareTraces: readonly string[] = each.map((trace) => `\\A(?=${trace})(?<message>.*)\\z`);

/** A text with a trace at its end; what stands before it may be missing. */
export const tracesBehind: readonly string[] = each.map(
  (trace) => `\\A(?:(?<head>.*?)\\n)??(?<stack_trace>${trace}.*)\\z`,
);

/** What every trace has somewhere; quick to look for. */
export const signsOfTraces = [
  'Traceback \\(most recent call last\\):',
  '\\n[ \\t]{1,8}at ',
  'goroutine [0-9]{1,10} \\[',
] as const;

/** The exception of a trace: of Python the last one, which is what was not caught, of Java the first, which is the same. */
export const exceptionOf: readonly string[] = [
  `\\A.*${python}(?:[ \\t][^\\n]{0,8192}\\n|\\n){0,5000}(?<error_type>[A-Za-z_][A-Za-z0-9_.]{0,255})(?:: (?<error_message>[^\\n]{0,8192}))?(?:\\n|\\z)`,
  `\\A${inThread}(?<error_type>${javaClass})(?:: (?<error_message>[^\\n]{0,8192}))?(?:\\n|\\z)`,
  '\\A(?:(?<error_type>panic)|fatal error): (?<error_message>[^\\n]{0,8192})',
];
