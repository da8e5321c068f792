import { cases } from './case';

const caused = `java.lang.IllegalStateException: model is not loaded
	at ai.example.Scorer.score(Scorer.java:41)
	at ai.example.Api.post(Api.java:17)
Caused by: java.io.FileNotFoundException: /models/7 (No such file or directory)
	at java.base/java.io.FileInputStream.open0(Native Method)
	... 12 more`;

const error = {
  type: 'java.lang.IllegalStateException',
  message: 'model is not loaded',
  stack_trace: caused,
};

export const java = cases('Java', 'java', [
  [
    'Spring Boot',
    '2026-01-02T03:04:05.678+01:00  INFO 1 --- [scorer] [           main] ai.example.ScorerApplication             : Started ScorerApplication in 2.31 seconds',
    {
      message: 'Started ScorerApplication in 2.31 seconds',
      log: { level: 'info', logger: 'ai.example.ScorerApplication' },
      process: { pid: 1, thread: { name: 'main' } },
    },
  ],
  [
    'Logback, with a trace',
    `03:04:05.678 [http-nio-8080-exec-3] ERROR ai.example.Api - POST /score failed\n${caused}`,
    {
      message: 'POST /score failed',
      log: { level: 'error', logger: 'ai.example.Api' },
      process: { thread: { name: 'http-nio-8080-exec-3' } },
      error,
    },
    'IllegalStateException',
  ],
  [
    'Log4j, with the level before the thread',
    '2026-01-02 03:04:05,678 WARN  [pool-2-thread-1] ai.example.Cache - 93% full',
    {
      message: '93% full',
      log: { level: 'warning', logger: 'ai.example.Cache' },
      process: { thread: { name: 'pool-2-thread-1' } },
    },
  ],
  [
    'DJL Serving',
    '[INFO ] ModelServer - Starting model server ...',
    { message: 'Starting model server ...', log: { level: 'info', logger: 'ModelServer' } },
  ],
  [
    'an exception that nobody caught',
    `Exception in thread "main" ${caused}`,
    {
      message: 'java.lang.IllegalStateException: model is not loaded',
      log: { level: 'error' },
      error: { ...error, stack_trace: `Exception in thread "main" ${caused}` },
    },
    'IllegalStateException',
  ],
  [
    'a warning of the machine itself',
    'OpenJDK 64-Bit Server VM warning: Options -Xverify:none was deprecated',
    { message: 'OpenJDK 64-Bit Server VM warning: Options -Xverify:none was deprecated', tags: ['unparsed'] },
  ],
]);

export const torchserve = cases('TorchServe', 'torchserve', [
  [
    'its own log',
    '2026-01-02T03:04:05,678 [INFO ] main org.pytorch.serve.ModelServer - Initialize Inference server with: EpollServerSocketChannel.',
    {
      message: 'Initialize Inference server with: EpollServerSocketChannel.',
      log: { level: 'info', logger: 'org.pytorch.serve.ModelServer' },
      process: { thread: { name: 'main' } },
    },
  ],
  [
    'a request, with its milliseconds',
    '2026-01-02T03:04:05,678 [INFO ] nioEventLoopGroup-3-1 ACCESS_LOG - /10.4.0.9:40592 "POST /predictions/tagger?user=jo HTTP/1.1" 200 48',
    {
      message: 'POST /predictions/tagger 200',
      log: { level: 'info', logger: 'ACCESS_LOG' },
      process: { thread: { name: 'nioEventLoopGroup-3-1' } },
      http: { request: { method: 'POST' }, response: { status_code: 200 } },
      url: { path: '/predictions/tagger' },
      event: { duration: 48_000_000 },
    },
  ],
  [
    'a metric',
    '2026-01-02T03:04:05,678 [INFO ] W-9000-tagger_1.0 TS_METRICS - QueueTime.Milliseconds:0.0|#Level:Host|#hostname:tagger-0,timestamp:1767323045',
    {
      message: 'QueueTime.Milliseconds:0.0|#Level:Host|#hostname:tagger-0,timestamp:1767323045',
      log: { level: 'info', logger: 'TS_METRICS' },
      process: { thread: { name: 'W-9000-tagger_1.0' } },
    },
  ],
  [
    'what a model prints when it fails, with the head before each line',
    `2026-01-02T03:04:05,678 [WARN ] W-9000-tagger_1.0-stderr MODEL_LOG - Invoking custom service failed.
2026-01-02T03:04:05,678 [WARN ] W-9000-tagger_1.0-stderr MODEL_LOG - Traceback (most recent call last):
2026-01-02T03:04:05,679 [WARN ] W-9000-tagger_1.0-stderr MODEL_LOG -   File "/srv/model-server/handler.py", line 21, in handle
2026-01-02T03:04:05,679 [WARN ] W-9000-tagger_1.0-stderr MODEL_LOG -     image = data[0]["body"]
2026-01-02T03:04:05,679 [WARN ] W-9000-tagger_1.0-stderr MODEL_LOG - KeyError: 'body'`,
    {
      message: 'Invoking custom service failed.',
      log: { level: 'warning', logger: 'MODEL_LOG' },
      process: { thread: { name: 'W-9000-tagger_1.0-stderr' } },
      error: {
        type: 'KeyError',
        message: "'body'",
        stack_trace: `Traceback (most recent call last):
  File "/srv/model-server/handler.py", line 21, in handle
    image = data[0]["body"]
KeyError: 'body'`,
      },
    },
  ],
  [
    'an exception of the server',
    `2026-01-02T03:04:05,678 [ERROR] W-9000-tagger_1.0 org.pytorch.serve.wlm.WorkerThread - Backend worker error\norg.pytorch.serve.wlm.WorkerInitializationException: Backend worker startup time out.\n	at org.pytorch.serve.wlm.WorkerLifeCycle.startWorker(WorkerLifeCycle.java:177)`,
    {
      message: 'Backend worker error',
      log: { level: 'error', logger: 'org.pytorch.serve.wlm.WorkerThread' },
      process: { thread: { name: 'W-9000-tagger_1.0' } },
      error: {
        type: 'org.pytorch.serve.wlm.WorkerInitializationException',
        message: 'Backend worker startup time out.',
        stack_trace:
          'org.pytorch.serve.wlm.WorkerInitializationException: Backend worker startup time out.\n\tat org.pytorch.serve.wlm.WorkerLifeCycle.startWorker(WorkerLifeCycle.java:177)',
      },
    },
    'other-70',
  ],
]);
