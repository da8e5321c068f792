/**
 * Why a regular expression does not compile in Prometheus, which reads the dialect of Go (RE2): no references back, no
 * looking around, repetitions up to 1,000. `undefined` where it does.
 */
export function patternProblem(pattern: string): string | undefined {
  let rest = pattern;
  let open = 0;
  /** What stands before a repetition: nothing to repeat, something, or a repetition. */
  let before: 'nothing' | 'something' | 'repetition' = 'nothing';
  while (rest !== '') {
    const token = tokens.find(({ form }) => form.test(rest));
    const text = token?.form.exec(rest)?.[0] ?? '';
    if (token === undefined) return `${rest.slice(0, 2)} is no escape or bracket that it knows`;
    if (typeof token.is !== 'string') return token.is.problem(text);
    if (!isProperty(text)) return `${text} is no class of characters that it knows`;
    if (token.is === 'repetition') {
      if (before === 'nothing') return `there is nothing that ${text} could repeat`;
      if (before === 'repetition') return `${text} repeats a repetition`;
      const [low = 0, high = 0] = text.match(/\d+/g)?.map(Number) ?? [];
      if (Math.max(low, high) > 1_000) return `${text} repeats more than 1000 times`;
      if (/^\{\d+,\d+\}/.test(text) && low > high) return `${text} counts down`;
    }
    if (token.is === 'opens') open++;
    if (token.is === 'closes' && open-- === 0) return 'a ) closes nothing';
    if (token.is === 'class') {
      const problem = classProblem(text);
      if (problem !== undefined) return problem;
    }
    before =
      token.is === 'opens' || token.is === 'alternative'
        ? 'nothing'
        : token.is === 'flags'
          ? before
          : token.is === 'repetition'
            ? 'repetition'
            : 'something';
    rest = rest.slice(text.length);
  }
  return open > 0 ? 'a ( is never closed' : undefined;
}

type TokenKind = 'repetition' | 'opens' | 'closes' | 'class' | 'alternative' | 'flags' | 'something';

interface Token {
  readonly form: RegExp;
  readonly is: TokenKind | { readonly problem: (text: string) => string };
}

const escaped =
  /^\\(?:[pP](?:\{\^?\w+\}|[CLMNPSZ])|x[0-9a-fA-F]{2}|x\{[0-9a-fA-F]+\}|[0-7]{3}|0[0-7]{0,2}|[aAfbBdDnrsStvwWz]|(?![a-zA-Z0-9])[\x20-\x7e])/;

const tokens: readonly Token[] = [
  { form: /^\\Q[^]*?(?:\\E|$)/, is: 'something' },
  { form: escaped, is: 'something' },
  { form: /^\\$/, is: { problem: () => 'it ends with a backslash' } },
  { form: /^\\[1-9]/, is: { problem: (text) => `${text} refers back, which it cannot` } },
  { form: /^\(\?(?:[=!]|<[=!])/, is: { problem: (text) => `${text} looks around, which it cannot` } },
  { form: /^\(\?P?<[A-Za-z_]\w*>/, is: 'opens' },
  { form: /^\(\?[imsU]*(?:-[imsU]+)?:/, is: 'opens' },
  { form: /^\(\?(?:[imsU]+(?:-[imsU]+)?|-[imsU]+)\)/, is: 'flags' },
  { form: /^\(\?[^]?/, is: { problem: (text) => `${text} begins no group that it knows` } },
  { form: /^\(/, is: 'opens' },
  { form: /^\)/, is: 'closes' },
  { form: /^\|/, is: 'alternative' },
  { form: /^\[\^?\]?(?:\[:\^?\w+:\]|\\[^]|[^\]\\])*\]/, is: 'class' },
  { form: /^\[/, is: { problem: () => 'a [ is never closed' } },
  { form: /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/, is: 'repetition' },
  { form: /^[^\\]/, is: 'something' },
];

const classParts = /\[:\^?\w+:\]|\\[^]|[^]/g;
const posix =
  /^\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]$/;

/** Of `\\p{Greek}`: whether there is such a category or script. Anything else passes. */
function isProperty(text: string): boolean {
  const name = /^\\[pP]\{\^?(\w+)\}$/.exec(text)?.[1];
  if (name === undefined || /^(?:Any|[CLMNPSZ][a-z]?)$/.test(name)) return true;
  try {
    return new RegExp(`\\p{Script=${name}}`, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** The characters between [ and ]: known escapes only, and no range that runs backwards. */
function classProblem(text: string): string | undefined {
  const inner = text.slice(/^\[\^/.test(text) ? 2 : 1, -1);
  const parts = inner.match(classParts) ?? [];
  for (const [index, part] of parts.entries()) {
    if (part.startsWith('[:') && part.endsWith(':]') && part.length > 2 && !posix.test(part))
      return `${part} is no class that it knows`;
    if (/^\\[a-zA-Z0-9]/.test(part) && !/^\\[pPx0-7adDfnrsStvwW]/.test(part))
      return `${part} is no escape that it knows`;
    const next = parts[index + 2];
    if (parts[index + 1] !== '-' || next === undefined || part === '-') continue;
    if (/^\\[pPdDsSwW]/.test(next)) return `${part}-${next} ends in no character`;
    if (part.length === 1 && next.length === 1 && part > next) return `${part}-${next} runs backwards`;
  }
  return undefined;
}
