import { cases } from './case';

/** The loggers of Elastic for Python, Java, Go and Node, whose keys are those of ECS. */
export const ecs = cases('ECS JSON', 'json', [
  [
    'a line of ecs-logging for Python, whose keys have dots',
    '{"@timestamp":"2026-01-02T03:04:05.600Z","log.level":"info","message":"scored","ecs":{"version":"1.6.0"},"log":{"logger":"scorer.api","origin":{"file":{"line":42,"name":"api.py"},"function":"score"},"original":"scored"},"process":{"name":"MainProcess","pid":7,"thread":{"id":140,"name":"MainThread"}}}',
    {
      message: 'scored',
      log: { level: 'info', logger: 'scorer.api', origin: { file: { name: 'api.py', line: 42 } } },
      process: { pid: 7, name: 'MainProcess', thread: { name: 'MainThread' } },
    },
  ],
  [
    'a request with the ids that join it to its trace',
    '{"@timestamp":"2026-01-02T03:04:05.6Z","log.level":"INFO","message":"POST /v1/score","trace.id":"0af7651916cd43dd8448eb211c80319c","span.id":"b7ad6b7169203331","transaction.id":"b7ad6b7169203331","http.request.id":"r-17","http.request.method":"POST","http.response.status_code":200,"url.path":"/v1/score","event.duration":12500000,"event.outcome":"success"}',
    {
      message: 'POST /v1/score',
      log: { level: 'info' },
      trace: { id: '0af7651916cd43dd8448eb211c80319c' },
      span: { id: 'b7ad6b7169203331' },
      transaction: { id: 'b7ad6b7169203331' },
      http: { request: { id: 'r-17', method: 'POST' }, response: { status_code: 200 } },
      url: { path: '/v1/score' },
      event: { duration: 12_500_000, outcome: 'success' },
    },
  ],
  [
    'an exception of ecs-logging for Java, with its trace in one field',
    '{"@timestamp":"2026-01-02T03:04:05.600Z","log.level":"ERROR","message":"no answer","ecs.version":"1.2.0","service.name":"another","event.dataset":"other.log","process.thread.name":"http-nio-8080-exec-1","log.logger":"ai.example.Scorer","error.type":"java.net.SocketTimeoutException","error.message":"Read timed out","error.stack_trace":"java.net.SocketTimeoutException: Read timed out\\n\\tat java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:288)\\n"}',
    {
      message: 'no answer',
      log: { level: 'error', logger: 'ai.example.Scorer' },
      process: { thread: { name: 'http-nio-8080-exec-1' } },
      error: {
        type: 'java.net.SocketTimeoutException',
        message: 'Read timed out',
        stack_trace:
          'java.net.SocketTimeoutException: Read timed out\n\tat java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:288)\n',
      },
    },
    'SocketTimeoutException',
  ],
  [
    'nested objects, as ecszap for Go and ecs-pino write them',
    '{"log":{"level":"warn","logger":"router"},"@timestamp":"2026-01-02T03:04:05.6Z","message":"slow answer","event":{"id":"e-9","code":"SLOW","action":"route","duration":2000000000},"http":{"request":{"id":"r-18","method":"GET"},"response":{"status_code":504}},"url":{"path":"/route"},"error":{"code":"E_TIMEOUT","message":"upstream"}}',
    {
      message: 'slow answer',
      log: { level: 'warning', logger: 'router' },
      event: { id: 'e-9', code: 'SLOW', action: 'route', duration: 2_000_000_000 },
      http: { request: { id: 'r-18', method: 'GET' }, response: { status_code: 504 } },
      url: { path: '/route' },
      error: { code: 'E_TIMEOUT', message: 'upstream' },
    },
  ],
  [
    'tokens of an LLM; what was asked is no field',
    '{"log.level":"info","message":"chat","gen_ai.provider.name":"vllm","gen_ai.request.model":"meta-llama/Llama-3.1-8B","gen_ai.response.model":"meta-llama/Llama-3.1-8B","gen_ai.usage.input_tokens":812,"gen_ai.usage.output_tokens":64,"gen_ai.input.messages":[{"role":"user","content":"my secret"}]}',
    {
      message: 'chat',
      log: { level: 'info' },
      gen_ai: {
        provider: { name: 'vllm' },
        request: { model: 'meta-llama/Llama-3.1-8B' },
        response: { model: 'meta-llama/Llama-3.1-8B' },
        usage: { input_tokens: 812, output_tokens: 64 },
      },
    },
  ],
]);
