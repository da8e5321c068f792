import { noLabels, exactly, type Labels } from './labels';
import type { Scope } from './scope';
import { bare, type Call, type Expr, type Selector } from './tree';
import { unknownSeries, type Series } from './value';

/** `absent()` gives 1 or nothing; its labels are those that the selector inside demands by `=`. */
export function absenceOf(call: Call, scope: Scope): Series {
  const [arg] = call.args;
  const inner = arg === undefined ? undefined : bare(arg);
  const selector = inner?.kind === 'window' ? inner.of : inner;
  const given = arg === undefined ? undefined : scope.infer(arg, { ...scope, report: () => undefined });
  const always = arg === undefined ? undefined : fallbackOf(arg);
  if (always !== undefined && given !== undefined) {
    scope.report(
      'never-true',
      call,
      'something is always there because of vector(), so this is never absent; take the fallback out',
    );
  }
  return {
    ...unknownSeries,
    labels: selector?.kind === 'selector' ? labelsOf(selector) : noLabels,
    presence: 'sometimes',
    constant: 1,
  };
}

/** The part of an expression that is always there. */
function fallbackOf(expr: Expr): Expr | undefined {
  const inner = bare(expr);
  if (inner.kind === 'call' && inner.name === 'vector') return inner;
  if (inner.kind === 'binary' && inner.operator === 'or')
    return fallbackOf(inner.left) ?? fallbackOf(inner.right);
  return undefined;
}

/** A label that is demanded twice is left out. */
function labelsOf({ matchers }: Selector): Labels {
  const demanded = matchers.filter(
    ({ label, operator, value }) => operator === '=' && value !== '' && label !== '__name__',
  );
  const once = demanded.filter(({ label }) => matchers.filter((one) => one.label === label).length === 1);
  const { only, lacks } = exactly(once.map(({ label }) => label));
  return {
    has: new Map(once.map(({ label, value }) => [label, value])),
    lacks,
    ...(only === undefined ? {} : { only }),
  };
}
