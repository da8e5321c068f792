import { logVariables } from '../../dashboards/log-variables';

/** What a reader chooses: one value or several of each variable; all where nothing is said. */
export type Chosen = Readonly<Record<string, string | readonly string[]>>;

/** What Grafana makes of one value in Lucene: these characters are operators. */
const escaped = (value: string): string => value.replace(/[+\-=&|><!(){}[\]^"~*?:\\/]/g, '\\$&');

const printed = (value: string | readonly string[]): string =>
  typeof value === 'string' ? escaped(value) : `(${value.map((one) => `"${one}"`).join(' OR ')})`;

/** A query of the board about logs with its variables filled in as Grafana does, where the data source is asked. */
export function withVariables(query: string, chosen: Chosen = {}): string {
  return query.replace(/\$\{(\w+)(?::\w+)*\}/g, (whole, name: string) => {
    const variable = logVariables.find((one) => one.name === name);
    if (variable === undefined) return whole;
    const value = chosen[name];
    if (value !== undefined) return variable.type === 'textbox' ? String(value) : printed(value);
    // What stands for all is written as it is.
    return 'allValue' in variable ? variable.allValue : variable.current.value;
  });
}
