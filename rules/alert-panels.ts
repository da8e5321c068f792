import { panelLabels } from '../models/links';
import { alertPanel } from '../models/names';
import type { Alert } from './alert';
import { promql } from './promql';
import type { RecordingRule } from './rule';

/**
 * Where the panel of each alert is, as series: what Prometheus tells of an alert that fires has its labels and not its
 * annotations, and an address among the labels would change what Alertmanager groups by.
 */
export const alertPanelRecords = (alerts: readonly Alert[]): readonly RecordingRule[] =>
  alerts.map(({ name, panel }) => ({
    record: alertPanel,
    expression: promql`vector(1)`,
    labels: { alertname: name, ...panelLabels(panel) },
  }));
