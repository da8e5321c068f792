import type { Format } from './format';
import * as p from './pieces';
import { uvicornLines } from './python';

/** Which of the server's processes writes; newer versions only. */
const writer = `(?:\\((?<process_name>[A-Za-z0-9_]{1,64}) pid=${p.process}\\) )?`;
const head = `${p.start}${writer}${p.level} [0-9]{2}-[0-9]{2} ${p.clock} \\[?${p.file}:${p.line}\\] `;

export const vllm: Format = {
  of: 'vLLM, with its uvicorn',
  patterns: [
    // What was asked and what was answered stands behind the id. It is a payload, and lines of text have none.
    `${head}(?<message>(?:Received request|Generated response) ${p.requestId})(?: \\([a-z ]{1,40}\\))?: .*\\z`,
    `${head}(?<message>(?:Added|Aborted|Finished|Received) request ${p.requestId}.*)\\z`,
    `${head}${p.rest}`,
    ...uvicornLines(writer),
    `${p.start}\\((?<process_name>[A-Za-z0-9_]{1,64}) pid=${p.process}\\) ${p.rest}`,
  ],
};
