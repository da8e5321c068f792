import { boardOf, chosenOn, panelsOf } from './boards';
import { mismatches } from './evaluate';

/** A query of a board about one matter, with choices in place of its variables. */
function queryOf(
  uid: string,
  title: string,
  chosen: Readonly<Record<string, string>> = {},
  which: number | string = 0,
): string {
  const board = chosenOn(boardOf('full', uid), chosen);
  const panel = panelsOf(board).find((one) => one.title === title);
  const target = panel?.targets.find(({ legendFormat }, index) => index === which || legendFormat === which);
  if (target === undefined) throw new Error(`${uid} has no query ${which} in "${title}"`);
  return target.expr;
}

/** The query of a column of a table. */
function columnOf(uid: string, title: string, column: string, chosen: Readonly<Record<string, string>> = {}) {
  const panel = panelsOf(chosenOn(boardOf('full', uid), chosen)).find((one) => one.title === title);
  const organize = panel?.transformations.find(({ id }) => id === 'organize')?.options as {
    readonly renameByName: Readonly<Record<string, string>>;
  };
  const field = Object.entries(organize.renameByName).find(([, name]) => name === column)?.[0] ?? '';
  const target = panel?.targets.find(({ refId }) => field === `Value #${refId}`);
  if (target === undefined) throw new Error(`${uid} has no column ${column} in "${title}"`);
  return target.expr;
}

const key = (name: string): string => `namespace="serving", model_name="${name}"`;
const inventory = {
  [`model:info{${key('ranker')}, team="commerce", tier="standard"}`]: '1x90',
  [`model:info{${key('scorer')}, team="risk", tier="critical"}`]: '1x90',
};
const ranker = { model: 'ranker' };

describe('the board about data quality and drift', () => {
  const feature = (record: string, name: string, model = 'ranker'): string =>
    `${record}{${key(model)}, feature="${name}"}`;

  it('tells what is missing from what is out of range, each against the limit of its model', () => {
    const series = {
      [feature('model:missing_values:ratio_rate1h', 'price')]: '0.05x90',
      [feature('model:missing_values:ratio_rate1h', 'stock')]: '0.01x90',
      [feature('model:missing_values:ratio_rate1h', 'both')]: '0.03x90',
      [feature('model:outliers:ratio_rate1h', 'price')]: '0.001x90',
      [feature('model:outliers:ratio_rate1h', 'both')]: '0.5x90',
      [feature('model:outliers:ratio_rate1h', 'category')]: '0.5x90',
      [feature('model:missing_values:ratio_rate1h', 'price', 'scorer')]: '1x90',
      [`model:threshold:missing_share{${key('ranker')}}`]: '0.02x90',
      [`model:threshold:outlier_share{${key('ranker')}}`]: '0.01x90',
    };
    const gives = {
      '{feature="price"}': 1,
      '{feature="stock"}': 0,
      '{feature="category"}': 2,
      '{feature="both"}': 3,
    };
    expect(mismatches(series, [{ query: queryOf('mlo-drift', 'Values by feature', ranker), gives }])).toBe(
      '',
    );
  });

  it('measures scores and shares as parts of limits, which differ from model to model', () => {
    const series = {
      ...inventory,
      [feature('model:drift_score:max', 'price')]: '0.5x90',
      [feature('model:drift_score:max', 'amount', 'scorer')]: '0.5x90',
      [`model:threshold:drift_score{${key('ranker')}}`]: '0.25x90',
      [`model:threshold:drift_score{${key('scorer')}}`]: '1x90',
      [feature('model:drift_detected:max', 'price')]: '1x90',
      [feature('model:drift_detected:max', 'stock')]: '0x90',
      [`model:threshold:drift_share{${key('ranker')}}`]: '0.25x90',
    };
    const both = columnOf('mlo-drift', 'Models', 'Worst score ÷ limit');
    const found = mismatches(series, [
      { query: both, gives: { [`{${key('ranker')}}`]: 2, [`{${key('scorer')}}`]: 0.5 } },
      {
        query: columnOf('mlo-drift', 'Models', 'Worst score ÷ limit', { team: 'risk' }),
        gives: { [`{${key('scorer')}}`]: 0.5 },
      },
      {
        query: queryOf('mlo-drift', 'Drift score ÷ limit', ranker),
        gives: { [`{${key('ranker')}, feature="price"}`]: 2 },
      },
      {
        query: queryOf('mlo-drift', 'Share of drifted features by model, ÷ limit'),
        gives: { [`{${key('ranker')}}`]: 2 },
      },
      { query: columnOf('mlo-drift', 'Models', 'Drifted features'), gives: { [`{${key('ranker')}}`]: 1 } },
    ]);
    expect(found).toBe('');
  });

  it('draws the limit of the chosen model beside what it limits', () => {
    const series = {
      [`model:threshold:missing_share{${key('ranker')}}`]: '0.02x90',
      [`model:threshold:missing_share{${key('scorer')}}`]: '0.5x90',
      [`model:data_timestamp_seconds:latest{${key('ranker')}}`]: '600x90',
    };
    const found = mismatches(series, [
      {
        query: queryOf('mlo-drift', 'Missing values by feature', ranker, 'allowed'),
        gives: { [`{${key('ranker')}}`]: 0.02 },
      },
      {
        query: queryOf('mlo-drift', 'Age of input', ranker),
        gives: { [`{${key('ranker')}}`]: 3000 },
      },
    ]);
    expect(found).toBe('');
  });
});

describe('the board about versions', () => {
  const of = (record: string, version: string, model = 'ranker'): string =>
    `model_version:${record}{${key(model)}, model_version="${version}"}`;
  const chosen = { ...ranker, version: '2', baseline: '1' };

  it('compares two versions of the chosen model', () => {
    const series = {
      [of('requests:rate5m', '1')]: '9x90',
      [of('requests:rate5m', '2')]: '1x90',
      [of('requests:rate5m', '2', 'scorer')]: '100x90',
      [`model:requests:rate5m{${key('ranker')}}`]: '10x90',
      [of('errors:ratio_rate1h', '1')]: '0.125x90',
      [of('errors:ratio_rate1h', '2')]: '0.5x90',
      [of('stable:increase1d', '1')]: '1000x90',
    };
    const found = mismatches(series, [
      { query: queryOf('mlo-versions', 'Share of requests', chosen), gives: { '{}': 0.1 } },
      {
        query: queryOf('mlo-versions', 'Failed, difference', chosen),
        gives: { [`{${key('ranker')}}`]: 0.375 },
      },
      {
        query: columnOf('mlo-versions', 'Versions', 'Share', chosen),
        gives: { '{model_version="1"}': 0.9, '{model_version="2"}': 0.1 },
      },
      {
        query: columnOf('mlo-versions', 'Versions', 'Role', chosen),
        gives: { '{model_version="1"}': 1, '{model_version="2"}': 0 },
      },
      { query: queryOf('mlo-versions', 'Versions that answer', chosen), gives: { '{}': 2 } },
    ]);
    expect(found).toBe('');
  });

  it('gives the verdict of the alert, and none on a version that answers nothing', () => {
    const query = queryOf('mlo-versions', 'Verdict on 2', chosen);
    const answering = { [of('requests:rate5m', '2')]: '1x90' };
    const worse = {
      ...answering,
      [`model_version:regression:ratio_rate1h{${key('ranker')}, model_version="2", objective="availability"}`]:
        '0.5x90',
    };
    expect(mismatches(answering, [{ query, gives: { '{}': 0 } }])).toBe('');
    expect(mismatches(worse, [{ query, gives: { '{}': 1 } }])).toBe('');
    expect(mismatches({ [of('requests:rate5m', '2')]: '0x90' }, [{ query, gives: {} }])).toBe('');
  });

  it('tells times in seconds, whatever the buckets of a version count in', () => {
    const bucket = (version: string, le: string): string =>
      `model_version:latency_bucket:rate5m{${key('ranker')}, model_version="${version}", le="${le}"}`;
    const series = {
      [bucket('1', '0.1')]: '0x90',
      [bucket('1', '0.2')]: '1x90',
      [bucket('1', '+Inf')]: '1x90',
    };
    const query = queryOf('mlo-versions', 'p95 latency by version', chosen);
    expect(
      mismatches(series, [
        { query: `round(${query}, 0.001)`, gives: { [`{${key('ranker')}, model_version="1"}`]: 0.195 } },
      ]),
    ).toBe('');
  });
});

describe('the board about objectives', () => {
  const series = {
    ...inventory,
    [`model:threshold:error_budget{${key('ranker')}, window="28d"}`]: '0.01x90',
    [`model:errors:ratio_objective{${key('ranker')}}`]: '0.005x90',
    [`model:errors:ratio_rate1h{${key('ranker')}}`]: '0.02x90',
    [`model:threshold:latency_budget{${key('scorer')}, window="28d"}`]: '0.01x90',
    [`model:slow:ratio_objective{${key('scorer')}}`]: '0.02x90',
    [`model:slow:ratio_rate1h{${key('scorer')}}`]: '0.001x90',
  };
  const [ofRanker, ofScorer] = [
    `{${key('ranker')}, objective="Availability"}`,
    `{${key('scorer')}, objective="Latency"}`,
  ];

  it('lists every promise of a model with what is left of it, how fast it goes and when it ends', () => {
    const column = (name: string): string => columnOf('mlo-objectives', 'Objectives', name);
    const found = mismatches(series, [
      { query: `round(${column('Attained')}, 0.001)`, gives: { [ofRanker]: 0.995, [ofScorer]: 0.98 } },
      { query: column('Budget left'), gives: { [ofRanker]: 0.5, [ofScorer]: -1 } },
      { query: `round(${column('Burn 1h')}, 0.001)`, gives: { [ofRanker]: 2, [ofScorer]: 0.1 } },
      // Half of the budget, at twice an even pace: a quarter of the window. The other is not spent faster than evenly.
      { query: `round(${column('Exhausted in')})`, gives: { [ofRanker]: 7 * 86_400 } },
      { query: queryOf('mlo-objectives', 'Objectives missed'), gives: { '{}': 1 } },
    ]);
    expect(found).toBe('');
  });

  it('draws the speeds of the alerts by the window of the chosen model', () => {
    const found = mismatches(series, [
      { query: queryOf('mlo-objectives', 'Burn rates', ranker), gives: { [`{${key('ranker')}}`]: 2 } },
      {
        query: queryOf('mlo-objectives', 'Burn rates', ranker, 'pages from, 1h'),
        gives: { [`{${key('ranker')}}`]: 13.44 },
      },
      { query: queryOf('mlo-objectives', 'Burn rates', { model: 'scorer' }, 'pages from, 1h'), gives: {} },
    ]);
    expect(found).toBe('');
  });
});

describe('the board about alerts', () => {
  const alert = (name: string, labels: string, state = 'firing'): string =>
    `ALERTS{alertname="${name}", alertstate="${state}", ${labels}}`;
  const series = {
    ...inventory,
    [alert('ModelFeatureDrift', `severity="info", team="commerce", ${key('ranker')}, feature="price"`)]:
      '1x90',
    [alert('ModelAbsent', `severity="critical", team="risk", ${key('scorer')}`)]: '1x10 stale _x20 1x40',
    [alert('ModelAbsent', `severity="critical", team="risk", ${key('other')}`, 'pending')]: '1x90',
    [alert('GpuXidHardwareError', 'severity="warning", team="platform", node="n1", gpu="3"')]: '1x90',
    [`ALERTS_FOR_STATE{alertname="ModelAbsent", severity="critical", team="risk", ${key('scorer')}}`]:
      '1800x90',
  };
  const absent = '{about="", alertname="ModelAbsent", model_name="scorer", team="risk"}';

  it('lists what fires, with what it is about and for how long, the worst of which ranks highest', () => {
    const found = mismatches(series, [
      {
        query: columnOf('mlo-alerts', 'Firing now', 'Severity'),
        gives: {
          '{about="price", alertname="ModelFeatureDrift", model_name="ranker", team="commerce"}': 1,
          '{alertname="ModelAbsent", model_name="scorer", team="risk"}': 3,
          '{about="n1 3", alertname="GpuXidHardwareError", team="platform"}': 2,
        },
      },
      {
        query: columnOf('mlo-alerts', 'Firing now', 'For'),
        gives: { [absent.replace('about="", ', '')]: 1800 },
      },
      { query: queryOf('mlo-alerts', 'Critical'), gives: { '{}': 1 } },
      { query: queryOf('mlo-alerts', 'Pending'), gives: { '{}': 1 } },
      { query: queryOf('mlo-alerts', 'Models with alerts'), gives: { '{}': 1 } },
      { query: queryOf('mlo-alerts', 'Critical', { team: 'commerce' }), gives: { '{}': 0 } },
    ]);
    expect(found).toBe('');
  });

  it('shows chosen models over time, quiet ones too, and the platform beside them', () => {
    const found = mismatches(series, [
      {
        query: queryOf('mlo-alerts', 'Worst alert by model'),
        gives: { [`{${key('ranker')}}`]: 1, [`{${key('scorer')}}`]: 3 },
      },
      {
        query: queryOf('mlo-alerts', 'Worst alert by model', ranker),
        gives: { [`{${key('ranker')}}`]: 1 },
      },
      {
        query: queryOf('mlo-alerts', 'Alerts of GPUs, logging and the platform'),
        gives: { '{alertname="GpuXidHardwareError"}': 2 },
      },
      { query: queryOf('mlo-alerts', 'Alerts of GPUs, logging and the platform', ranker), gives: {} },
    ]);
    expect(found).toBe('');
  });

  it('counts how often an alert began, and not for how long it lasted', () => {
    const noise = 'Alerts of the last seven days';
    const [drifted, gpu] = ['{alertname="ModelFeatureDrift"}', '{alertname="GpuXidHardwareError"}'] as const;
    const found = mismatches(series, [
      {
        query: columnOf('mlo-alerts', noise, 'Times'),
        gives: {
          '{alertname="ModelAbsent"}': 2,
          [drifted]: 1,
          [gpu]: 1,
        },
      },
      {
        query: columnOf('mlo-alerts', noise, 'Models'),
        gives: { '{alertname="ModelAbsent"}': 1, '{alertname="ModelFeatureDrift"}': 1 },
      },
      {
        query: columnOf('mlo-alerts', noise, 'Critical'),
        gives: { '{alertname="ModelAbsent"}': 1, [drifted]: 0, [gpu]: 0 },
      },
    ]);
    expect(found).toBe('');
  });
});
