import type { Duration } from '../models/duration';
import type { WrittenTime } from '../models/promql';
import type { Severity } from '../models/names';

/** An expression as its author wrote it, with the times in it. */
export interface CompanyExpression {
  readonly text: string;
  readonly times: readonly WrittenTime[];
}

export interface CompanyRecord {
  readonly record: string;
  readonly expression: CompanyExpression;
  /** Whether its series keep the key of a model: then each of several Prometheus records those of its own models. */
  readonly perModel: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Whom an alert concerns: any model whose key its series carry, the one model that its labels name, or no model but a
 * team.
 */
export type Concern =
  | { readonly kind: 'models' }
  | { readonly kind: 'model'; readonly model: string }
  | { readonly kind: 'team'; readonly team: string };

export interface CompanyAlert {
  readonly alert: string;
  readonly expression: CompanyExpression;
  readonly concern: Concern;
  readonly severity: Severity;
  readonly for: Duration;
  readonly keepFiringFor?: Duration;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface CompanyRuleGroup {
  readonly name: string;
  readonly interval?: Duration;
  readonly limit?: number;
  readonly queryOffset?: Duration;
  readonly rules: readonly (CompanyRecord | CompanyAlert)[];
}

/** One rule file of a company, checked. */
export interface CompanyRules {
  readonly name: string;
  readonly groups: readonly CompanyRuleGroup[];
}

/** Whether an expression reads what is known of models: records of them, or their metrics by the label that all of these have. */
export const readsModels = (text: string): boolean => /\bmodel:|\bmodel_name\b/.test(text);
