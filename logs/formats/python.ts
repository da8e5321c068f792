import type { Format } from './format';
import * as p from './pieces';

/** Lines of uvicorn, whose levels are padded; its access lines, and what it says of itself. */
export const uvicornLines = (before = ''): readonly string[] => [
  `${p.start}${before}${p.level}: {1,8}${p.caller} - ${p.request} ${p.status}(?: [A-Za-z\\x27 -]{0,64})?\\z`,
  `${p.start}${before}${p.level}: {1,8}${p.rest}`,
];

const gunicornLines: readonly string[] = [
  `${p.start}${p.caller} [^ ]{1,64} [^ ]{1,64} \\[[0-9]{2}/[A-Za-z]{3}/[0-9]{4}:${p.clock} [+-][0-9]{4}\\] ${p.request} ${p.status} (?:[0-9]{1,15}|-)(?: "(?:[^"\\\\]|\\\\.){0,4096}"){0,2}(?: .{0,256})?\\z`,
  `${p.start}\\[${p.time}\\] \\[${p.process}\\] \\[${p.level}\\] ${p.rest}`,
];

/** BentoML tells the trace of a request, and how long it took. */
const bentomlRequest = `${p.start}${p.time} \\[${p.level}\\] \\[[A-Za-z0-9_.:-]{1,128}\\] ${p.caller} \\(scheme=[a-z]{1,8},method=(?<http_method>[A-Z]{3,10}),path=(?<url_path>[^ ?,)]{1,2048})[^)\\n]{0,512}\\) \\(status=${p.status}[^)\\n]{0,512}\\) (?<latency_ms>[0-9.]{1,16})ms \\(trace=(?<trace_id>[0-9a-f]{32}),span=(?<span_id>[0-9a-f]{16})[^)\\n]{0,512}\\)\\z`;

/** Ray Serve: the application, the replica, and of a request its id, its path and how long it took. */
const rayLines: readonly string[] = [
  `${p.start}${p.level} ${p.time} ${p.logger} [a-z0-9]{6,12} (?:(?<request_id>[0-9a-f-]{36}) )?-- (?<http_method>[A-Z]{3,10}) (?<url_path>/[^ ?]{0,2047}) ${p.status} (?<latency_ms>[0-9.]{1,16})ms\\z`,
  `${p.start}${p.level} ${p.time} ${p.logger} [a-z0-9]{6,12} (?:(?<request_id>[0-9a-f-]{36}) )?-- ${p.rest}`,
];

export const pythonLines: readonly string[] = [
  // logging.basicConfig()
  `${p.start}${p.level}:${p.logger}:${p.rest}`,
  ...uvicornLines(),
  ...gunicornLines,
  // asctime - name - level - message
  `${p.start}${p.time} - ${p.logger} - ${p.level} - ${p.rest}`,
  `${p.start}${p.time} - ${p.level} - ${p.rest}`,
  // MLServer
  `${p.start}${p.time} \\[${p.logger}\\] ${p.level} - ${p.rest}`,
  bentomlRequest,
  `${p.start}${p.time} \\[${p.level}\\] (?:\\[[A-Za-z0-9_.:-]{1,128}\\] )?${p.rest}`,
  `${p.start}\\[${p.time}\\] \\[${p.level}\\] ${p.rest}`,
  ...rayLines,
  `${p.start}${p.time} ${p.level} {1,8}${p.logger}(?::| -) ${p.rest}`,
  `${p.start}${p.time} ${p.level} {1,8}${p.rest}`,
  `${p.start}${p.level} {1,8}${p.time} ${p.rest}`,
  // LiteLLM
  `${p.start}${p.clock} - [A-Za-z ]{1,40}:${p.level}: ${p.file}:${p.line} - ${p.rest}`,
  // TensorRT-LLM
  `${p.start}\\[[0-9]{2}/[0-9]{2}/[0-9]{4}-${p.clock}\\] \\[TRT-LLM\\] \\[${p.letter}\\] ${p.rest}`,
  // SGLang, which names no level
  `${p.start}\\[${p.time}(?: [A-Z]{2}[0-9]{1,4}){0,4}\\] ${p.rest}`,
];

export const python: Format = {
  of: 'Python: the defaults of `logging` and what is common beside them, uvicorn, gunicorn, MLServer, BentoML, Ray Serve, SGLang, LiteLLM, TensorRT-LLM',
  patterns: pythonLines,
};
