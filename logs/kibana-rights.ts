import type { Role } from './roles';

/** A right in Kibana, as Kibana writes it into a role of Elasticsearch. */
export interface KibanaRight {
  readonly application: string;
  readonly privileges: readonly string[];
  readonly resources: readonly string[];
}

/** What may be done in Kibana where a role may be used: look at searches and boards, and change none. */
const looking = ['feature_discover_v2.read', 'feature_dashboard_v2.read'] as const;

/** What a role's holders may do in Kibana; nothing where it has no spaces. */
export const kibanaRightsOf = ({ spaces }: Pick<Role, 'spaces'>): readonly KibanaRight[] =>
  spaces.length === 0
    ? []
    : [
        {
          application: 'kibana-.kibana',
          privileges: looking,
          resources: spaces.map((space) => `space:${space}`),
        },
      ];
