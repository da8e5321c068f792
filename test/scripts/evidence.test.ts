import { evidenceText } from '../../scripts/explanation/evidence';
import { days } from '../../models/duration';
import { indexTemplatesFor, rolesFor } from '../../logs';
import { asking, environmentNamed, environments } from '../logs/environments';
import { expectGolden } from '../golden';

const copied = {
  ...asking(),
  elastic: {
    ...asking().elastic,
    warm: { nodes: 3, memory: '16Gi', storage: '2Ti', after: days(7) },
    snapshots: { gcs: { bucket: 'acme-logs', secret: 'snapshots' }, logs: true, keep: days(35) },
  },
};

test.each([...environments, copied])('the evidence about $name is as reviewed', (environment) => {
  expectGolden(`evidence/${environment.name}.md`, evidenceText(environment));
});

test('it names every role, every template and every model, and does so twice the same', () => {
  const text = evidenceText(copied);
  const names = [
    ...rolesFor(copied).flatMap(({ name, indices }) => [name, ...indices.flatMap((one) => one.names)]),
    ...indexTemplatesFor(copied).templates.flatMap(({ name, indexPatterns }) => [name, ...indexPatterns]),
    ...copied.models.map(({ name }) => name),
  ];
  expect(names.filter((name) => !text.includes(name))).toEqual([]);
  expect(evidenceText(copied)).toBe(text);
});

test('it says that lines are kept for a day longer where they are, and for longer still in copies', () => {
  expect(evidenceText(environmentNamed('prod'))).toContain('| 30d | 31d |');
  expect(evidenceText(copied)).toContain('What is copied outlives its stream');
  expect(evidenceText(environmentNamed('prod'))).not.toContain('outlives');
});
