import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumBinary } from '../../../preview/screenshots/chromium';
import { fileOf, picturesOf } from '../../../preview/screenshots/pictures';
import { runProject } from '../../scripts/run-project';

/** Of a PNG, from its header. */
const sizeOf = (png: Buffer) => ({
  isPng: png.subarray(1, 4).toString('latin1') === 'PNG',
  width: png.readUInt32BE(16),
  height: png.readUInt32BE(20),
});

function hasChromium(): boolean {
  try {
    return chromiumBinary(process.env) !== '';
  } catch {
    return false;
  }
}

describe('pictures of boards', () => {
  it('are named for the board, the scheme and the width, each once', () => {
    expect(picturesOf(['mlo-overview']).map(fileOf)).toEqual([
      'mlo-overview-light-1280.png',
      'mlo-overview-light-1920.png',
      'mlo-overview-dark-1280.png',
      'mlo-overview-dark-1920.png',
    ]);
  });

  const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const preview = (directory: string, variables: NodeJS.ProcessEnv, ...more: readonly string[]) =>
    runProject(['preview', '--screenshots', directory, ...more], {
      timeout: 240_000,
      env: { ...process.env, ...variables },
    });

  it('are not begun without a browser, which is no mistake of usage', () => {
    const { status, stderr } = preview(join(folder, 'none'), { CHROMIUM_BIN: '/nowhere' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^CHROMIUM_BIN=\/nowhere: there is no program\n$/m);
    expect(stderr).not.toContain('    at ');
    expect(readdirSync(folder)).toEqual([]);
  }, 60_000);

  if (hasChromium()) {
    it('are taken of the whole board, light and dark, at both widths', () => {
      const directory = join(folder, 'taken');
      const chosen = ['--boards', 'mlo-model-sentiment', '--after', '10s'];
      const { status, stdout, stderr } = preview(directory, {}, ...chosen);
      expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, output: '' });
      const files = Object.fromEntries(
        readdirSync(directory).map((file) => [file, readFileSync(join(directory, file))]),
      );
      expect(Object.keys(files).sort()).toEqual(picturesOf(['mlo-model-sentiment']).map(fileOf).sort());
      for (const [file, png] of Object.entries(files)) {
        const { isPng, width, height } = sizeOf(png);
        expect({ file, isPng, width }).toEqual({
          file,
          isPng: true,
          width: Number(/(\d+)\.png$/.exec(file)?.[1]),
        });
        // A window is 1000 pixels tall, and a board of a model has more than that.
        expect(height).toBeGreaterThan(1_000);
      }
      expect(files['mlo-model-sentiment-light-1280.png']).not.toEqual(
        files['mlo-model-sentiment-dark-1280.png'],
      );
    }, 300_000);
  } else {
    it('cannot be taken here, where there is no Chromium on PATH, and the command says what to do', () => {
      const { status, stderr } = preview(join(folder, 'taken'), { CHROMIUM_BIN: '' });
      expect(status).toBe(1);
      expect(stderr).toContain('install chromium or google-chrome, or name one in CHROMIUM_BIN');
    }, 60_000);
  }
});
