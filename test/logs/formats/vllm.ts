import { cases } from './case';

export const vllm = cases('vLLM', 'vllm', [
  [
    'what the engine does',
    'INFO 01-02 03:04:05 [loggers.py:118] Engine 000: Avg prompt throughput: 81.2 tokens/s, Avg generation throughput: 211.4 tokens/s, Running: 3 reqs, Waiting: 0 reqs, GPU KV cache usage: 2.1%, Prefix cache hit rate: 12.0%',
    {
      message:
        'Engine 000: Avg prompt throughput: 81.2 tokens/s, Avg generation throughput: 211.4 tokens/s, Running: 3 reqs, Waiting: 0 reqs, GPU KV cache usage: 2.1%, Prefix cache hit rate: 12.0%',
      log: { level: 'info', origin: { file: { name: 'loggers.py', line: 118 } } },
    },
  ],
  [
    'a version that names its processes',
    '(EngineCore_DP0 pid=271) WARNING 01-02 03:04:05 [v1/core/kv_cache_utils.py:1087] Maximum concurrency for 8,192 tokens per request: 0.98x',
    {
      message: 'Maximum concurrency for 8,192 tokens per request: 0.98x',
      log: { level: 'warning', origin: { file: { name: 'v1/core/kv_cache_utils.py', line: 1087 } } },
      process: { name: 'EngineCore_DP0', pid: 271 },
    },
  ],
  [
    'a version before brackets',
    'INFO 01-02 03:04:05 async_llm_engine.py:134] Finished request cmpl-7f3a-0.',
    {
      message: 'Finished request cmpl-7f3a-0.',
      log: { level: 'info', origin: { file: { name: 'async_llm_engine.py', line: 134 } } },
      http: { request: { id: 'cmpl-7f3a-0.' } },
    },
  ],
  [
    'a request with its prompt, which is not kept',
    `(APIServer pid=1) INFO 01-02 03:04:05 [logger.py:43] Received request chatcmpl-9c1: prompt: 'My name is Jo Doe', params: SamplingParams(n=1, temperature=0.7), prompt_token_ids: None, prompt_embeds shape: None, lora_request: None.`,
    {
      message: 'Received request chatcmpl-9c1',
      log: { level: 'info', origin: { file: { name: 'logger.py', line: 43 } } },
      process: { name: 'APIServer', pid: 1 },
      http: { request: { id: 'chatcmpl-9c1' } },
    },
  ],
  [
    'an answer with its text, which is not kept',
    `INFO 01-02 03:04:05 [logger.py:71] Generated response chatcmpl-9c1 (streaming complete): output: 'Hello Jo', output_token_ids: None, finish_reason: stop`,
    {
      message: 'Generated response chatcmpl-9c1',
      log: { level: 'info', origin: { file: { name: 'logger.py', line: 71 } } },
      http: { request: { id: 'chatcmpl-9c1' } },
    },
  ],
  [
    'an access line, with the process before it',
    '(APIServer pid=1) INFO:     10.4.0.9:51234 - "POST /v1/chat/completions HTTP/1.1" 200 OK',
    {
      message: 'POST /v1/chat/completions 200',
      log: { level: 'info' },
      process: { name: 'APIServer', pid: 1 },
      http: { request: { method: 'POST' }, response: { status_code: 200 } },
      url: { path: '/v1/chat/completions' },
    },
  ],
  [
    'a trace, with the head before each of its lines',
    `(EngineCore_DP0 pid=271) ERROR 01-02 03:04:05 [core.py:712] EngineCore failed to start.\r
(EngineCore_DP0 pid=271) ERROR 01-02 03:04:05 [core.py:712] Traceback (most recent call last):\r
(EngineCore_DP0 pid=271) ERROR 01-02 03:04:05 [core.py:712]   File "/usr/lib/vllm/v1/engine/core.py", line 703, in run_engine_core\r
(EngineCore_DP0 pid=271) ERROR 01-02 03:04:05 [core.py:712]     engine_core = EngineCoreProc(*args, **kwargs)\r
(EngineCore_DP0 pid=271) ERROR 01-02 03:04:05 [core.py:712] torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.`,
    {
      message: 'EngineCore failed to start.',
      log: { level: 'error', origin: { file: { name: 'core.py', line: 712 } } },
      process: { name: 'EngineCore_DP0', pid: 271 },
      error: {
        type: 'torch.OutOfMemoryError',
        message: 'CUDA out of memory. Tried to allocate 2.00 GiB.',
        stack_trace: `Traceback (most recent call last):
  File "/usr/lib/vllm/v1/engine/core.py", line 703, in run_engine_core
    engine_core = EngineCoreProc(*args, **kwargs)
torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.`,
      },
    },
    'OutOfMemoryError',
  ],
]);
