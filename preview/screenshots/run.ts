import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dashboardsFor } from '../../dashboards';
import { UsageError } from '../../scripts/command';
import { faultsOf } from '../faults';
import type { Observatory } from '../observatory';
import type { ScreenshotArguments } from './arguments';
import { startChromium } from './chromium';
import { untilPanelsHaveData } from './panels-with-data';
import { fileOf, openCamera, picturesOf } from './pictures';

export interface ScreenshotOptions extends Omit<ScreenshotArguments, 'env' | 'environments'> {
  /** Path of the browser. */
  readonly chromium: string;
  readonly tell: (line: string) => void;
}

/**
 * Takes a picture of every board, light and dark, at each width. `page` is the address of the preview's page.
 *
 * @throws UsageError for a board or a fault that there is not, ProgramFailure where the browser does not do its part
 */
export async function takeScreenshots(
  observatory: Observatory,
  page: string,
  { directory, chromium, after, boards, faults, tell, ...look }: ScreenshotOptions,
): Promise<void> {
  const uids = chosen(observatory, boards);
  for (const { model, fault } of faults) inject(observatory, model, fault);
  const browser = await startChromium(chromium);
  try {
    tell('waiting until panels have data …');
    const empty = await untilPanelsHaveData(observatory, page, { boards: uids, least: after });
    for (const panel of empty) tell(`no data: ${panel}`);
    const pictures = picturesOf(uids);
    const camera = await openCamera(browser.tools, page, look);
    mkdirSync(directory, { recursive: true });
    for (const picture of pictures)
      writeFileSync(join(directory, fileOf(picture)), await camera.take(picture));
    tell(`${pictures.length} pictures in ${directory}`);
  } finally {
    await browser.stop();
  }
}

function chosen({ environment }: Observatory, boards?: readonly string[]): readonly string[] {
  const all = dashboardsFor(environment).map(({ dashboard }) => dashboard.uid);
  const unknown = boards?.filter((uid) => !all.includes(uid)) ?? [];
  if (unknown.length > 0)
    throw new UsageError(`${environment.name} has no board ${unknown.join(', ')}; it has ${all.join(', ')}`);
  return boards ?? all;
}

function inject(observatory: Observatory, name: string, fault: string): void {
  try {
    observatory.setFault(name, fault, true);
  } catch (error) {
    const model = observatory.environment.models.find((one) => one.name === name);
    const known = model === undefined ? [] : faultsOf(model).map(({ id }) => id);
    throw new UsageError(
      [(error as Error).message, ...(known.length === 0 ? [] : [`it can have ${known.join(', ')}`])].join(
        '; ',
      ),
    );
  }
}
