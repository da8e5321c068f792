import type { Dashboard } from '../dashboards';
import { query } from './api';
import { compressed } from './compressed';

/** What a reader has chosen, by the name of the variable. */
export type Chosen = ReadonlyMap<string, string>;

/** A variable as the page offers it. */
export interface OfferedVariable {
  readonly name: string;
  readonly label: string;
  readonly options: readonly string[];
  /** One of the options, or `all`; empty where there is none. */
  readonly value: string;
}

/** Stands for every value, in addresses and in Grafana. */
export const all = '$__all';

/** Values are names of teams and models, and versions, which are values of Kubernetes labels. */
export const isValue = (text: string): boolean => text === all || /^[\w.-]{0,63}$/.test(text);

interface QueriedVariable {
  readonly name: string;
  readonly label: string;
  readonly query: { readonly query: string };
  readonly regex: string;
  readonly sort: number;
  readonly includeAll: boolean;
  readonly allValue?: string;
}

/** The preview has no Elasticsearch to ask. */
const asksPrometheus = ({ type, datasource }: Readonly<Record<string, unknown>>): boolean =>
  type === 'query' && (datasource as { readonly type?: string } | undefined)?.type === 'prometheus';

const queriedOf = ({ templating }: Dashboard): readonly QueriedVariable[] =>
  templating.list
    .filter(asksPrometheus)
    // They come from this project's own constructor.
    .map((variable) => variable as unknown as QueriedVariable);

/** The variables of a board with their options, each from those before it; what is not among them falls back to the first. */
export async function offeredVariables(
  prometheus: string,
  dashboard: Dashboard,
  { chosen, pace }: { readonly chosen: Chosen; readonly pace: number },
): Promise<readonly OfferedVariable[]> {
  const offered: OfferedVariable[] = [];
  const values = new Map<string, string>();
  for (const variable of queriedOf(dashboard)) {
    const expr = /^query_result\((.+)\)$/.exec(variable.query.query)?.[1];
    if (expr === undefined) throw new Error(`the preview cannot read the variable ${variable.name}`);
    const answer = await query(prometheus, compressed(filledIn(expr, dashboard, values), pace));
    const label = /^\/(\w+)=/.exec(variable.regex)?.[1] ?? variable.name;
    const found = [...new Set(answer.flatMap(({ metric }) => metric[label] ?? []))];
    const options = [...(variable.includeAll ? [all] : []), ...(variable.sort === 0 ? found : found.sort())];
    const wanted = chosen.get(variable.name);
    const value = wanted !== undefined && options.includes(wanted) ? wanted : (options[0] ?? '');
    values.set(variable.name, value);
    offered.push({ name: variable.name, label: variable.label, options, value });
  }
  return offered;
}

/** A query with what was chosen in place of its variables, as Grafana writes it. */
export const filledIn = (expr: string, dashboard: Dashboard, chosen: Chosen): string =>
  queriedOf(dashboard).reduce((text, { name, includeAll, allValue = '' }) => {
    const value = chosen.get(name) ?? (includeAll ? all : '');
    // Where several may be chosen, values are patterns.
    const written = value === all ? allValue : includeAll ? value.replaceAll('.', '\\\\.') : value;
    return text.replace(new RegExp(`\\$(?:${name}\\b|\\{${name}\\})`, 'g'), () => written);
  }, expr);
