import type { Format } from './format';
import * as p from './pieces';

const javaLines: readonly string[] = [
  // Spring Boot
  `${p.start}${p.time} {1,4}${p.level} ${p.process} --- (?:\\[[^\\]\\n]{0,64}\\] )?\\[ {0,64}${p.thread}\\] ${p.logger} {0,64}: ${p.rest}`,
  // Logback and Log4j, thread before and behind the level
  `${p.start}(?:${p.time}|${p.clock}) \\[${p.thread}\\] ${p.level} {1,3}${p.logger} - ${p.rest}`,
  `${p.start}(?:${p.time}|${p.clock}) {1,3}\\[?${p.level} {0,3}\\]? {1,3}\\[${p.thread}\\] ${p.logger}(?: -|:) ${p.rest}`,
  `${p.start}(?:${p.time}|${p.clock}) {1,3}${p.level} {1,3}${p.logger}(?: -|:) ${p.rest}`,
  // DJL
  `${p.start}\\[${p.level} {0,3}\\] ${p.logger} -? ?${p.rest}`,
  `${p.start}${p.level} {1,3}${p.logger}(?: -|:)? ${p.rest}`,
];

export const java: Format = { of: 'Java: Logback, Log4j, Spring Boot, DJL Serving', patterns: javaLines };

const torchServeHead = `${p.start}${p.time} \\[${p.level} {0,3}\\] (?<thread_name>[^ \\n]{1,128}) `;

export const torchserve: Format = {
  of: 'TorchServe: its own log, its access log, its metrics and what models print',
  patterns: [
    `${torchServeHead}(?<logger>ACCESS_LOG) - ${p.caller} ${p.request} ${p.status} (?<latency_ms>[0-9]{1,9})\\z`,
    `${torchServeHead}${p.logger} - ${p.rest}`,
    ...javaLines,
  ],
};
