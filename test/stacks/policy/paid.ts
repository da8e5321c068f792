import { paidFeatures, type PaidFeatureName } from '../../../environments/licence';
import { asRendered } from '../synthesised';
import type { Stacks } from './placed-workloads';

/** How each feature that Elastic is paid for shows in a resource, whose texts of JSON have been read. */
const signs: Readonly<Record<PaidFeatureName, RegExp>> = {
  documentSecurity: /"names":\[[^\]]*\],"privileges":\[[^\]]*\],"query":/,
  fieldSecurity: /"field_security":/,
  securityAuditLog: /"xpack\.security\.audit\.enabled":true/,
  connectors: /"connector_type_id":"(?!\.(?:index|server-log)")/,
  machineLearning: /"xpack\.ml\.|"(?:anomaly|datafeed)[a-z_]*":|"rule_type_id":"xpack\.ml/,
  ingestRedact: /"redact":\{/,
  searchableSnapshots: /"searchable_snapshot":|"data_frozen"/,
  syntheticSource: /"source":\{"mode":"synthetic"|"mapping\.source\.mode":"synthetic"/,
  orchestration: /"(?:StackConfigPolicy|ElasticsearchAutoscaler)"/,
};

/** Texts that hold JSON become what they hold. */
function read(value: unknown): unknown {
  if (typeof value === 'string') {
    if (!/^[{[]/.test(value)) return value;
    try {
      return read(JSON.parse(asRendered(value)));
    } catch {
      return value;
    }
  }
  if (Array.isArray(value)) return value.map(read);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, read(field)]));
}

/** What stacks have that needs a licence. */
export const paidIn = (stacks: Stacks): readonly string[] =>
  Object.values(stacks).flatMap(({ name, resources }) =>
    Object.entries(resources).flatMap(([address, resource]) => {
      const text = JSON.stringify(read(resource));
      return (Object.keys(paidFeatures) as PaidFeatureName[])
        .filter((feature) => signs[feature].test(text))
        .map((feature) => `${name} ${address}: ${feature}`);
    }),
  );
