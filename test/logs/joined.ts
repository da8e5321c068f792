import { joining } from '../../logs/joined-lines';

const continues = new RegExp(joining.pattern);

/** Lines of a container as Filebeat makes events of them; what Go and JavaScript read alike. */
export function joinedEvents(lines: readonly string[]): readonly string[] {
  const events: string[][] = [];
  for (const line of lines) {
    const last = events.at(-1);
    if (last === undefined || !continues.test(line)) events.push([line]);
    else if (last.length < joining.max_lines) last.push(line);
  }
  return events.map((event) => event.join('\n'));
}
