/** One command of a block. */
export interface Command {
  /** The page, and the line on which its block begins. */
  readonly page: string;
  readonly line: number;
  readonly text: string;
}

/**
 * The commands of a block: lines, joined where a backslash, a quote or a document within the text (`<<EOF`) goes on, without
 * comments. Whether a text is complete is asked of `isComplete`.
 */
export function commandsIn(block: string, isComplete: (text: string) => boolean): readonly string[] {
  const commands: string[] = [];
  let open = '';
  for (const line of block.split('\n')) {
    const bare = line.replace(/\s+#\s.*$|^#.*$/, '').trimEnd();
    if (open === '' && bare.trim() === '') continue;
    open = open === '' ? bare : `${open}\n${line}`;
    if (open.endsWith('\\') || !isComplete(open)) continue;
    commands.push(open.replaceAll(/\\\n\s*/g, ''));
    open = '';
  }
  return open === '' ? commands : [...commands, open];
}
