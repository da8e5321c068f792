/** Whether a name is among those that a pattern of Elasticsearch means. */
export const fits = (pattern: string, name: string): boolean =>
  new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(name);
