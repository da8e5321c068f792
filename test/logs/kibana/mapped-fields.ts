import type { LogClass } from '../../../models/log-links';
import { auditMappings, deadLetterMappings, properties, type Mapping } from '../../../logs/mappings';

/** A field as documents of a class have it. */
export interface MappedField {
  readonly type: string;
  /** Whether queries find it. */
  readonly searchable: boolean;
  /** Whether it can be counted, sorted by and calculated with. */
  readonly aggregatable: boolean;
}

const roots: Readonly<Record<LogClass, Readonly<Record<string, Mapping>>>> = {
  lines: properties,
  audit: auditMappings['properties'] as Readonly<Record<string, Mapping>>,
  'dead-letters': deadLetterMappings['properties'] as Readonly<Record<string, Mapping>>,
};

/** Types without a column by which documents could be grouped. */
const notGrouped = ['match_only_text', 'text', 'flattened'];

function fieldsIn(
  mappings: Readonly<Record<string, Mapping>>,
  prefix = '',
): readonly [string, MappedField][] {
  return Object.entries(mappings).flatMap(([name, mapping]): readonly [string, MappedField][] => {
    const inner = mapping['properties'];
    if (inner !== undefined) return fieldsIn(inner as Readonly<Record<string, Mapping>>, `${prefix}${name}.`);
    const type = String(mapping['type']);
    return [
      [
        `${prefix}${name}`,
        {
          type,
          searchable: mapping['index'] !== false,
          aggregatable: mapping['doc_values'] !== false && !notGrouped.includes(type),
        },
      ],
    ];
  });
}

/** Every field of a class, by its path. */
export const mappedFields = (of: LogClass): ReadonlyMap<string, MappedField> =>
  new Map([
    // Of every data stream.
    ['@timestamp', { type: 'date', searchable: true, aggregatable: true }],
    ...fieldsIn(roots[of]),
  ]);
