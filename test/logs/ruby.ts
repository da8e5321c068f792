/** Ruby's anchors of the whole text are those of JavaScript without the flag `m`. */
export const ruby = (pattern: string, flags = ''): RegExp =>
  new RegExp(pattern.replaceAll('\\A', '^').replaceAll('\\z', '$'), flags);

const compiled = new Map<string, RegExp>();

/** Pipelines have hundreds of patterns, and tests send thousands of lines. */
function known(pattern: string, flags: string): RegExp {
  const key = `${flags} ${pattern}`;
  const expression = compiled.get(key) ?? ruby(pattern, flags);
  compiled.set(key, expression);
  return expression;
}

/** As the filter `grok` compiles it: a dot is any character, line ends included. */
export const grokPattern = (pattern: string): RegExp => known(pattern, 'su');

/** What Ruby puts in the place of a match: `\1` is the first group, and a dollar is a dollar. */
export const replaced = (text: string, pattern: string, instead: string): string =>
  text.replace(known(pattern, 'g'), (...found: readonly unknown[]) =>
    instead.replace(/\\(\d)/g, (_whole, group: string) => {
      const value = found[Number(group)];
      return typeof value === 'string' ? value : '';
    }),
  );
