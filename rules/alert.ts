import type { ModelAlertName } from '../models/alert-names';
import type { Duration } from '../models/duration';
import type { PanelReference } from '../models/links';
import type { Severity } from '../models/names';
import type { SignalName } from '../models/signals';
import type { Expression } from './promql';

/**
 * One way in which an alert fires. The expression's labels are the model's key for scope `model`; owner and tier are
 * joined to it by one pass. `by-tier` is critical for models of tier critical and a warning for all others.
 */
export interface Condition {
  readonly severity: Severity | 'by-tier';
  readonly expression: Expression;
  readonly for: Duration;
  readonly keepFiringFor?: Duration;
}

/** What is known of an alert beside its name. Its runbook is `runbooks/<name>.md`. */
interface About {
  /** Signals without which the alert cannot fire for a model. */
  readonly needs: readonly SignalName[];
  /** Signals of which any one is enough beside those: the alert has an alternative for each. */
  readonly oneOf?: readonly SignalName[];
  /** One line, for the notification's title. */
  readonly summary: string;
  /** What it means, in at most 200 characters; the rest is in the runbook. */
  readonly description: string;
  readonly panel: PanelReference;
  /** Alerts that explain this one or say it better: while they fire for the same model, this one does not notify. */
  readonly inhibitedBy: readonly string[];
  readonly conditions: readonly Condition[];
}

/** An alert about a model, which its entry may change or switch off by name. */
export interface ModelAlert extends About {
  readonly scope: 'model';
  readonly name: ModelAlertName;
}

/** An alert about what belongs to no model. */
export interface CommonAlert extends About {
  readonly scope: 'gpu' | 'platform';
  readonly name: string;
}

/** A catalogue entry. */
export type Alert = ModelAlert | CommonAlert;

/** How a model is named in texts of alerts. */
export const theModel = '{{ $labels.model_name }} ({{ $labels.namespace }})';
