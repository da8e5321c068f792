import { cases } from './case';

export const kserve = cases('KServe', 'kserve', [
  [
    'its Python server',
    '2026-01-02 03:04:05.678 1 kserve INFO [model_server.py:register_model():402] Registering model: churn',
    {
      message: 'Registering model: churn',
      log: { level: 'info', logger: 'kserve', origin: { file: { name: 'model_server.py', line: 402 } } },
      process: { pid: 1 },
    },
  ],
  [
    'a request',
    '2026-01-02 03:04:05.678 uvicorn.access INFO:     10.4.0.9:40592 1 - "POST /v1/models/churn%3Apredict HTTP/1.1" 200 OK',
    {
      message: 'POST /v1/models/churn%3Apredict 200',
      log: { level: 'info', logger: 'uvicorn.access' },
      process: { pid: 1 },
      http: { request: { method: 'POST' }, response: { status_code: 200 } },
      url: { path: '/v1/models/churn%3Apredict' },
    },
  ],
  [
    'what uvicorn says of itself',
    '2026-01-02 03:04:05.678 1 uvicorn.error INFO:     Application startup complete.',
    {
      message: 'Application startup complete.',
      log: { level: 'info', logger: 'uvicorn.error' },
      process: { pid: 1 },
    },
  ],
  [
    'how long the steps of a request took',
    '2026-01-02 03:04:05.678 1 kserve.trace requestId: 3f2504e0-4f89-41d3-9a0c-0305e82c3301, preprocess_ms: 0.02, explain_ms: 0, predict_ms: 11.9, postprocess_ms: 0.01',
    {
      message:
        'requestId: 3f2504e0-4f89-41d3-9a0c-0305e82c3301, preprocess_ms: 0.02, explain_ms: 0, predict_ms: 11.9, postprocess_ms: 0.01',
      log: { logger: 'kserve.trace' },
      process: { pid: 1 },
      http: { request: { id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301' } },
    },
  ],
  [
    'an error of a model',
    `2026-01-02 03:04:05.678 1 kserve ERROR [errors.py:generic_exception_handler():112] Exception:
Traceback (most recent call last):
  File "/kserve/kserve/model.py", line 211, in __call__
    response = await self.predict(payload, headers)
kserve.errors.InferenceError: 3 rows are expected`,
    {
      message: 'Exception:',
      log: {
        level: 'error',
        logger: 'kserve',
        origin: { file: { name: 'errors.py', line: 112 } },
      },
      process: { pid: 1 },
      error: {
        type: 'kserve.errors.InferenceError',
        message: '3 rows are expected',
        stack_trace: `Traceback (most recent call last):
  File "/kserve/kserve/model.py", line 211, in __call__
    response = await self.predict(payload, headers)
kserve.errors.InferenceError: 3 rows are expected`,
      },
    },
    'other-23',
  ],
  [
    'its agent, for readers',
    '2026-01-02T03:04:05.678Z\tINFO\tstorage-initializer\tdownloaded model\t{"model": "churn"}',
    {
      message: 'downloaded model\t{"model": "churn"}',
      log: { level: 'info', logger: 'storage-initializer' },
    },
  ],
  [
    'its agent, for programs',
    '{"level":"info","ts":"2026-01-02T03:04:05.678Z","logger":"fallback-logger","caller":"agent/main.go:201","msg":"Starting agent http server..."}',
    {
      message: 'Starting agent http server...',
      log: { level: 'info', logger: 'fallback-logger' },
    },
  ],
]);
