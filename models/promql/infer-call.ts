import { experimentalFunctions, functions, type Signature } from './functions';
import { flagged } from './grammar';
import { histogramOf } from './infer-histogram';
import { labelsSetBy } from './infer-label-call';
import { absenceOf } from './infer-absence';
import { overTime } from './infer-over-time';
import { checkQuantile } from './quantile-range';
import type { Scope } from './scope';
import type { Call } from './tree';
import { inWords, plainSeries, scalar, vector, withUnit, type Series, type Value } from './value';

export function inferCall(expr: Call, scope: Scope): Value | undefined {
  const { name, args } = expr;
  if (experimentalFunctions.has(name)) {
    scope.report('experimental', expr.nameSpan, flagged(`${name}()`));
    return undefined;
  }
  const signature = functions.get(name);
  if (signature === undefined) {
    scope.report('unknown-function', expr.nameSpan, `there is no function "${name}"`);
    return undefined;
  }
  if (args.length < signature.least || args.length > signature.most) {
    scope.report(
      'arity',
      expr,
      `${name}() takes ${countOf(signature)}, and here ${args.length === 1 ? 'is 1' : `are ${args.length}`}`,
    );
    return undefined;
  }
  const values = args.map((arg) => scope.infer(arg, scope));
  if (!values.every((value) => value !== undefined)) return undefined;
  const fits = values.map((value, index) => {
    const wanted = signature.args[Math.min(index, signature.args.length - 1)];
    if (value.kind === wanted || wanted === undefined) return true;
    scope.report('argument-type', args[index] ?? expr, wrongArgument(name, wanted, value.kind));
    return false;
  });
  return fits.every(Boolean) ? resultOf(expr, values, signature, scope) : undefined;
}

function countOf({ args, least, most }: Signature): string {
  if (most === Infinity) return `at least ${least} arguments`;
  if (args.length === 0) return 'nothing between its brackets';
  const number = least === most ? String(most) : `${least} or ${most}`;
  return `${number} argument${most === 1 ? '' : 's'}`;
}

function wrongArgument(name: string, wanted: Value['kind'], given: Value['kind']): string {
  const said = `${name}() wants ${inWords[wanted]}, and this is ${inWords[given]}`;
  if (wanted === 'window' && given === 'vector') return `${said}; write how far it looks back, as in x[5m]`;
  if (wanted === 'vector' && given === 'window')
    return `${said}; leave the window out, or take a rate or a mean of it`;
  if (wanted === 'scalar' && given === 'vector') return `${said}; scalar() makes one of a single series`;
  if (wanted === 'vector' && given === 'scalar') return `${said}; vector() makes one of it`;
  return said;
}

/** Functions that change a value and not what it counts. */
const keepingUnit: ReadonlySet<string> = new Set(
  'abs ceil floor round sort sort_desc clamp clamp_max clamp_min'.split(' '),
);

function resultOf(expr: Call, values: readonly Value[], { result }: Signature, scope: Scope): Value {
  const { name } = expr;
  if (result === 'scalar') return scalar();
  const given = values.find((value) => value.kind === 'vector' || value.kind === 'window');
  // `vector(1)`, and `hour()` without a series: one value without labels.
  if (given === undefined || name === 'vector') {
    const [first] = values;
    return vector(
      first?.kind === 'scalar' && first.literal !== undefined
        ? { ...plainSeries, constant: first.literal }
        : plainSeries,
    );
  }
  const { series } = given as { readonly series: Series };
  if (name === 'quantile_over_time' && values[0] !== undefined)
    checkQuantile(values[0], expr.args[0] ?? expr, scope.report);
  if (name.startsWith('absent')) return vector(absenceOf(expr, scope));
  if (name.startsWith('histogram_')) return vector(histogramOf(expr, series, values, scope));
  if (name === 'label_replace' || name === 'label_join')
    return vector(labelsSetBy(expr, series, values, scope));
  if (given.kind === 'window') return vector(overTime(expr, series, scope));
  if (keepingUnit.has(name)) return vector(series);
  return vector(withUnit(series, name === 'timestamp' ? 'seconds' : 'unknown'));
}
