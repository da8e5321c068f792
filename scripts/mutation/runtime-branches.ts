import { bare, type Expr } from '../../models/promql/tree';
import type { PrintedGroup } from '../../rules/rule';
import type { Scenario } from '../../test/rules/scenario';
import { parse } from './expression';

const runtimeOf = /\bruntime\s*=\s*"([^"]+)"/g;

/** The runtimes whose series some scenarios have. */
export const runtimesIn = (scenarios: readonly Scenario[]): ReadonlySet<string> =>
  new Set(
    scenarios
      .flatMap(({ input_series }) => input_series as readonly { readonly series: string }[])
      .flatMap(({ series }) => [...series.matchAll(runtimeOf)].map(([, runtime]) => runtime ?? '')),
  );

/** The alternatives of an expression that is `a or b or c`, without conditions on how they go together. */
function alternatives(expr: Expr): readonly Expr[] {
  const inner = bare(expr);
  return inner.kind === 'binary' && inner.operator === 'or' && inner.matching === undefined
    ? [...alternatives(inner.left), ...alternatives(inner.right)]
    : [expr];
}

/**
 * Records with the alternatives of these runtimes only. Those of the others select series with the label of a
 * runtime that no scenario has, so they find nothing, and finding it takes most of the time. `shortened` names the
 * records that may be shortened so; all may without it.
 */
export const ofRuntimes = (
  groups: readonly PrintedGroup[],
  runtimes: ReadonlySet<string>,
  shortened?: ReadonlySet<string>,
): readonly PrintedGroup[] =>
  groups.map((group) => ({
    ...group,
    rules: group.rules.map((rule) => {
      const { record } = rule;
      if (record === undefined || shortened?.has(record) === false) return rule;
      if (!rule.expr.includes('runtime="')) return rule;
      const texts = alternatives(parse(rule.expr)).map(({ from, to }) => rule.expr.slice(from, to));
      const kept = texts.filter((text) => {
        const named = [...text.matchAll(runtimeOf)].map(([, runtime]) => runtime ?? '');
        return named.length === 0 || named.some((runtime) => runtimes.has(runtime));
      });
      return { ...rule, expr: (kept.length === 0 ? texts.slice(0, 1) : kept).join('\nor\n') };
    }),
  }));
