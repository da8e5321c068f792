import type { Format } from './format';
import { klogLines } from './glog';
import * as p from './pieces';
import { pythonLines } from './python';

export const kserve: Format = {
  of: 'KServe: its Python server, with its uvicorn, and its Go agents (zap, klog)',
  patterns: [
    `${p.start}${p.time} ${p.process} ${p.logger} ${p.level} \\[${p.file}:[A-Za-z0-9_<>]{1,64}\\(\\):${p.line}\\] ${p.rest}`,
    `${p.start}${p.time} (?<logger>uvicorn\\.access) ${p.level}: {1,8}${p.caller} ${p.process} - ${p.request} ${p.status}(?: [A-Za-z\\x27 -]{0,64})?\\z`,
    `${p.start}${p.time} ${p.process} ${p.logger} ${p.level}: {1,8}${p.rest}`,
    // How long each step of a request took; the times stay in the message.
    `${p.start}${p.time} ${p.process} (?<logger>kserve\\.trace) (?<message>requestId: ${p.requestId}, .*)\\z`,
    // zap for readers
    `${p.start}${p.time}\\t${p.level}\\t(?:${p.logger}\\t)?(?:${p.file}:${p.line}\\t)?${p.rest}`,
    ...klogLines,
    ...pythonLines,
  ],
};
