import type { LogFormat } from '../../models/runtime';

/** What happened that a server writes a line about. */
export interface Happening {
  readonly at: Date;
  readonly failed: boolean;
  /** Stands for a person, where the line tells something about one. */
  readonly person?: string;
  readonly requestId: string;
  /** Unit: milliseconds. */
  readonly took: number;
}

const messageOf = ({ failed, person, requestId }: Happening): string =>
  `${failed ? 'request failed: KeyError' : 'request answered'} ${requestId}${person === undefined ? '' : ` for ${person}`}`;

const level = ({ failed }: Happening): 'ERROR' | 'INFO' => (failed ? 'ERROR' : 'INFO');
const letter = ({ failed }: Happening): 'E' | 'I' => (failed ? 'E' : 'I');
/** `2026-01-02 03:04:05` */
const clock = ({ at }: Happening): string => at.toISOString().slice(0, 19).replace('T', ' ');
/** `0102 03:04:05.678000`, as C++ servers write it. */
const glogTime = ({ at }: Happening): string => {
  const text = at.toISOString();
  return `${text.slice(5, 7)}${text.slice(8, 10)} ${text.slice(11, 23)}000`;
};

const json = (event: Happening): string =>
  JSON.stringify({
    message: messageOf(event),
    level: level(event),
    request_id: event.requestId,
    latency_ms: event.took,
    outcome: event.failed ? 'failure' : 'success',
    ...(event.failed ? { error_type: 'KeyError', error_message: 'a feature is missing' } : {}),
  });
const python = (event: Happening): string =>
  `${clock(event)},${event.at.toISOString().slice(20, 23)} - server - ${level(event)} - ${messageOf(event)}`;
const glog = (event: Happening): string =>
  `${letter(event)}${glogTime(event)} 1 server.cc:217] ${messageOf(event)}`;

const lines: Readonly<Record<LogFormat, (event: Happening) => string>> = {
  json,
  python,
  vllm: (event) => `${level(event)} ${clock(event).slice(5)} [async_llm.py:261] ${messageOf(event)}`,
  triton: (event) =>
    `${letter(event)}${glogTime(event)} 1 infer_handler.cc:702] ${JSON.stringify(messageOf(event))}`,
  tensorflow: (event) => `${clock(event)}.000000: ${letter(event)} server.cc:217] ${messageOf(event)}`,
  torchserve: (event) =>
    `${event.at.toISOString().slice(0, 19)},000 [${level(event)} ] W-9000-model_1.0 org.pytorch.serve.wlm.WorkerThread - ${messageOf(event)}`,
  kserve: (event) =>
    `${clock(event)}.000 1 kserve ${level(event)} [model_server.py:handle():402] ${messageOf(event)}`,
  java: (event) => `${clock(event)}.000 [worker-1] ${level(event)} com.example.Scorer - ${messageOf(event)}`,
  klog: glog,
  text: python,
};

/** A line as a server of that format writes it about one request. */
export const writtenLine = (format: LogFormat, event: Happening): string => lines[format](event);
