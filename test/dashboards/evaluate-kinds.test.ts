import { columnOf, key, queryOf } from './drill-down-queries';
import { mismatches } from './evaluate';

/** Models of three kinds; boards about one kind must not list the others. */
const inventory = {
  [`model:info{${key('assistant')}, team="commerce", kind="llm"}`]: '1x90',
  [`model:info{${key('drafts')}, team="risk", kind="llm"}`]: '1x90',
  [`model:info{${key('nightly')}, team="commerce", kind="batch"}`]: '1x90',
  [`model:info{${key('ranker')}, team="commerce", kind="online"}`]: '1x90',
};
const of = (name: string): string => `{${key(name)}}`;

it('tells of every language model how soon, how evenly and how full, and of no other model', () => {
  const series = {
    ...inventory,
    [`model:requests:rate5m{${key('assistant')}}`]: '2x90',
    [`model:requests:rate5m{${key('ranker')}}`]: '50x90',
    [`model:throughput:rate5m{${key('assistant')}}`]: '300x90',
    [`model:throughput:rate5m{${key('drafts')}}`]: '100x90',
    [`model:preemptions:rate5m{${key('assistant')}}`]: '0.5x90',
    [`model:queue_depth:sum{${key('assistant')}}`]: '3x90',
    [`model:ttft_slow:ratio_rate1h{${key('assistant')}}`]: '0.02x90',
    [`model:threshold:ttft_budget{${key('assistant')}}`]: '0.01x90',
  };
  const column = (name: string, chosen?: Record<string, string>): string =>
    columnOf('mlo-llm', 'Language models', name, chosen);
  const found = mismatches(series, [
    { query: column('Requests'), gives: { [of('assistant')]: 2 } },
    {
      query: queryOf('mlo-llm', 'Tokens of a request', { model: 'assistant' }, 'answer'),
      gives: { [of('assistant')]: 150 },
    },
    { query: column('Preempted'), gives: { [of('assistant')]: 0.25 } },
    { query: column('Late ÷ allowed'), gives: { [of('assistant')]: 2 } },
    { query: column('Worst alert'), gives: { [of('assistant')]: 0, [of('drafts')]: 0 } },
    { query: column('Worst alert', { team: 'risk' }), gives: { [of('drafts')]: 0 } },
    { query: queryOf('mlo-llm', 'Tokens generated'), gives: { '{}': 400 } },
  ]);
  expect(found).toBe('');
});

it('draws what was promised of the chosen language model beside what it does', () => {
  const series = {
    [`model:ttft_seconds:p95_5m{${key('assistant')}}`]: '0.5x90',
    [`model:threshold:ttft{${key('assistant')}, le="1.0"}`]: '1x90',
    [`model:threshold:ttft{${key('drafts')}, le="2.5"}`]: '2.5x90',
  };
  const chosen = { model: 'assistant' };
  const found = mismatches(series, [
    {
      query: queryOf('mlo-llm', 'Time to first token', chosen, 'p95'),
      gives: { [`model:ttft_seconds:p95_5m${of('assistant')}`]: 0.5 },
    },
    {
      query: queryOf('mlo-llm', 'Time to first token', chosen, 'objective'),
      gives: { [of('assistant')]: 1 },
    },
  ]);
  expect(found).toBe('');
});

it('tells late jobs from those in time, each by its own schedule, and counts them', () => {
  const series = {
    ...inventory,
    [`model:info{${key('hourly')}, team="commerce", kind="batch"}`]: '1x90',
    [`model:batch_success_timestamp_seconds:latest{${key('nightly')}}`]: '0x90',
    [`model:batch_success_timestamp_seconds:latest{${key('hourly')}}`]: '1800x90',
    [`model:threshold:batch_silence{${key('nightly')}}`]: '7200x90',
    [`model:threshold:batch_silence{${key('hourly')}}`]: '900x90',
    [`model:batch_rows:latest{${key('nightly')}}`]: '75x90',
    [`model:batch_failed_rows:latest{${key('nightly')}}`]: '25x90',
  };
  const column = (name: string): string => columnOf('mlo-batch', 'Batch models', name);
  const found = mismatches(series, [
    { query: queryOf('mlo-batch', 'Overdue'), gives: { '{}': 1 } },
    {
      query: queryOf('mlo-batch', 'In time and overdue'),
      gives: { [of('nightly')]: 0, [of('hourly')]: 1 },
    },
    { query: column('Age ÷ allowed'), gives: { [of('nightly')]: 0.5, [of('hourly')]: 2 } },
    { query: column('Scored'), gives: { [of('nightly')]: 0.75 } },
    { query: column('Worst alert'), gives: { [of('nightly')]: 0, [of('hourly')]: 0 } },
    { query: queryOf('mlo-batch', 'Rows not scored'), gives: { '{}': 25 } },
    {
      query: queryOf('mlo-batch', 'Time since last success', { model: 'hourly' }, 'overdue'),
      gives: { [of('hourly')]: 900 },
    },
  ]);
  expect(found).toBe('');
});
