/** What a report of ownership asks, in the order of its parts. */
export const questions = {
  unowned: {
    title: 'Models that nobody owns',
    fix: 'Give the team codeowners and a page receiver in environment.yaml, or the model another team.',
  },
  unheard: {
    title: 'Alerts that reach nobody, or a fallback only',
    fix: 'Give the rule a label team of a team in environment.yaml, or the team a receiver.',
  },
  idleTeams: { title: 'Teams without models', fix: 'Take the team out, or give it the models that it runs.' },
  unchanged: {
    title: 'Entries unchanged for a year',
    fix: 'Ask the team whether thresholds and tier still hold, or retire the model (`npm run retire`).',
  },
  passed: { title: 'Exceptions past their end', fix: 'Take them out, or renew them with a reason.' },
  notLoaded: {
    title: 'Alerts that Prometheus does not evaluate',
    fix: 'Deploy the environment; if it is, look at PrometheusRules that the operator refused.',
  },
  neverFired: {
    title: 'Alerts that never fired',
    fix: 'Good where its tests prove that it can; otherwise its limit may be out of reach.',
  },
  alwaysFiring: {
    title: 'Alerts that nearly always fire',
    fix: 'Mend the cause, change the limit, or switch it off until a day with a reason: nobody reads them any more.',
  },
} as const satisfies Record<string, { readonly title: string; readonly fix: string }>;

export type Question = keyof typeof questions;

/** Whether it has to be mended. That an alert never fired may be good news. */
export const isFault = ({ question }: Finding): boolean => question !== 'neverFired';

/** One answer to one of them. */
export interface Finding {
  readonly question: Question;
  /** The model, team, alert or file that it is about. */
  readonly about: string;
  /** One sentence, or a part of one. */
  readonly says: string;
  /** Where to mend it, such as `environments/prod/models/churn.yaml:3`. */
  readonly place?: string;
}
