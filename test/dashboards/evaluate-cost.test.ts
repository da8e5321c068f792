import { boardOf, panelsOf, queryOf } from './boards';
import { mismatches } from './evaluate';

const key = (name: string): string => `namespace="serving", model_name="${name}"`;
const at = (gpu: number): string => `node="n1", gpu="${gpu}", UUID="u${gpu}"`;
const cost = (title: string) => queryOf('mlo-cost', title);

/** The query of a column of a table of the board. */
function column(title: string, name: string): string {
  const panel = panelsOf(boardOf('dev', 'mlo-cost')).find(
    (one) => one.type === 'table' && one.title === title,
  );
  const { renameByName } = panel?.transformations[1]?.options as { renameByName: Record<string, string> };
  const [field] = Object.entries(renameByName).find(([, text]) => text === name) ?? [];
  return panel?.targets.find(({ refId }) => `Value #${refId}` === field)?.expr ?? '';
}

const rowsOf = (title: string): string =>
  panelsOf(boardOf('dev', 'mlo-cost')).find((one) => one.type === 'table' && one.title === title)?.targets[0]
    ?.expr ?? '';

const series = {
  [`model:info{${key('assistant')}, team="assistants", tier="critical"}`]: '1x90',
  [`model:gpu_cost:per_hour{${key('assistant')}, use="busy"}`]: '6x90',
  [`model:gpu_cost:per_hour{${key('assistant')}, use="idle"}`]: '2x90',
  [`model:requests:rate1h{${key('assistant')}}`]: '2x90',
  'team:gpu_cost:per_hour{team="assistants", use="busy"}': '6x90',
  'team:gpu_cost:per_hour{team="assistants", use="idle"}': '2x90',
  'pool:gpu_cost:per_hour{pool="a100", use="busy"}': '8x90',
  'pool:gpu_cost:per_hour{pool="a100", use="idle"}': '2x90',
  'pool:gpu_cost:per_hour{pool="a100", use="free"}': '2x90',
  [`gpu_pod:cost:per_hour{${at(1)}, pool="a100", use="idle", namespace="serving", pod="assistant-0"}`]:
    '2x90',
  [`gpu_pod:cost:per_hour{${at(0)}, pool="a100", use="busy", namespace="serving", pod="assistant-0"}`]:
    '2x90',
  [`gpu:cost:per_hour{${at(2)}, pool="a100", use="free"}`]: '2x90',
  [`model_pod:up:group{${key('assistant')}, pod="assistant-0"}`]: '1x90',
};

it('adds up what is spent, and says which part is for nothing', () => {
  const found = mismatches(series, [
    { query: cost('Cost now'), gives: { '{}': 12 } },
    { query: cost('Held and idle'), gives: { '{}': 2 } },
    { query: cost('Held by nobody'), gives: { '{}': 2 } },
    // Looked at on the hour, of which there have been two.
    { query: cost('Last 7 days'), gives: { '{}': 24 } },
    { query: `round(${cost('Unused share, 7 days')}, 0.001)`, gives: { '{}': 0.333 } },
    { query: cost('Known by model'), gives: { '{}': 0.8 } },
  ]);
  expect(found).toBe('');
});

it('says nothing is wasted where nothing is, and nothing at all where no GPU has a price', () => {
  const busy = { 'pool:gpu_cost:per_hour{pool="a100", use="busy"}': '8x90' };
  const asked = ['Held and idle', 'Held by nobody', 'Unused share, 7 days'];
  expect(
    mismatches(
      busy,
      asked.map((title) => ({ query: cost(title), gives: { '{}': 0 } })),
    ),
  ).toBe('');
  expect(
    mismatches(
      {},
      asked.map((title) => ({ query: cost(title), gives: {} })),
    ),
  ).toBe('');
});

it('tells each model what it costs, now, in a week and for its requests', () => {
  const of = `{${key('assistant')}}`;
  const found = mismatches(series, [
    { query: rowsOf('Models'), gives: { [`{${key('assistant')}, team="assistants"}`]: 1 } },
    { query: column('Models', 'Cost'), gives: { [of]: 8 } },
    { query: column('Models', 'Of it idle'), gives: { [of]: 2 } },
    { query: column('Models', '7 days'), gives: { [of]: 16 } },
    { query: column('Models', 'Idle share, 7 days'), gives: { [of]: 0.25 } },
    // 7.2 thousand requests within the hour.
    { query: `round(${column('Models', 'Thousand requests')}, 0.001)`, gives: { [of]: 1.111 } },
    { query: column('Teams', 'Cost'), gives: { '{team="assistants"}': 8 } },
  ]);
  expect(found).toBe('');
});

it('lists GPUs that do nothing, with whom to ask', () => {
  const held = `{${at(1)}, pool="a100", namespace="serving", pod="assistant-0"`;
  const found = mismatches(series, [
    {
      query: rowsOf('Idle GPUs'),
      gives: { [`${held}, model_name="assistant"}`]: 2, [`{${at(2)}, pool="a100"}`]: 2 },
    },
    { query: column('Idle GPUs', 'State'), gives: { [`${held}}`]: 1, [`{${at(2)}, pool="a100"}`]: 0 } },
  ]);
  expect(found).toBe('');
});
