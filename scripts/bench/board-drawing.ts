import type { Environment } from '../../environments';
import type { Observatory } from '../../preview/observatory';
import { ProgramFailure } from '../../preview/processes';
import { chromiumBinary, startChromium } from '../../preview/screenshots/chromium';
import { openCamera } from '../../preview/screenshots/pictures';
import { anyPort } from '../../preview/listen';
import { startPageServer } from '../../preview/server';

/** What the page that shows boards asks of an observatory, without a fleet, an Alertmanager and faults. */
type Shown = Pick<Observatory, 'environment' | 'pace' | 'startedAt' | 'prometheus'>;

/** How often a board is opened; the first time, the browser has nothing of the page yet. */
const openings = 3;

export interface Place {
  readonly environment: Environment;
  readonly url: string;
  readonly pace: number;
  /** Unit: Unix seconds. */
  readonly since: number;
}

/** How long a board takes to draw, or why that is not known. */
export type Drawing =
  | { readonly outcome: 'drawn'; readonly seconds: number }
  | { readonly outcome: 'not drawn' | 'no browser'; readonly reason: string };

/**
 * How long the preview takes from opening a board until every panel of it is drawn, the shortest of some times: what else the
 * machine does only lengthens it.
 */
export async function drawingOf(uid: string, place: Place): Promise<Drawing> {
  let outcome: 'no browser' | 'not drawn' = 'no browser';
  try {
    const binary = chromiumBinary(process.env);
    outcome = 'not drawn';
    return { outcome: 'drawn', seconds: await secondsToDraw(uid, place, binary) };
  } catch (error) {
    if (!(error instanceof ProgramFailure)) throw error;
    return { outcome, reason: error.message };
  }
}

/** Unit: seconds. */
async function secondsToDraw(
  uid: string,
  { environment, url, pace, since }: Place,
  binary: string,
): Promise<number> {
  const shown: Shown = { environment, pace, startedAt: since * 1_000, prometheus: url };
  const browser = await startChromium(binary);
  try {
    // A board alone asks for nothing else.
    const server = await startPageServer(shown as Observatory, anyPort);
    try {
      const camera = await openCamera(browser.tools, server.url, {});
      const times: number[] = [];
      for (let opening = 0; opening < openings; opening++)
        times.push(await camera.secondsToDraw({ uid, scheme: 'light', width: 1920 }));
      return Math.min(...times);
    } finally {
      await server.stop();
    }
  } finally {
    await browser.stop();
  }
}
