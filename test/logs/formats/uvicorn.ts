import { cases } from './case';

const request = (method: string, path: string, status: number) => ({
  message: `${method} ${path} ${status}`,
  http: { request: { method }, response: { status_code: status } },
  url: { path },
});

export const uvicorn = cases('uvicorn', 'python', [
  [
    'a request',
    'INFO:     10.4.0.9:51234 - "POST /v1/predict HTTP/1.1" 200 OK',
    { ...request('POST', '/v1/predict', 200), log: { level: 'info' } },
  ],
  [
    'a request with a query, which may hold anything',
    'INFO:     10.4.0.9:51234 - "GET /users?mail=jo@example.com&card=4111111111111111 HTTP/1.1" 404 Not Found',
    { ...request('GET', '/users', 404), log: { level: 'info' } },
  ],
  [
    'a request over IPv6 that failed',
    'INFO:     fd00:10::9:51234 - "POST /v1/predict HTTP/1.1" 500 Internal Server Error',
    { ...request('POST', '/v1/predict', 500), log: { level: 'info' } },
  ],
  [
    'a request in colours',
    '\u001b[32mINFO\u001b[0m:     10.4.0.9:51234 - "\u001b[1mGET /health HTTP/1.1\u001b[0m" \u001b[32m200 OK\u001b[0m',
    { ...request('GET', '/health', 200), log: { level: 'info' } },
  ],
  [
    'what it says of itself',
    'INFO:     Uvicorn running on http://0.0.0.0:8080 (Press CTRL+C to quit)',
    { message: 'Uvicorn running on http://0.0.0.0:8080 (Press CTRL+C to quit)', log: { level: 'info' } },
  ],
  [
    'an exception in the application',
    `ERROR:    Exception in ASGI application
Traceback (most recent call last):
  File "/usr/lib/python3.12/site-packages/uvicorn/protocols/http/h11_impl.py", line 403, in run_asgi
    result = await app(scope, receive, send)
KeyError: 'amount'`,
    {
      message: 'Exception in ASGI application',
      log: { level: 'error' },
      error: {
        type: 'KeyError',
        message: "'amount'",
        stack_trace: `Traceback (most recent call last):
  File "/usr/lib/python3.12/site-packages/uvicorn/protocols/http/h11_impl.py", line 403, in run_asgi
    result = await app(scope, receive, send)
KeyError: 'amount'`,
      },
    },
    'KeyError',
  ],
]);

export const gunicorn = cases('gunicorn', 'python', [
  [
    'a request',
    '10.4.0.9 - - [02/Jan/2026:03:04:05 +0000] "POST /invocations HTTP/1.1" 200 57 "-" "python-requests/2.32.3"',
    request('POST', '/invocations', 200),
  ],
  [
    'a request by a user, with a query and a quoted browser',
    '10.4.0.9 - jo [02/Jan/2026:03:04:05 +0000] "GET /ping?token=s3cr3t HTTP/1.1" 204 - "https://shop.example/cart?id=7" "Mozilla/5.0 \\"odd\\""',
    request('GET', '/ping', 204),
  ],
  [
    'a request with its time behind it, in a unit that nobody tells',
    '10.4.0.9 - - [02/Jan/2026:03:04:05 +0000] "POST /invocations HTTP/1.1" 503 0 "-" "curl/8.9" 30001',
    request('POST', '/invocations', 503),
  ],
  [
    'what it says of itself',
    '[2026-01-02 03:04:05 +0000] [7] [INFO] Listening at: http://0.0.0.0:8080 (7)',
    { message: 'Listening at: http://0.0.0.0:8080 (7)', log: { level: 'info' }, process: { pid: 7 } },
  ],
  [
    'a worker that is killed',
    '[2026-01-02 03:04:05 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:31)',
    { message: 'WORKER TIMEOUT (pid:31)', log: { level: 'critical' }, process: { pid: 7 } },
    'none',
  ],
  [
    'a worker that cannot start',
    `[2026-01-02 03:04:05 +0000] [31] [ERROR] Exception in worker process
Traceback (most recent call last):
  File "/app/wsgi.py", line 1, in <module>
    import scorer
ModuleNotFoundError: No module named 'scorer'`,
    {
      message: 'Exception in worker process',
      log: { level: 'error' },
      process: { pid: 31 },
      error: {
        type: 'ModuleNotFoundError',
        message: "No module named 'scorer'",
        stack_trace: `Traceback (most recent call last):
  File "/app/wsgi.py", line 1, in <module>
    import scorer
ModuleNotFoundError: No module named 'scorer'`,
      },
    },
    'ModuleNotFoundError',
  ],
]);
