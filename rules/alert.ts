import type { ModelAlertName } from '../models/alert-names';
import type { Duration } from '../models/duration';
import type { PanelReference } from '../models/links';
import { modelKey, type Severity } from '../models/names';
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
  /**
   * Alerts that explain this one or say it better: while they fire for the same subject, this one does not notify. They are
   * of the catalogue or external causes.
   */
  readonly inhibitedBy: readonly string[];
  readonly conditions: readonly Condition[];
}

/** An alert about a model, which its entry may change or switch off by name. */
export interface ModelAlert extends About {
  readonly scope: 'model';
  readonly name: ModelAlertName;
  /** Which lines of its model it is about, as the rest of a query of Kibana; all, unless given. */
  readonly lines?: string;
  /**
   * Whether it is about requests that do not come. It then carries the label `traffic`, by which routes tell it within the
   * team's hours only where the entry says that requests come within them.
   */
  readonly followsTraffic?: true;
}

/** An alert about what is no model. */
export interface CommonAlert extends About {
  readonly scope: 'gpu' | 'logging' | 'platform';
  readonly name: string;
  /** Labels that say about what it is, where they are not those of its scope; none: about the cluster. */
  readonly subject?: readonly string[];
  /** Whether its expression says whose it is, by the label `team`; else it belongs to the owner of the environment. */
  readonly tellsTeam?: true;
  /** Whether it stands for pages only: tickets of what it explains are told as ever. */
  readonly standsForPages?: true;
  /** Whether it reads what is known of models: where several Prometheus share them, each judges its own. */
  readonly overModels?: true;
  /** What is otherwise where so many share them. */
  readonly shared?: (shards: number) => Partial<Pick<About, 'description' | 'conditions'>>;
  /** Whether there is such a thing only where several do. */
  readonly ofShards?: true;
}

/** A catalogue entry. */
export type Alert = ModelAlert | CommonAlert;

/** Labels that say about what an alert is. Two alerts that carry the same values of them are about the same. */
export function subjectOf(alert: Alert): readonly string[] {
  switch (alert.scope) {
    case 'model':
      return modelKey;
    case 'gpu':
      return alert.subject ?? ['node', 'gpu', 'UUID'];
    case 'logging':
    case 'platform':
      return alert.subject ?? [];
  }
}

/** How a GPU is named in texts of alerts. */
export const theGpu = 'GPU {{ $labels.gpu }} of node {{ $labels.node }}';

/** How a model is named in texts of alerts. */
export const theModel = '{{ $labels.model_name }} ({{ $labels.namespace }})';
