/** The parts of Prometheus' and Alertmanager's HTTP interfaces that the preview reads. */

/** Longest time that one question may take. Unit: milliseconds. */
const timeout = 10_000;

export type Labels = Readonly<Record<string, string>>;

export interface VectorSample {
  readonly metric: Labels;
  readonly value: readonly [number, string];
}

export interface MatrixSeries {
  readonly metric: Labels;
  readonly values: readonly (readonly [number, string])[];
}

export interface PrometheusAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly state: 'pending' | 'firing';
  readonly activeAt: string;
}

export interface RoutedAlert {
  readonly labels: Labels;
  readonly receivers: readonly { readonly name: string }[];
  readonly status: { readonly state: string; readonly inhibitedBy: readonly string[] };
}

/** @throws Error with the server's own words where it refuses */
async function ask<T>(url: string): Promise<T> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeout) });
  if (!response.ok)
    throw new Error(`${url.split('?')[0] ?? url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

export async function query(prometheus: string, expr: string): Promise<readonly VectorSample[]> {
  const answer = await ask<{ data: { result: readonly VectorSample[] } }>(
    `${prometheus}/api/v1/query?${new URLSearchParams({ query: expr }).toString()}`,
  );
  return answer.data.result;
}

export interface Range {
  /** Unit: Unix seconds. */
  readonly from: number;
  readonly to: number;
  /** Unit: seconds. */
  readonly step: number;
}

export async function queryRange(
  prometheus: string,
  expr: string,
  { from, to, step }: Range,
): Promise<readonly MatrixSeries[]> {
  const parameters = { query: expr, start: String(from), end: String(to), step: String(step) };
  const answer = await ask<{ data: { result: readonly MatrixSeries[] } }>(
    `${prometheus}/api/v1/query_range?${new URLSearchParams(parameters).toString()}`,
  );
  return answer.data.result;
}

export async function activeAlerts(prometheus: string): Promise<readonly PrometheusAlert[]> {
  const answer = await ask<{ data: { alerts: readonly PrometheusAlert[] } }>(`${prometheus}/api/v1/alerts`);
  return answer.data.alerts;
}

export const routedAlerts = (alertmanager: string): Promise<readonly RoutedAlert[]> =>
  ask<readonly RoutedAlert[]>(`${alertmanager}/api/v2/alerts`);
