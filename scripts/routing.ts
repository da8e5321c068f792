import type { AlertmanagerConfiguration, Route } from '../rules';

type Labels = Readonly<Record<string, string>>;

/**
 * The routes that an alert takes, as Alertmanager walks the tree: the deepest that match; the first of its siblings
 * only, unless that says `continue`.
 */
export function routesFor(route: Route, labels: Labels): readonly Route[] {
  const taken: Route[] = [];
  for (const child of route.routes ?? []) {
    if (!(child.matchers ?? []).every((matcher) => isMatched(matcher, labels))) continue;
    taken.push(...routesFor(child, labels));
    if (child.continue !== true) break;
  }
  return taken.length === 0 ? [route] : taken;
}

/** Every receiver that an alert can reach, at whatever time, each once. */
export const receiversFor = ({ route }: AlertmanagerConfiguration, labels: Labels): readonly string[] => [
  ...new Set(routesFor(route, labels).map(({ receiver }) => receiver)),
];

/** Receivers that are told at once while the time intervals in `open` have begun and all others have not. */
export const receiversDuring = (
  { route }: AlertmanagerConfiguration,
  labels: Labels,
  open: ReadonlySet<string>,
): readonly string[] => [
  ...new Set(
    routesFor(route, labels)
      .filter((taken) => !isMuted(taken, open))
      .map(({ receiver }) => receiver),
  ),
];

/** A route's own intervals count and not its parent's: they are the one thing that Alertmanager does not inherit. */
function isMuted(
  { active_time_intervals: active = [], mute_time_intervals: mute = [] }: Route,
  open: ReadonlySet<string>,
): boolean {
  return (active.length > 0 && !active.some((name) => open.has(name))) || mute.some((name) => open.has(name));
}

/** A label that the alert does not have counts as empty; regular expressions are anchored. */
function isMatched(matcher: string, labels: Labels): boolean {
  const [, label, operator, quoted] = /^([A-Za-z_]\w*)(=~|!~|!=|=)("(?:[^"\\]|\\.)*")$/.exec(matcher) ?? [];
  if (label === undefined || quoted === undefined) throw new Error(`no matcher of Alertmanager: ${matcher}`);
  const pattern = JSON.parse(quoted) as string;
  const value = labels[label] ?? '';
  const isEqual = operator?.endsWith('~')
    ? new RegExp(`^(?:${pattern})$`, 's').test(value)
    : value === pattern;
  return isEqual !== operator?.startsWith('!');
}
