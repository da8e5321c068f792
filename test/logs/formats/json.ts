import { cases } from './case';

/** JSON whose keys are a logger's own. */
export const json = cases('plain JSON', 'json', [
  [
    'a prediction under our own keys',
    '{"message":"scored","level":"INFO","request_id":"r-1","label":"not fraud","confidence":0.97,"input_rows":30,"input_missing":2,"input_outliers":0,"input_hash":"9f86d081884c7d65","input_source":"checkout","latency_ms":12.5,"outcome":"success","features":{"age":41}}',
    {
      message: 'scored',
      log: { level: 'info' },
      http: { request: { id: 'r-1' } },
      event: { duration: 12_500_000, outcome: 'success' },
      mlobs: {
        prediction: { label: 'not fraud', confidence: 0.97 },
        input: { rows: 30, missing: 2, outliers: 0, hash: '9f86d081884c7d65', source: 'checkout' },
      },
    },
  ],
  [
    'a snapshot of drift',
    '{"message":"drift checked","level":"warning","drift_feature":"amount","drift_score":0.42,"drift_detected":true}',
    {
      message: 'drift checked',
      log: { level: 'warning' },
      mlobs: { drift: { feature: 'amount', score: 0.42, detected: true } },
    },
  ],
  [
    'python-json-logger, with the names of LogRecord',
    '{"asctime": "2026-01-02 03:04:05,600", "levelname": "ERROR", "name": "scorer", "filename": "api.py", "lineno": 42, "process": 7, "threadName": "MainThread", "message": "failed", "exc_info": "Traceback (most recent call last):\\n  File \\"api.py\\", line 40, in score\\n    raise ValueError(\\"no amount\\")\\nValueError: no amount"}',
    {
      message: 'failed',
      log: { level: 'error', origin: { file: { name: 'api.py', line: 42 } } },
      process: { pid: 7, thread: { name: 'MainThread' } },
      error: {
        type: 'ValueError',
        message: 'no amount',
        stack_trace:
          'Traceback (most recent call last):\n  File "api.py", line 40, in score\n    raise ValueError("no amount")\nValueError: no amount',
      },
    },
    'ValueError',
  ],
  [
    'zap, as Go servers and KServe’s agent write it',
    '{"level":"error","ts":1767323045.678,"logger":"agent","caller":"agent/batcher.go:112","msg":"batch failed","error":"context deadline exceeded","stacktrace":"main.main\\n\\t/app/main.go:20"}',
    {
      message: 'batch failed',
      log: { level: 'error', logger: 'agent' },
      error: { message: 'context deadline exceeded', stack_trace: 'main.main\n\t/app/main.go:20' },
    },
    'none',
  ],
  [
    'structlog with OpenTelemetry’s ids',
    '{"event":"scored","severity":"notice","otelTraceID":"0af7651916cd43dd8448eb211c80319c","otelSpanID":"b7ad6b7169203331","requestId":"r-2","duration_ms":3,"status":200,"method":"POST","path":"/score"}',
    {
      log: { level: 'info' },
      trace: { id: '0af7651916cd43dd8448eb211c80319c' },
      span: { id: 'b7ad6b7169203331' },
      http: { request: { id: 'r-2', method: 'POST' }, response: { status_code: 200 } },
      url: { path: '/score' },
      event: { duration: 3_000_000 },
    },
  ],
  [
    'a line of the server around the model, which is no JSON',
    'INFO:     10.4.0.9:51234 - "POST /score?user=jo HTTP/1.1" 200 OK',
    {
      message: 'POST /score 200',
      log: { level: 'info' },
      http: { request: { method: 'POST' }, response: { status_code: 200 } },
      url: { path: '/score' },
    },
  ],
  [
    'JSON that is written over several lines',
    '{\n  "level": "INFO",\n  "message": "loaded"\n}',
    { message: 'loaded', log: { level: 'info' } },
  ],
  [
    'a process that ends: the traceback stands behind the last line of JSON',
    '{"level":"INFO","message":"loading"}\nTraceback (most recent call last):\n  File "main.py", line 3, in <module>\n    load()\nMemoryError',
    {
      message: 'loading',
      log: { level: 'info' },
      error: {
        type: 'MemoryError',
        stack_trace:
          'Traceback (most recent call last):\n  File "main.py", line 3, in <module>\n    load()\nMemoryError',
      },
    },
  ],
]);
