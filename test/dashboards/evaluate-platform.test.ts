import { boardOf, panelsOf, queryOf } from './boards';
import { mismatches } from './evaluate';

const overview = (title: string) => queryOf('mlo-overview', title);
const key = (name: string): string => `namespace="serving", model_name="${name}"`;
const alert = (name: string, severity: string): string =>
  `ALERTS{alertname="${name}", alertstate="firing", severity="${severity}"}`;

describe('the board about GPUs', () => {
  const at = (gpu: number): string => `node="n1", gpu="${gpu}", UUID="u${gpu}"`;
  const held = (gpu: number, pod: string): string => `${at(gpu)}, namespace="serving", pod="${pod}"`;
  const temperature = 'DCGM_FI_DEV_GPU_TEMP';
  const gpus = (title: string) => queryOf('mlo-gpu', title);
  const series = {
    [`${temperature}{${held(0, 'support-assistant-0')}}`]: '60x90',
    [`${temperature}{${held(1, 'triton-0')}}`]: '50x90',
    [`${temperature}{${at(2)}}`]: '30x90',
    [`model_pod:up:group{${key('support-assistant')}, pod="support-assistant-0"}`]: '1x90',
    [`gpu_pod:held:group{${held(0, 'support-assistant-0')}}`]: '1x90',
    [`gpu_pod:held:group{${held(1, 'triton-0')}}`]: '1x90',
    // Busy a moment ago, and idle for most of the hour before; free ones are not idle.
    [`gpu_pod:busy:ratio{${held(0, 'support-assistant-0')}}`]: '0.9x90',
    [`gpu_pod:busy:ratio{${held(1, 'triton-0')}}`]: '0x59 0.9x30',
    [`gpu_pod:busy:ratio{${at(2)}}`]: '0x90',
    [`gpu:fault:max{${at(0)}}`]: '0x90',
    [`gpu:fault:max{${at(1)}}`]: '2x90',
    [`gpu:fault:max{${at(2)}}`]: '0x90',
    [`gpu:power_watts:max{${at(0)}}`]: '300x90',
    [`gpu:power_watts:max{${at(1)}}`]: '100x90',
    'node:gpus_seen:count{node="n1"}': '3x90',
  };

  it('has a row for every GPU, with the model where its pod serves one and no other', () => {
    const table = panelsOf(boardOf('dev', 'mlo-gpu')).find(({ type }) => type === 'table');
    const column = (title: string): string => {
      const { renameByName } = table?.transformations[1]?.options as { renameByName: Record<string, string> };
      const [field] = Object.entries(renameByName).find(([, name]) => name === title) ?? [];
      return table?.targets.find(({ refId }) => `Value #${refId}` === field)?.expr ?? '';
    };
    const found = mismatches(series, [
      {
        query: table?.targets[0]?.expr ?? '',
        gives: {
          [`{${held(0, 'support-assistant-0')}, model_name="support-assistant"}`]: 60,
          [`{${held(1, 'triton-0')}}`]: 50,
          [`{${at(2)}}`]: 30,
        },
      },
      {
        query: column('Use'),
        gives: { [`{${held(0, 'support-assistant-0')}}`]: 0, [`{${held(1, 'triton-0')}}`]: 1 },
      },
      {
        query: column('Hardware'),
        gives: {
          [`{${held(0, 'support-assistant-0')}}`]: 0,
          [`{${held(1, 'triton-0')}}`]: 2,
          [`{${at(2)}}`]: 0,
        },
      },
      {
        query: column('Power'),
        gives: { [`{${held(0, 'support-assistant-0')}}`]: 300, [`{${held(1, 'triton-0')}}`]: 100 },
      },
    ]);
    expect(found).toBe('');
  });

  it('counts what is held and idle, there and on the overview', () => {
    const idle = { '{}': 1 };
    const found = mismatches(series, [
      { query: gpus('GPUs held by pods'), gives: { '{}': 2 } },
      { query: gpus('Held and idle'), gives: idle },
      { query: overview('Held and idle'), gives: idle },
      { query: gpus('Mean use'), gives: { '{}': 0.9 } },
      { query: gpus('Worst hardware'), gives: { '{}': 2 } },
      { query: gpus('XID errors'), gives: { '{}': 0 } },
      { query: gpus('Power'), gives: { '{}': 400 } },
    ]);
    expect(found).toBe('');
    const without = [{ query: gpus('Held and idle'), gives: { '{}': 0 } }];
    expect(mismatches({}, without)).toBe('');
  });
});

it('judges the platform by what it tells of itself, and shows the worst', () => {
  const platform = (title: string) => queryOf('mlo-platform', title);
  const series = {
    [alert('PlatformTargetsDown', 'warning')]: '1x90',
    [alert('LogsQueueFilling', 'info')]: '1x90',
    [alert('ModelAbsent', 'critical')]: '1x90',
    'platform:targets_up:ratio{namespace="x", job="a"}': '0.5x90',
    'platform:targets_up:ratio{namespace="x", job="b"}': '1x90',
    'platform:series_held:max{pod="p-0"}': '300000x90',
    'platform:series_held:max{pod="p-1"}': '450000x90',
    'platform:series_budget:count': '500000x90',
    'logging:elasticsearch_health:max{of="health"}': '0x90',
    'logging:elasticsearch_health:max{of="nodes"}': '1x90',
    [`model:series:sum{${key('sentiment')}}`]: '3000x90',
    [`model:threshold:series_budget{${key('sentiment')}}`]: '2000x90',
  };
  const found = mismatches(series, [
    { query: platform('Platform alerts'), gives: { '{}': 1 } },
    { query: platform('Targets that answer'), gives: { '{}': 0.5 } },
    { query: platform('Series of budget'), gives: { '{}': 0.9 } },
    { query: overview('Series of budget'), gives: { '{}': 0.9 } },
    { query: overview('Elasticsearch'), gives: { '{}': 1 } },
    { query: platform('Share of their budget'), gives: { [`{${key('sentiment')}}`]: 1.5 } },
    {
      query: platform('Firing alerts'),
      gives: { '{severity="warning"}': 1, '{severity="info"}': 1, '{severity="critical"}': 1 },
    },
  ]);
  expect(found).toBe('');
});
