import type { Environment } from '../../environments';
import type { Model } from '../../models/model';
import type { Event, Written } from '../logs/run-pipeline';
import { formatCases, formatsEnvironment } from '../logs/formats';
import { joinedEvents } from '../logs/joined';
import { json, store } from '../logs/ship';

/** A line that a model might write, whatever its format. */
interface Sample {
  readonly about: string;
  readonly line: string;
}

/** Everything that a JSON line may say without asking. */
const everything: Event = {
  message: 'scored for jo@example.org\nin two lines',
  level: 'INFO',
  event_id: 'e-1',
  request_id: 'r-1',
  trace_id: '0af7651916cd43dd8448eb211c80319c',
  span_id: 'b7ad6b7169203331',
  latency_ns: 999_999_999_999_999,
  outcome: 'success',
  label: 'not fraud',
  confidence: 0.97,
  input_shape: [1, 3, 224, 224],
  error_type: 'ValueError',
  error_message: 'no such feature',
  stack_trace: 'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: no such feature',
  user_id: 'u-4711',
  input: { age: 7, tags: [{ deep: [1, 2] }] },
  output: ['é', null],
};

const samples: readonly Sample[] = [
  { about: 'every field', line: json(everything) },
  { about: 'a text that is no JSON', line: 'model loaded in 3.2 s' },
  { about: 'an empty line', line: '' },
  { about: 'a confidence near nothing', line: json({ message: 'm', confidence: 1e-300 }) },
  {
    about: 'types that change',
    line: json({ message: 7, level: { a: 1 }, latency_ns: 'soon', input_shape: 'wide' }),
  },
  {
    about: 'another stream and another model',
    line: json({ message: 'm', data_stream: { dataset: 'x' }, service: { name: 'y' } }),
  },
  { about: 'a long message', line: json({ message: 'é'.repeat(40_000) }) },
  {
    about: 'a long word',
    line: json({ message: 'm', label: 'x'.repeat(5_000), request_id: 'r'.repeat(5_000) }),
  },
  {
    about: 'many unknown fields',
    line: json(Object.fromEntries(Array.from({ length: 1_000 }, (_none, index) => [`f${index}`, index]))),
  },
];

/** When each model writes its first line; one second later the next. Unit: milliseconds since 1970. */
export const firstLine = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

/** A line of a model, and what the printed pipelines write of it. */
export interface SampleDocument extends Written {
  readonly about: string;
}

/** What the environment's pipelines write of every sample of every model, and of the lines of every format. */
export const documentsOf = (environment: Environment): readonly SampleDocument[] => [
  ...(environment.name === formatsEnvironment.name ? ofFormats() : []),
  ...environment.models.flatMap((model) =>
    [...samples, ...ofItsOwn(model)].flatMap(({ about, line }, index) =>
      store(line, environment, {
        namespace: model.namespace,
        labels: labelsOf(model),
        // Each line is another place of its file, or audit records would be the same.
        extra: {
          '@timestamp': new Date(firstLine + index * 1_000).toISOString(),
          log: { offset: index, file: { path: `/var/log/containers/${model.name}.log` } },
        },
      }).map((written) => ({ ...written, about: `${model.name}: ${about}` })),
    ),
  ),
];

/** The environment of the formats is production with more models, which write into the same streams. */
const ofFormats = (): readonly SampleDocument[] =>
  formatCases.flatMap(({ group, name, lines, pod }) =>
    joinedEvents(lines).flatMap((event) =>
      store(event, formatsEnvironment, pod).map((written) => ({ ...written, about: `${group}: ${name}` })),
    ),
  );

/** Fields that its entry lists. */
const ofItsOwn = ({ logs }: Model): readonly Sample[] =>
  logs.fields.length === 0
    ? []
    : [
        {
          about: 'its own fields',
          line: json({
            message: 'm',
            ...Object.fromEntries(logs.fields.map((key) => [key, `value of ${key}`])),
          }),
        },
      ];

/** Labels of its pods, as Filebeat writes them: dots in a name are underscores. */
const labelsOf = ({ selector }: Model): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({ 'app.kubernetes.io/version': '7', ...selector }).map(([name, value]) => [
      name.replaceAll('.', '_'),
      value,
    ]),
  );
