/**
 * Pieces of patterns, in the syntax that Ruby and JavaScript share: no `^`, `$`, `\s`, `\w` or `\h`, which mean other things
 * there, and nothing possessive. Every repetition has a limit, so that no line is slow; the only one without is the rest
 * of the line, which is as long as `limits.read`.
 */
export const start = '\\A';
export const rest = '(?<message>.*)\\z';

export const level =
  '(?<level>TRACE|DEBUG|INFO|NOTICE|WARNING|WARN|ERROR|CRITICAL|FATAL|SEVERE|trace|debug|info|warning|warn|error|critical|fatal)';
/** The first letter of a level, as C++ servers write it. */
export const letter = '(?<level>[VDIWEF])';
export const logger = '(?<logger>[A-Za-z_$][A-Za-z0-9_.$/-]{0,255})';
export const file = '(?<file_name>[A-Za-z0-9_./<>-]{1,255})';
export const line = '(?<file_line>[0-9]{1,7})';
export const process = '(?<process_id>[0-9]{1,10})';
export const thread = '(?<thread_name>[^\\]\\n]{1,128})';
export const requestId = '(?<request_id>[A-Za-z0-9_.=+-]{1,128})';

export const clock = '[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?';
/** Date and time of day, with or without a zone. */
export const time = `[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]${clock}(?: ?(?:Z|[+-][0-9]{2}:?[0-9]{2}))?`;

/** A request as access logs write it. The query is in no group: it may hold anything that a caller sends. */
export const request =
  '"(?<http_method>[A-Z]{3,10}) (?<url_path>[^ ?"]{1,2048})(?:\\?[^ "]{0,16384})? HTTP/[0-9.]{1,3}"';
export const status = '(?<http_status>[1-5][0-9]{2})';
/** A caller's address, which is not kept. */
export const caller = '[^ "]{0,64}';
