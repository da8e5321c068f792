import { dashboardsFor, type Dashboard } from '../../dashboards';
import type { Observatory } from '../observatory';
import { panelsOf, type PanelAnswer } from '../panel-answer';
import type { OfferedVariable } from '../variables';

/** Panels that ask for something and are told nothing, each as `board: title`. */
export type EmptyPanels = readonly string[];

/** How often all panels are asked, and how many rounds in a row nothing new must come. */
const between = 5_000;
const rounds = 2;
/** After that long, what is empty stays empty. Unit: milliseconds. */
const longest = 5 * 60_000;

/**
 * Waits until the fleet has run for a while and no further panel of these boards gets data; some never do, because
 * nothing is wrong that they could show.
 *
 * `page` is the address of the preview's page; `least` is how long the fleet must have run, in milliseconds.
 */
export async function untilPanelsHaveData(
  observatory: Observatory,
  page: string,
  { boards, least }: { readonly boards: readonly string[]; readonly least: number },
): Promise<EmptyPanels> {
  const looked = dashboardsFor(observatory.environment)
    .map(({ dashboard }) => dashboard)
    .filter(({ uid }) => boards.includes(uid));
  let before = Infinity;
  let same = 0;
  for (;;) {
    const empty = await emptyPanels(looked, page);
    same = empty.length >= before ? same + 1 : 0;
    before = Math.min(before, empty.length);
    const ran = Date.now() - observatory.startedAt;
    if (ran >= least && (empty.length === 0 || same >= rounds || ran >= least + longest)) return empty;
    await new Promise((resolve) => setTimeout(resolve, between));
  }
}

/** Asked as the page asks, so that what it shows is what is counted. */
async function emptyPanels(boards: readonly Dashboard[], page: string): Promise<EmptyPanels> {
  const found: string[] = [];
  const ask = async (call: string, parameters: Readonly<Record<string, string>>): Promise<unknown> =>
    (await fetch(`${page}/api/${call}?${new URLSearchParams(parameters).toString()}`)).json();
  for (const dashboard of boards) {
    const { uid } = dashboard;
    const variables = (await ask('variables', { uid })) as readonly OfferedVariable[];
    const chosen = Object.fromEntries(variables.map(({ name, value }) => [`var-${name}`, value]));
    for (const panel of panelsOf(dashboard)) {
      if (panel.targets.length === 0) continue;
      const answer = (await ask('panel', { uid, id: String(panel.id), ...chosen })) as Partial<PanelAnswer>;
      if (!(answer.results ?? []).some(({ series }) => series.length > 0))
        found.push(`${uid}: ${panel.title}`);
    }
  }
  return found;
}
