import { cases } from './case';

const trace = `Traceback (most recent call last):
  File "/app/scorer.py", line 88, in score
    return model.predict(rows)
           ^^^^^^^^^^^^^^^^^^^
ValueError: could not convert string to float: 'n/a'`;

/** Python's own logging, and what is common beside its default. */
export const python = cases('Python logging', 'python', [
  [
    'the default of basicConfig',
    'WARNING:scorer.features:3 of 30 features are missing',
    { message: '3 of 30 features are missing', log: { level: 'warning', logger: 'scorer.features' } },
  ],
  [
    'time, name, level, message',
    '2026-01-02 03:04:05,678 - scorer.api - INFO - model 7 loaded in 2.1 s',
    { message: 'model 7 loaded in 2.1 s', log: { level: 'info', logger: 'scorer.api' } },
  ],
  [
    'an error with its traceback',
    `ERROR:scorer:scoring failed\n${trace}`,
    {
      message: 'scoring failed',
      log: { level: 'error', logger: 'scorer' },
      error: {
        type: 'ValueError',
        message: "could not convert string to float: 'n/a'",
        stack_trace: trace,
      },
    },
    'ValueError',
  ],
  [
    'an exception during another, with the blank lines between them',
    `CRITICAL:root:giving up\n${trace}\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "/app/scorer.py", line 91, in score\n    raise ScoringError("row 3") from None\nscorer.errors.ScoringError: row 3`,
    {
      message: 'giving up',
      log: { level: 'critical', logger: 'root' },
      error: {
        type: 'scorer.errors.ScoringError',
        message: 'row 3',
        stack_trace: `${trace}\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "/app/scorer.py", line 91, in score\n    raise ScoringError("row 3") from None\nscorer.errors.ScoringError: row 3`,
      },
    },
    'other-f0',
  ],
  [
    'an exception that nobody caught',
    trace,
    {
      message: "ValueError: could not convert string to float: 'n/a'",
      log: { level: 'error' },
      error: { type: 'ValueError', message: "could not convert string to float: 'n/a'", stack_trace: trace },
    },
    'ValueError',
  ],
  [
    'MLServer',
    '2026-01-02 03:04:05,678 [mlserver.parallel] DEBUG - Starting response processing loop...',
    {
      message: 'Starting response processing loop...',
      log: { level: 'debug', logger: 'mlserver.parallel' },
    },
  ],
  [
    'a request of BentoML',
    '2026-01-02T03:04:05+0000 [INFO] [service:churn:1] 10.4.0.9:40122 (scheme=http,method=POST,path=/predict,type=application/json,length=120) (status=200,type=application/json,length=18) 7.125ms (trace=0af7651916cd43dd8448eb211c80319c,span=b7ad6b7169203331,sampled=0,service.name=churn)',
    {
      message: 'POST /predict 200',
      log: { level: 'info' },
      http: { request: { method: 'POST' }, response: { status_code: 200 } },
      url: { path: '/predict' },
      event: { duration: 7_125_000 },
      trace: { id: '0af7651916cd43dd8448eb211c80319c' },
      span: { id: 'b7ad6b7169203331' },
    },
  ],
  [
    'a request of Ray Serve',
    'INFO 2026-01-02 03:04:05,678 default_Ranker a1b2c3d4 3f2504e0-4f89-41d3-9a0c-0305e82c3301 -- POST /rank 200 48.2ms',
    {
      message: 'POST /rank 200',
      log: { level: 'info', logger: 'default_Ranker' },
      http: {
        request: { id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', method: 'POST' },
        response: { status_code: 200 },
      },
      url: { path: '/rank' },
      event: { duration: 48_200_000 },
    },
  ],
  [
    'SGLang, which names no level',
    '[2026-01-02 03:04:05 TP0] Decode batch. #running-req: 3, #token: 812, token usage: 0.02, gen throughput (token/s): 211.40',
    {
      message:
        'Decode batch. #running-req: 3, #token: 812, token usage: 0.02, gen throughput (token/s): 211.40',
    },
  ],
  [
    'a text without any head',
    'Downloading shards: 100%',
    { message: 'Downloading shards: 100%', tags: ['unparsed'] },
  ],
]);
