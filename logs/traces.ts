import { exceptionOf, signsOfTraces, tracesBehind } from './formats/traces';
import { allOf, anyOf, hash, isSet, matches, not, plugin, type Condition, type Step } from './pipeline';
import { tried } from './text-lines';

const [first, ...others] = signsOfTraces;
const sign = (pattern: string): Condition => matches('[in][message]', pattern);

/** Tells a trace from the message before it, and the exception from the trace, whatever the format is. */
export const traceSteps: readonly Step[] = [
  {
    when: allOf(not(isSet('[in][stack_trace]')), anyOf([sign(first), ...others.map(sign)])),
    steps: [
      tried('trace', '[in][message]', tracesBehind),
      {
        when: isSet('[in][stack_trace]'),
        steps: [
          plugin('mutate', 'trace_gone', { remove_field: ['[in][message]'] }),
          plugin('mutate', 'before_trace', { rename: hash({ '[in][head]': '[in][message]' }) }),
        ],
      },
    ],
  },
  {
    when: allOf(
      matches('[in][stack_trace]', '.'),
      not(isSet('[in][error_type]')),
      not(isSet('[in][error_message]')),
    ),
    steps: [tried('exception', '[in][stack_trace]', exceptionOf)],
  },
  {
    when: isSet('[in][stack_trace]'),
    steps: [
      {
        when: not(isSet('[in][level]')),
        steps: [plugin('mutate', 'trace_level', { replace: hash({ '[in][level]': 'error' }) })],
      },
      {
        when: not(isSet('[in][message]')),
        steps: [
          {
            when: allOf(isSet('[in][error_type]'), isSet('[in][error_message]')),
            steps: [
              plugin('mutate', 'trace_message', {
                replace: hash({ '[in][message]': '%{[in][error_type]}: %{[in][error_message]}' }),
              }),
            ],
            otherwise: [
              plugin('mutate', 'trace_name', { copy: hash({ '[in][error_type]': '[in][message]' }) }),
            ],
          },
        ],
      },
    ],
  },
];
