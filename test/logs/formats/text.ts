import { cases } from './case';

/** Servers of whose lines nothing is told: all of it is the message, but for a trace. */
export const text = cases('any text', 'text', [
  [
    'llama.cpp',
    'slot launch_slot_: id  0 | task 12 | processing task',
    { message: 'slot launch_slot_: id  0 | task 12 | processing task' },
  ],
  ['an object, which is not taken apart', '{"level": "INFO"}', { message: '{"level": "INFO"}' }],
  [
    'a trace',
    'failed\nTraceback (most recent call last):\n  File "x.py", line 1, in <module>\nZeroDivisionError: division by zero',
    {
      message: 'failed',
      log: { level: 'error' },
      error: {
        type: 'ZeroDivisionError',
        message: 'division by zero',
        stack_trace:
          'Traceback (most recent call last):\n  File "x.py", line 1, in <module>\nZeroDivisionError: division by zero',
      },
    },
    'ZeroDivisionError',
  ],
]);
