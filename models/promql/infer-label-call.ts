import { matchesText } from './grammar-selector';
import { certainty, withLabel } from './labels';
import { patternProblem } from './patterns';
import type { Scope } from './scope';
import type { Call } from './tree';
import type { Series, Value } from './value';
import { whichHave } from './infer-aggregation';

/** `label_replace` and `label_join`: the same series with one label more, or less. */
export function labelsSetBy(call: Call, series: Series, values: readonly Value[], { report }: Scope): Series {
  const texts = values.flatMap((value) => (value.kind === 'text' ? [value.text] : []));
  const { labels } = series;
  if (call.name === 'label_join') {
    const [target = '', , ...sources] = texts;
    for (const [index, source] of sources.entries()) {
      if (certainty(labels, source) === 'lacks')
        report(
          'label-lost',
          call.args[index + 3] ?? call,
          `the series have no label ${source} to join${whichHave(labels)}`,
        );
    }
    return { ...series, labels: withLabel(labels, target, 'maybe') };
  }
  const [target = '', replacement = '', source = '', pattern = ''] = texts;
  const at = call.args[4] ?? call;
  const problem = patternProblem(pattern);
  if (problem !== undefined) {
    report('pattern', at, `the pattern does not compile: ${problem}`);
    return { ...series, labels: withLabel(labels, target, 'maybe') };
  }
  const isEmpty = source === '' || certainty(labels, source) === 'lacks';
  const always = isEmpty && matchesText(pattern, '');
  // What is written whatever is matched.
  const constant = replacement.replaceAll(/\$(?:\w+|\{\w+\})/g, '');
  if (source !== '' && isEmpty && (!always || constant === ''))
    report(
      'label-lost',
      call.args[3] ?? call,
      `the series have no label ${source}, so ${target} is never set${whichHave(labels)}`,
    );
  // A label that is there, written again under another name.
  const copied =
    certainty(labels, source) === 'has' &&
    pattern === '(.+)' &&
    (replacement === '$1' || replacement === '${1}');
  const is = copied || (always && constant !== '') ? 'has' : 'maybe';
  return {
    ...series,
    labels: withLabel(
      labels,
      target,
      is,
      is === 'has' && !replacement.includes('$') ? replacement : undefined,
    ),
  };
}
