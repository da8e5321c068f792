import { failedLevels } from '../models/log-levels';
import { hash, isOneOf, isSet, matches, plugin, type Condition, type Step } from './pipeline';

/**
 * What a line of an error is counted under: a class of the list below, `other-` and two digits of its hash for any other,
 * or `none`. It becomes a label, so it is one of a fixed number of words, whatever a line says. Metadata, so that nothing
 * but the steps below sets it.
 */
export const signature = '[@metadata][signature]';
/** The same in the document, by which one gets from a count to its lines. */
export const signatureField = '[mlobs][error][signature]';
/** The class without what stands before its last part. */
const errorClass = '[@metadata][error_class]';

/** Metadata that nobody but the steps below may have set. */
export const signatureMetadata = [signature, errorClass] as const;

/** Classes that many programs share. A company's own are told apart by their hash. */
const knownClasses = [
  // Python
  ...['ArithmeticError', 'AssertionError', 'AttributeError', 'BrokenPipeError', 'BrokenProcessPool'],
  ...['CancelledError', 'ConnectionError', 'ConnectionRefusedError', 'ConnectionResetError', 'EOFError'],
  ...['Exception', 'FileNotFoundError', 'FloatingPointError', 'ImportError', 'IndexError', 'IOError'],
  ...['IsADirectoryError', 'KeyError', 'KeyboardInterrupt', 'LookupError', 'MemoryError'],
  ...['ModuleNotFoundError', 'NameError', 'NotImplementedError', 'OSError', 'OverflowError'],
  ...['PermissionError', 'RecursionError', 'RuntimeError', 'StopIteration', 'SyntaxError', 'SystemExit'],
  ...['TimeoutError', 'TypeError', 'UnicodeDecodeError', 'UnicodeEncodeError', 'ValueError'],
  ...['ZeroDivisionError'],
  // Its libraries
  ...['AcceleratorError', 'BotoCoreError', 'ClientConnectorError', 'ClientError', 'ConnectTimeout'],
  ...['DistBackendError', 'EngineDeadError', 'HTTPError', 'HTTPException', 'InternalError'],
  ...['InvalidArgumentError', 'JSONDecodeError', 'MaxRetryError', 'NotFittedError', 'OperationalError'],
  ...['OutOfMemoryError', 'RayTaskError', 'ReadTimeout', 'RedisError', 'RequestValidationError'],
  ...['ResourceExhaustedError', 'SSLError', 'ValidationError', 'XGBoostError'],
  // Java
  ...['ArrayIndexOutOfBoundsException', 'ClassCastException', 'ClassNotFoundException', 'ConnectException'],
  ...['EngineException', 'IllegalArgumentException', 'IllegalStateException', 'IndexOutOfBoundsException'],
  ...['InterruptedException', 'IOException', 'NoClassDefFoundError', 'NoSuchElementException'],
  ...['NullPointerException', 'NumberFormatException', 'RejectedExecutionException', 'RuntimeException'],
  ...['SocketTimeoutException', 'StackOverflowError', 'TimeoutException', 'TranslateException'],
  ...['UnsupportedOperationException'],
  // Go
  'panic',
] as const;

const others = 'other-';
/** A line of an error that names no class. */
const unnamed = 'none';

const isKnown: Condition = matches(errorClass, `\\A(?:${knownClasses.join('|')})\\z`);

/** Whether it is one of the words that it can be: nothing else is told to the counter, whichever filter failed. */
export const hasSignature: Condition = matches(
  signature,
  `\\A(?:${unnamed}|${others}[0-9a-f]{2}|${knownClasses.join('|')})\\z`,
);

/** How many they are: what all lines of one model can make of series, in each Logstash. */
export const mostSignatures = 1 + 16 ** 2 + knownClasses.length;

/** Gives lines of level error and above their signature. Stands behind what redacts. */
export const signatureSteps: readonly Step[] = [
  {
    when: isOneOf('[log][level]', failedLevels),
    steps: [
      {
        when: isSet('[error][type]'),
        steps: [
          plugin('mutate', 'error_class', { copy: hash({ '[error][type]': errorClass }) }),
          plugin('mutate', 'error_class_name', { gsub: [errorClass, '\\A.{0,256}[.$/]', ''] }),
          {
            when: isKnown,
            steps: [plugin('mutate', 'signature', { copy: hash({ [errorClass]: signature }) })],
            otherwise: [
              // Without the key of pseudonyms: the day it changes would be one of new errors everywhere.
              plugin('fingerprint', 'signature_hash', {
                source: [errorClass],
                target: signature,
                method: 'SHA256',
              }),
              plugin('mutate', 'signature_other', {
                gsub: [signature, '\\A(..).{0,80}\\z', `${others}\\1`],
              }),
            ],
          },
        ],
        otherwise: [plugin('mutate', 'signature_none', { replace: hash({ [signature]: unnamed }) })],
      },
      {
        when: hasSignature,
        steps: [plugin('mutate', 'signature_kept', { copy: hash({ [signature]: signatureField }) })],
      },
    ],
  },
];
