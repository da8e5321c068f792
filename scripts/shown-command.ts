import { spawn } from 'node:child_process';

/** Something that takes long and is done once. */
export interface ShownCommand {
  /** What is being done, such as `building prometheus`. */
  readonly doing: string;
  /** How long it may take, in words. */
  readonly usually: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Lines of its output that are progress, and what they count. */
  readonly counts: { readonly line: RegExp; readonly of: string };
}

/**
 * Runs a command that takes long, and shows on standard error how far it is.
 *
 * @throws Error with the end of what it said, where it fails
 */
export async function runShown({ doing, usually, command, args, cwd, counts }: ShownCommand): Promise<void> {
  const began = Date.now();
  const seconds = (): number => Math.round((Date.now() - began) / 1_000);
  const show = (text: string): void =>
    void process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
  show(`${doing} (once; ${usually}) …`);
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let tail = '';
  let counted = 0;
  let shown = Date.now();
  const read = (text: string): void => {
    tail = (tail + text).slice(-4_000);
    counted += text.split('\n').filter((line) => counts.line.test(line)).length;
    if (Date.now() - shown < (process.stderr.isTTY ? 500 : 20_000)) return;
    shown = Date.now();
    show(`${doing}: ${counted} ${counts.of}, ${seconds()} s`);
  };
  child.stdout.setEncoding('utf8').on('data', read);
  child.stderr.setEncoding('utf8').on('data', read);
  const status = await new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  );
  show(`${doing}: ${status === 0 ? 'done' : 'failed'} after ${seconds()} s`);
  if (process.stderr.isTTY) process.stderr.write('\n');
  if (status !== 0) throw new Error(`${doing}: ${command} failed:\n${tail}`);
}
