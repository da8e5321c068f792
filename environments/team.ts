import { z } from 'zod';
import { days, minutes } from '../models/duration';
import { duration, field, secretName } from '../models/fields';
import { codeowners } from './codeowner';

/** Teams of an environment file: who is told, by what, and within which hours. */

const secret = (what: string, example: string) =>
  field(secretName, `Name of a Kubernetes Secret with ${what}.`, example);

const address = (what: string, example: string) =>
  field(
    z
      .string({ error: 'expected an e-mail address such as on-call@example.com' })
      .regex(/^[^\s@<>,;"'\\]+@[^\s@<>,;"'\\]+$/, 'not an e-mail address such as on-call@example.com'),
    what,
    example,
  );

const email = z
  .strictObject({
    to: address('Who is written to.', 'ml-platform@example.com'),
    from: address('Sender of the messages.', 'alerts@example.com'),
    smarthost: field(
      z
        .string({ error: 'expected a mail server and its port, such as smtp.example.com:587' })
        .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?:(?!0)\d{1,5}$/, {
          error: 'a mail server is written with its port, as in smtp.example.com:587',
          abort: true,
        })
        .refine((value) => Number(value.split(':')[1]) <= 65_535, 'a port lies between 1 and 65535'),
      'Mail server and port. Messages go out encrypted (STARTTLS, or TLS on port 465) or not at all.',
      'smtp.example.com:587',
    ),
    username: field(
      z
        .string({ error: 'expected the user name at the mail server' })
        .regex(/^[^\s"'\\]{1,200}$/, 'a user name has no spaces, quotes or backslashes'),
      'User at the mail server; absent where it asks for none.',
      'alerts@example.com',
    ).optional(),
    secret: secret('the password of `username` under the key `password`', 'smtp').optional(),
  })
  .refine(
    ({ username, secret: password }) => (username === undefined) === (password === undefined),
    'username and secret belong together: a user has a password, and a password belongs to a user',
  );

const receiver = z
  .strictObject({
    pagerduty: field(
      z.strictObject({ secret: secret('the integration key under the key `routing-key`', 'pagerduty-risk') }),
      'A service of PagerDuty.',
    ).optional(),
    opsgenie: field(
      z.strictObject({ secret: secret('the API key under the key `api-key`', 'opsgenie-risk') }),
      'An integration of Opsgenie.',
    ).optional(),
    slack: field(
      z.strictObject({
        channel: field(
          z.string().regex(/^#[\w-]+$/, 'a channel begins with #, as in #risk-alerts'),
          'Channel, with its #.',
          '#risk-alerts',
        ),
        secret: secret('the address of the incoming webhook under the key `url`', 'slack-webhook'),
      }),
      'A channel of Slack.',
    ).optional(),
    teams: field(
      z.strictObject({
        secret: secret('the address of the workflow under the key `url`', 'teams-webhook'),
      }),
      'A channel of Microsoft Teams.',
    ).optional(),
    webhook: field(
      z.strictObject({ secret: secret('the address under the key `url`', 'on-call-webhook') }),
      'Any service that takes the JSON of Alertmanager.',
    ).optional(),
    email: field(email, 'A mailbox.').optional(),
  })
  .refine(
    (value) => Object.values(value).filter((kind) => kind !== undefined).length === 1,
    'a receiver is exactly one of pagerduty, opsgenie, slack, teams, webhook and email',
  );
export type Receiver = z.infer<typeof receiver>;

const clock = (what: string, example: string) =>
  field(
    z
      .string({ error: 'expected a time of day in quotes, such as "08:00"' })
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of day is written in quotes as "08:00"'),
    what,
    example,
  );

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

const hours = z.strictObject({
  days: field(
    z
      .string({ error: 'expected days such as Mon-Fri' })
      .refine(
        (value) =>
          value.split('-').length <= 2 &&
          value.split('-').every((day) => (weekdays as readonly string[]).includes(day)),
        'days are one day or a range, such as Mon-Fri',
      ),
    'Weekdays, one or a range.',
    'Mon-Fri',
    'Sat-Mon',
  ),
  from: clock('When the hours begin, as the clock of `zone` shows it.', '08:00'),
  to: clock('When the hours end; later than `from`.', '18:00'),
  zone: field(
    z.string({ error: 'expected a time zone such as Europe/Berlin' }),
    'Time zone of the team, as the IANA database spells it.',
    'Europe/Berlin',
  ),
});
export type TeamHours = z.infer<typeof hours>;

/**
 * What the first part of a team's hours is for: callers of models that rest at night come one by one, and what waited for
 * the hours is read. Until it is over, nobody is told that such a model is quiet, and nothing escalates.
 */
export const settling = minutes(30);

/** Below the shortest, a restart of Prometheus would begin the wait anew. */
const wait = { shortest: minutes(10), longest: days(1) } as const;

const escalation = z.strictObject({
  after: field(
    duration.refine(
      ({ milliseconds }) =>
        milliseconds >= wait.shortest.milliseconds && milliseconds <= wait.longest.milliseconds,
      'a page escalates after 10m to 1d',
    ),
    'How long a page lasts before it escalates; from 10m to 1d.',
    '1h',
  ).prefault('1h'),
  to: field(receiver, 'Who is told as well, from then on.'),
});

const teamLogs = z.strictObject({
  readers: field(
    z.enum(['all', 'team']),
    'Who may read the log lines of its models: everybody who may read logs (all), or the team alone, whose lines then lie in a data stream of their own (team).',
    'team',
  ).default('all'),
});

export const team = z.strictObject({
  page: field(receiver, 'Who is woken.').optional(),
  escalation: field(
    escalation,
    'Who is told when a page of the team lasts. It does not know of acknowledgements, which are the business of the pager.',
  ).optional(),
  ticket: field(receiver, 'Where work that can wait goes.'),
  hours: field(
    hours,
    "The team's hours; outside them pages of standard models become tickets, and warnings wait.",
  ).optional(),
  codeowners: codeowners.optional(),
  logs: field(teamLogs, "How the log lines of the team's models are kept apart.").prefault({}),
});
