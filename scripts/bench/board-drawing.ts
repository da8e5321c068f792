import type { Environment } from '../../environments';
import type { Observatory } from '../../preview/observatory';
import { chromiumBinary, startChromium } from '../../preview/screenshots/chromium';
import { openCamera } from '../../preview/screenshots/pictures';
import { anyPort } from '../../preview/listen';
import { startPageServer } from '../../preview/server';

/** What the page that shows boards asks of an observatory, without a fleet, an Alertmanager and faults. */
type Shown = Pick<Observatory, 'environment' | 'pace' | 'startedAt' | 'prometheus'>;

/** How often a board is opened; the first time, the browser has nothing of the page yet. */
const openings = 3;

/**
 * How long the preview takes from opening a board until every panel of it is drawn, the shortest of some times: what else the
 * machine does only lengthens it. Unit: seconds.
 *
 * @throws ProgramFailure where there is no Chromium
 */
export async function secondsToDraw(
  uid: string,
  {
    environment,
    url,
    pace,
    since,
  }: {
    readonly environment: Environment;
    readonly url: string;
    readonly pace: number;
    readonly since: number;
  },
): Promise<number> {
  const binary = chromiumBinary(process.env);
  const shown: Shown = { environment, pace, startedAt: since * 1_000, prometheus: url };
  // A board alone asks for nothing else.
  const server = await startPageServer(shown as Observatory, anyPort);
  const browser = await startChromium(binary);
  try {
    const camera = await openCamera(browser.tools, server.url, {});
    const times: number[] = [];
    for (let opening = 0; opening < openings; opening++)
      times.push(await camera.secondsToDraw({ uid, scheme: 'light', width: 1920 }));
    return Math.min(...times);
  } finally {
    await browser.stop();
    await server.stop();
  }
}
