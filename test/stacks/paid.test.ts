import { paidFeatures, type PaidFeatureName } from '../../environments/licence';
import { withLinesApart } from '../logs/environments';
import { paidIn } from './policy/paid';
import {
  committed,
  committedEnvironments,
  overTwoClusters,
  synthesised,
  type Arguments,
} from './synthesised';

const free = [...committedEnvironments(), { ...withLinesApart(committed('prod'), 'risk'), name: 'apart' }];
const all = synthesised(free);

it('has nothing that is paid for where the licence is free', () => {
  expect(free.map(({ elastic }) => elastic.licence)).toEqual(free.map(() => 'basic'));
  expect(paidIn(all)).toEqual([]);
});

const examples: Readonly<Record<PaidFeatureName, Arguments>> = {
  documentSecurity: { indices: [{ names: ['a'], privileges: ['read'], query: '{"terms":{}}' }] },
  fieldSecurity: { indices: [{ names: ['a'], field_security: { grant: ['b'] } }] },
  securityAuditLog: { values: ['{"config":{"xpack.security.audit.enabled":true}}'] },
  connectors: { connector_type_id: '.slack' },
  machineLearning: { rule_type_id: 'xpack.ml.anomaly_detection_alert' },
  ingestRedact: { processors: ['{"redact":{"field":"message"}}'] },
  searchableSnapshots: { frozen: { searchable_snapshot: { snapshot_repository: 'a' } } },
  syntheticSource: { template: { settings: '{"index":{"mapping":{"source":{"mode":"synthetic"}}}}' } },
  orchestration: { values: ['{"kind":"StackConfigPolicy"}'] },
};

it.each(Object.keys(paidFeatures) as PaidFeatureName[])('would see %s', (feature) => {
  const stack = all['prod-elastic'];
  if (stack === undefined) throw new Error('there is no prod-elastic');
  const spoiled = { ...stack, resources: { ...stack.resources, 'a.spoiled': examples[feature] } };
  expect(paidIn({ ...all, 'prod-elastic': spoiled })).toEqual([`prod-elastic a.spoiled: ${feature}`]);
});

it('has what the licence allows where there is one', () => {
  const world = overTwoClusters();
  expect(world.elastic.licence).not.toBe('basic');
  const found = new Set(paidIn(synthesised([world])).map((line) => line.split(': ')[1]));
  expect([...found].sort()).toEqual(['documentSecurity', 'securityAuditLog']);
});

it('can do without the security audit log, which writes much', () => {
  const world = overTwoClusters();
  const quiet = { ...world, elastic: { ...world.elastic, auditLog: false } };
  expect(paidIn(synthesised([quiet])).filter((line) => line.includes('securityAuditLog'))).toEqual([]);
});
