import ts from 'typescript';

/** Words of a command that are the same in every call of it: the command and its options, without what they are about. */
export function lastingWords(command: string): readonly string[] {
  const [last = ''] = command.split(' && ').slice(-1);
  const words = last.split(/\s+/).filter((word) => word !== '--');
  const [program = '', ...rest] = words[0] === 'npx' ? words.slice(words.indexOf('observatory')) : words;
  const options = (from: readonly string[]): readonly string[] =>
    from.filter((word) => word.startsWith('--'));
  if (program === 'npm' && rest[0] === 'run') return [rest[1] ?? '', ...options(rest.slice(2))];
  return [rest[0] ?? '', ...options(rest.slice(1))];
}

/** Whether a program has a call or a list with all these texts, the first before the others. */
export function isCalledIn(source: string, words: readonly string[]): boolean {
  const [first = '', ...others] = words;
  const visit = (node: ts.Node): boolean => {
    const parts = ts.isCallExpression(node)
      ? node.arguments
      : ts.isArrayLiteralExpression(node)
        ? node.elements
        : undefined;
    const texts = (parts ?? []).flatMap((part) => (ts.isStringLiteralLike(part) ? [part.text] : []));
    const rest = texts.slice(texts.indexOf(first) + 1);
    if (texts.includes(first) && others.every((word) => rest.includes(word))) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(ts.createSourceFile('test.ts', source, ts.ScriptTarget.Latest, true));
}
