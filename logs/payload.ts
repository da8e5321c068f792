import { payloadFields } from './fields';
import { logstashVariables, variable } from './deployment';
import { allOf, anyOf, equals, hash, isSet, matches, plugin, type Condition, type Step } from './pipeline';
import { routeField } from './route';
import type { LogSource } from './routes';

/** Longest text of an input or an output; what is longer is cut. Unit: bytes. */
export const payloadBytes = 16_384;
/** Tag of a document with an input or an output that was cut. */
const cutTag = 'payload_cut';

/** The share of requests whose inputs and outputs are kept, as the dictionary has it. */
export const payloadShare = routeField('payload');
/** A line's fingerprint; see `marked` in intake.ts. */
export const lineMark = '[@metadata][line]';
const draw = '[@metadata][draw]';
/** Inputs and outputs as the line has them, until they are texts. */
const raw = payloadFields.map((field) => ({ ...field, raw: `[@metadata][${field.key}]` }));

/** What may not travel on with an event, whose metadata is written to the queues as well. */
export const payloadLeftovers: readonly string[] = [...raw.map((field) => field.raw), draw];

/** As dictionary and pipeline both write a share. */
export const shareText = (share: number): string => String(share);

/**
 * Keeps inputs and outputs of a share of requests. The request's id decides, by a hash with a key: all lines of a request
 * are kept or none, in every pod of Logstash alike, and nobody can choose an id that is kept. A line without an id is
 * decided about by itself. A new share changes the pipeline; another model with a share that is in use is data.
 */
export function payloadSteps(sources: readonly LogSource[]): readonly Step[] {
  const shares = [...new Set(sources.map(({ model }) => model.logs.payloadSample))];
  const [first, ...others] = shares.filter((share) => share > 0).sort((a, b) => a - b);
  if (first === undefined) return [];
  return [
    {
      when: isSet(payloadShare),
      steps: [
        {
          when: isSet('[http][request][id]'),
          steps: [
            plugin('fingerprint', 'draw', {
              source: ['[http][request][id]'],
              target: draw,
              method: 'SHA256',
              key: variable(logstashVariables.pseudonymKey),
            }),
          ],
          otherwise: [plugin('mutate', 'draw_line', { copy: hash({ [lineMark]: draw }) })],
        },
        { when: anyOf([drawn(first), ...others.map(drawn)]), steps: kept },
      ],
    },
  ];
}

const drawn = (share: number): Condition =>
  share >= 1
    ? equals(payloadShare, shareText(share))
    : allOf(equals(payloadShare, shareText(share)), matches(draw, hexBelow(share)));

/** Objects are written as JSON, which only happens to a whole object; so each text is one, with its own key. */
const kept: readonly Step[] = [
  plugin('mutate', 'payload', {
    rename: hash(Object.fromEntries(raw.map(({ key, raw: at }) => [`[in][${key}]`, `${at}[${key}]`]))),
  }),
  ...raw.map(({ key, raw: at, target }): Step => ({
    when: isSet(at),
    steps: [plugin('mutate', `payload_${key}`, { replace: hash({ [target]: `%{${at}}` }) })],
  })),
  {
    when: isSet('[mlobs][payload]'),
    steps: [
      plugin('mutate', 'payload_share', { copy: hash({ [payloadShare]: '[mlobs][payload][sample]' }) }),
      plugin('mutate', 'payload_number', { convert: hash({ '[mlobs][payload][sample]': 'float' }) }),
    ],
  },
];

/** After scrubbing: half of a card number would not be found. */
export const payloadCut: Step = {
  when: isSet('[mlobs][payload]'),
  steps: [
    plugin('truncate', 'payload_cut', {
      fields: payloadFields.map(({ target }) => target),
      length_bytes: payloadBytes,
      add_tag: [cutTag],
    }),
  ],
};

/**
 * Matches hexadecimal texts whose first eight digits are below that share of all numbers of eight digits. Conditions
 * cannot calculate with a hash, but they can look at its digits.
 */
export function hexBelow(share: number): string {
  const digits = Math.round(share * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
  const alternatives = [...digits].flatMap((digit, index) => {
    const smaller = '0123456789abcdef'.slice(0, Number.parseInt(digit, 16));
    return smaller === '' ? [] : [`${digits.slice(0, index)}[${smaller}]`];
  });
  return `\\A(?:${alternatives.join('|')})`;
}
