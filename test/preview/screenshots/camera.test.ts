import type { DevTools } from '../../../preview/screenshots/dev-tools';
import { openCamera, type Look } from '../../../preview/screenshots/pictures';

const overview = { uid: 'mlo-overview', scheme: 'dark', width: 1280 } as const;

interface Told {
  readonly method: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A browser that draws a board when it has been opened so often, or says why not, and writes down what it is told. */
function browser(opensUntilDrawn: number, failed?: string) {
  const told: Told[] = [];
  let address = new URL('about:blank');
  let opened = 0;
  const answers: Readonly<Record<string, (parameters: Told['parameters']) => unknown>> = {
    'Target.createTarget': () => ({ targetId: 'target' }),
    'Target.attachToTarget': () => ({ sessionId: 'session' }),
    'Page.navigate'({ url }) {
      address = new URL(String(url));
      opened++;
      return {};
    },
    'Runtime.evaluate'({ expression }) {
      if (String(expression).includes('height')) return { result: { value: 2_400 } };
      const ended = opened < opensUntilDrawn ? { failed } : { drawn: address.hash.slice(1) };
      return { result: { value: JSON.stringify({ ...ended, query: address.search }) } };
    },
    'Page.captureScreenshot': () => ({ data: Buffer.from('png').toString('base64') }),
  };
  const tools: DevTools = {
    send(method, parameters = {}) {
      told.push({ method, parameters });
      return Promise.resolve((answers[method]?.(parameters) ?? {}) as Record<string, unknown>);
    },
    fail: () => undefined,
  };
  const sent = (method: string) =>
    told.filter((one) => one.method === method).map(({ parameters }) => parameters);
  const open = (look: Look = {}) => openCamera(tools, 'http://127.0.0.1:1', look);
  const take = async (look?: Look) => (await open(look)).take(overview);
  return { sent, open, take };
}

describe('a picture of a board', () => {
  it('is taken in its scheme and width, of the whole board, once it is drawn', async () => {
    const { sent, take } = browser(1);
    expect(String(await take())).toBe('png');
    expect(sent('Emulation.setEmulatedMedia')).toMatchObject([
      { features: [{ name: 'prefers-color-scheme', value: 'dark' }, {}] },
    ]);
    expect(sent('Emulation.setDeviceMetricsOverride')).toMatchObject([{ width: 1280 }]);
    expect(sent('Page.captureScreenshot')).toMatchObject([{ clip: { width: 1280, height: 2_400 } }]);
    expect(sent('Emulation.setEmulatedVisionDeficiency')).toEqual([]);
  });

  it('is of the upper part where that is asked for, as other eyes see it', async () => {
    const { sent, take } = browser(1);
    await take({ height: 900, vision: 'protanopia' });
    expect(sent('Page.captureScreenshot')).toMatchObject([{ clip: { height: 900 } }]);
    expect(sent('Emulation.setEmulatedVisionDeficiency')).toEqual([{ type: 'protanopia' }]);
  });

  it('that is opened again is another page, because the one before is drawn already', async () => {
    const { sent, open } = browser(1);
    const camera = await open();
    await camera.secondsToDraw(overview);
    await camera.secondsToDraw(overview);
    expect(new Set(sent('Page.navigate').map(({ url }) => url)).size).toBe(2);
  });

  describe('that is not drawn in time', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());
    /** Lets hours pass as fast as they can. */
    const outcome = async (taken: Promise<Buffer>): Promise<string> => {
      const settled = taken.then(String, ({ message }: Error) => message);
      await jest.advanceTimersByTimeAsync(3_600_000);
      return settled;
    };

    it('is tried again, because the machine may be busy', async () => {
      const { sent, take } = browser(2);
      expect(await outcome(take())).toBe('png');
      expect(sent('Page.navigate')).toHaveLength(2);
    });

    it('is given up in the end, with the name of the board', async () => {
      const { sent, take } = browser(Infinity);
      expect(await outcome(take())).toBe(
        'the board mlo-overview was not drawn, 3 times: it took more than 20 s',
      );
      expect(sent('Page.captureScreenshot')).toEqual([]);
    });

    it('is given up with what the page says of it, without waiting', async () => {
      const began = Date.now();
      const { take } = browser(Infinity, 'query: 503 too many samples');
      expect(await outcome(take().finally(() => expect(Date.now() - began).toBeLessThan(1_000)))).toBe(
        'the board mlo-overview was not drawn, 3 times: query: 503 too many samples',
      );
    });
  });
});
