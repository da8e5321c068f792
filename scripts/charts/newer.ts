import { load } from 'js-yaml';
import type { ChartLine } from '../../models/versions';

/** A chart of which a later version is there than the one that is deployed. */
export interface Newer {
  readonly chart: string;
  readonly deployed: string;
  readonly newest: string;
  /** Whether its first number is another: it may break what was deployed, and has an upgrade path of its own. */
  readonly isMajor: boolean;
}

interface Index {
  readonly entries?: Readonly<
    Record<string, readonly { readonly version: string; readonly deprecated?: boolean }[]>
  >;
}

type Fetch = (url: string) => Promise<string>;

/**
 * Compares the first version of each chart with what its repository has. Releases only, no candidates.
 *
 * @throws Error where a repository cannot be read or has the chart no longer
 */
export async function newerCharts(charts: readonly ChartLine[], fetchText: Fetch): Promise<readonly Newer[]> {
  const repositories = [...new Set(charts.map(({ repository }) => repository))];
  const indexes = new Map(
    await Promise.all(
      repositories.map(async (url) => [url, load(await fetchText(`${url}/index.yaml`)) as Index] as const),
    ),
  );
  return charts.flatMap(({ repository, chart, versions: [deployed] }) => {
    const released = (indexes.get(repository)?.entries?.[chart] ?? [])
      .filter(({ version, deprecated }) => deprecated !== true && isRelease.test(version))
      .map(({ version }) => version);
    const [newest] = released.sort((a, b) => compare(b, a));
    if (newest === undefined) throw new Error(`${repository} has no release of ${chart}`);
    return compare(newest, deployed) > 0
      ? [{ chart, deployed, newest, isMajor: numbers(newest)[0] !== numbers(deployed)[0] }]
      : [];
  });
}

const isRelease = /^v?\d+\.\d+\.\d+(?:\+.*)?$/;

const numbers = (version: string): readonly number[] =>
  version.replace(/^v/, '').replace(/\+.*$/, '').split('.').map(Number);

function compare(a: string, b: string): number {
  const [one, other] = [numbers(a), numbers(b)];
  const at = one.findIndex((part, index) => part !== other[index]);
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}
