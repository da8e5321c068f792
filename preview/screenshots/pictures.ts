import { ProgramFailure } from '../processes';
import type { DevTools } from './dev-tools';

/** Colour schemes and widths in which each board is looked at. */
export const schemes = ['light', 'dark'] as const;
export type Scheme = (typeof schemes)[number];
/** Unit: pixels. */
export const widths = [1280, 1920] as const;

/** A picture of one whole board. */
export interface Picture {
  readonly uid: string;
  readonly scheme: Scheme;
  /** Unit: pixels. */
  readonly width: number;
}

/** `mlo-overview-dark-1280.png` */
export const fileOf = ({ uid, scheme, width }: Picture): string => `${uid}-${scheme}-${width}.png`;

export const picturesOf = (uids: readonly string[]): readonly Picture[] =>
  uids.flatMap((uid) =>
    schemes.flatMap((scheme) => widths.map((width): Picture => ({ uid, scheme, width }))),
  );

/** How tall the window is while a board is drawn; the picture is as tall as the board. Unit: pixels. */
const windowHeight = 1_000;
/** How long a board may take to draw, and how often it is asked. Unit: milliseconds. */
const patience = 20_000;
const pause = 100;
/** How often a board is opened: on a busy machine, Prometheus may not answer in time. */
const attempts = 3;

/** Whose eyes a picture is taken for, as the browser calls them. */
export const visions = ['deuteranopia', 'protanopia', 'tritanopia', 'achromatopsia'] as const;
export type Vision = (typeof visions)[number];

/** What holds for all pictures of a run. */
export interface Look {
  /** Only the upper part of a board that is taller. Unit: pixels. */
  readonly height?: number;
  /** As somebody sees it who does not tell these colours apart. */
  readonly vision?: Vision;
}

/** A tab that takes pictures, one after the other. */
export interface Camera {
  /** How long it takes from opening a board until every panel is drawn. */
  readonly secondsToDraw: (picture: Picture) => Promise<number>;
  readonly take: (picture: Picture) => Promise<Buffer>;
}

/** `page` is the address of the preview's page. */
export async function openCamera(
  tools: DevTools,
  page: string,
  { height: tallest, vision }: Look,
): Promise<Camera> {
  const { targetId } = await tools.send('Target.createTarget', { url: 'about:blank' });
  const attached = await tools.send('Target.attachToTarget', { targetId, flatten: true });
  const session = String(attached['sessionId']);
  const tell = (method: string, parameters?: Readonly<Record<string, unknown>>) =>
    tools.send(method, parameters, session);
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result } = await tell('Runtime.evaluate', { expression, returnByValue: true });
    return (result as { readonly value?: unknown } | undefined)?.value;
  };
  const resize = (width: number, height: number) =>
    tell('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });

  let opened = 0;
  const open = async (picture: Picture): Promise<void> => {
    let failure: string | undefined;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      // Another query each time, by which this page is told from the one before, which is drawn already.
      const query = new URLSearchParams({ alone: `${fileOf(picture)}-${++opened}` }).toString();
      await tell('Page.navigate', { url: `${page}/?${query}#${encodeURIComponent(picture.uid)}` });
      failure = await failureOf(evaluate, picture.uid, query);
      if (failure === undefined) return;
    }
    throw new ProgramFailure(`the board ${picture.uid} was not drawn, ${attempts} times: ${failure ?? ''}`);
  };
  if (vision !== undefined) await tell('Emulation.setEmulatedVisionDeficiency', { type: vision });

  const prepare = async ({ scheme, width }: Picture): Promise<void> => {
    await resize(width, windowHeight);
    await tell('Emulation.setEmulatedMedia', {
      features: [
        { name: 'prefers-color-scheme', value: scheme },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ],
    });
  };

  return {
    async secondsToDraw(picture) {
      await prepare(picture);
      const began = performance.now();
      await open(picture);
      return (performance.now() - began) / 1_000;
    },
    async take(picture) {
      const { width } = picture;
      await prepare(picture);
      await open(picture);
      const whole = Number(await evaluate('Math.ceil(document.body.getBoundingClientRect().height)'));
      const height = Math.min(whole, tallest ?? whole);
      const { data } = await tell('Page.captureScreenshot', {
        format: 'png',
        captureBeyondViewport: true,
        clip: { x: 0, y: 0, width, height, scale: 1 },
      });
      return Buffer.from(String(data), 'base64');
    },
  };
}

/** What the page says of itself. */
interface Said {
  /** Uid of the board of which every panel is drawn. */
  readonly drawn?: string;
  /** Why the board cannot be drawn. */
  readonly failed?: string;
  readonly query: string;
}

const said = 'JSON.stringify({ ...document.documentElement.dataset, query: location.search })';

/** Why the board is not drawn, as the page says by itself; nothing once it is. It must be that page, and not the one before. */
async function failureOf(
  evaluate: (expression: string) => Promise<unknown>,
  uid: string,
  expected: string,
): Promise<string | undefined> {
  for (const end = Date.now() + patience; Date.now() < end;) {
    const { drawn, failed, query } = JSON.parse(String((await evaluate(said)) ?? '{}')) as Partial<Said>;
    if (query === `?${expected}` && failed !== undefined) return failed;
    if (query === `?${expected}` && drawn === uid) return undefined;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return `it took more than ${patience / 1_000} s`;
}
