import type { DataSource } from './data-sources';

/**
 * A data source as Grafana reads it from a file. Headers are numbered settings there, with values that a reader of Grafana
 * does not see.
 */
export const provisioned = ({
  uid,
  name,
  type,
  url,
  isDefault = false,
  settings,
  headers = {},
}: DataSource) => {
  const numbered = Object.entries(headers);
  return {
    uid,
    name,
    type,
    access: 'proxy',
    url,
    isDefault,
    editable: false,
    jsonData: {
      ...settings,
      ...Object.fromEntries(numbered.map(([header], index) => [`httpHeaderName${index + 1}`, header])),
    },
    ...(numbered.length === 0
      ? {}
      : {
          secureJsonData: Object.fromEntries(
            numbered.map(([, value], index) => [`httpHeaderValue${index + 1}`, escaped(value)]),
          ),
        }),
  };
};

/** Grafana reads a dollar sign in such a file as the beginning of a variable. */
const escaped = (text: string): string => text.replaceAll('$', '$$$$');
