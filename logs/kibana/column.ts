/** What a chart asks of documents, one column each, as the editor Lens keeps it. */
export interface Column {
  readonly label: string;
  readonly customLabel: true;
  readonly dataType: 'date' | 'number' | 'string';
  readonly operationType: 'date_histogram' | 'terms' | 'count' | 'max' | 'percentile' | 'median';
  readonly sourceField: string;
  readonly isBucketed: boolean;
  readonly scale: 'interval' | 'ordinal' | 'ratio';
  readonly params: Readonly<Record<string, unknown>>;
  readonly filter?: { readonly query: string; readonly language: 'kuery' };
}

/** The stand-in for a field where documents are counted. */
export const everyDocument = '___records___';

export const overTime: Column = {
  label: 'Time',
  customLabel: true,
  dataType: 'date',
  operationType: 'date_histogram',
  sourceField: '@timestamp',
  isBucketed: true,
  scale: 'interval',
  params: { interval: 'auto', includeEmptyRows: true, dropPartials: false },
};

/** The values of a field that most documents have, and where `others` is true the rest together. */
export const by = (field: string, label: string, size: number, others = false): Column => ({
  label,
  customLabel: true,
  dataType: 'string',
  operationType: 'terms',
  sourceField: field,
  isBucketed: true,
  scale: 'ordinal',
  params: {
    size,
    orderBy: { type: 'column', columnId: 'value' },
    orderDirection: 'desc',
    otherBucket: others,
    missingBucket: false,
    parentFormat: { id: 'terms' },
  },
});

export const count = (label: string): Column => ({
  label,
  customLabel: true,
  dataType: 'number',
  operationType: 'count',
  sourceField: everyDocument,
  isBucketed: false,
  scale: 'ratio',
  params: { emptyAsNull: true },
});

export const latest = (label: string): Column => ({
  label,
  customLabel: true,
  dataType: 'date',
  operationType: 'max',
  sourceField: '@timestamp',
  isBucketed: false,
  scale: 'ratio',
  params: { emptyAsNull: true },
});

export const median = (field: string, label: string): Column => ({
  label,
  customLabel: true,
  dataType: 'number',
  operationType: 'median',
  sourceField: field,
  isBucketed: false,
  scale: 'ratio',
  params: { emptyAsNull: true },
});

export const percentile = (field: string, label: string, rank: number): Column => ({
  label,
  customLabel: true,
  dataType: 'number',
  operationType: 'percentile',
  sourceField: field,
  isBucketed: false,
  scale: 'ratio',
  params: { percentile: rank },
});
