import type { Origin } from '../../environments';

/** What something is said about: the chapters of a report. */
export const topics = ['settings', 'thresholds', 'alerts', 'told', 'logs', 'boards', 'platform'] as const;
export type Topic = (typeof topics)[number];

/** The setting that follows from how many Prometheus share the models. */
export const watchedByShard = 'watched by';

/** One thing that holds for a model or for an environment, in words. Plain data, so that it travels as JSON. */
export interface Fact {
  readonly topic: Topic;
  /** What it is about, by the same name before and after: `objectives.availability`, `ModelAbsent`. */
  readonly about: string;
  /** By what it is known on both sides, where not by what it is about: panels have numbers, and titles that change. */
  readonly key?: string;
  readonly says: string;
  /** Stands for what the words leave out, such as an expression: the same where nothing else differs. */
  readonly rest?: string;
  /** How much it is, where less of it is a loss: milliseconds that something is kept, bytes of a volume. */
  readonly amount?: number;
  /** Who decided it, where one file, line or default did. */
  readonly origin?: Origin;
}

/** What differs of one thing: without `before` it is new, without `after` it is gone. */
export interface Change {
  readonly topic: Topic;
  readonly about: string;
  readonly before?: string;
  readonly after?: string;
  /** Whether there is less of it than before, where that is a loss. */
  readonly lessens?: true;
  /** Who decided the value that holds now, or the last one where none does. */
  readonly origin?: Origin;
}

/** What differs between facts about one subject, in the order of those after, then what is gone. */
export function changesBetween(before: readonly Fact[], after: readonly Fact[]): readonly Change[] {
  const old = new Map(before.map((fact) => [keyOf(fact), fact]));
  const kept = new Set(after.map(keyOf));
  return [
    ...after.flatMap((fact) => {
      const was = old.get(keyOf(fact));
      return was?.says === fact.says && was.about === fact.about && was.rest === fact.rest
        ? []
        : [changeOf(was, fact)];
    }),
    ...before.filter((fact) => !kept.has(keyOf(fact))).map((fact) => changeOf(fact, undefined)),
  ];
}

const keyOf = ({ topic, about, key = about }: Fact): string => `${topic} ${key}`;

function changeOf(before: Fact, after: undefined): Change;
function changeOf(before: Fact | undefined, after: Fact): Change;
function changeOf(before: Fact | undefined, after: Fact | undefined): Change {
  const { topic, about } = after ?? before ?? {};
  if (topic === undefined || about === undefined) throw new Error('a change of nothing');
  const origin = after?.origin ?? before?.origin;
  return {
    topic,
    about,
    ...(before === undefined ? {} : { before: before.says }),
    ...(after === undefined ? {} : { after: after.says }),
    ...(lessens(before, after) ? { lessens: true as const } : {}),
    ...(origin === undefined ? {} : { origin }),
  };
}

const lessens = (before: Fact | undefined, after: Fact | undefined): boolean =>
  before?.amount !== undefined && after?.amount !== undefined && after.amount < before.amount;
