import type { Model } from '../../models/model';
import { modelIdentity, modelInfo } from '../../models/names';
import { signalNames, signals } from '../../models/signals';
import { thresholdsOf } from '../../rules/model-thresholds';
import type { PrintedGroup, PrintedRule } from '../../rules/rule';
import { parse, placesIn, seriesIn } from '../mutation/expression';
import { ofRuntimes } from '../mutation/runtime-branches';

/** Stand for the names of a model while its rules are made, because all models of a runtime have the same. */
const anyNamespace = 'namespace-of-the-model';
const anyName = 'name-of-the-model';

/** An expression with every selector limited to one model. */
function ofAnyModel(text: string): string {
  const matchers = `namespace="${anyNamespace}", model_name="${anyName}"`;
  const inserts = placesIn(parse(text)).flatMap(({ node }) => {
    if (node.kind !== 'selector') return [];
    const [first] = node.matchers;
    return first === undefined
      ? [{ at: node.from + (node.metric ?? '').length, text: `{${matchers}}` }]
      : [{ at: first.from, text: `${matchers}, ` }];
  });
  return [...inserts]
    .sort((a, b) => b.at - a.at)
    .reduce((printed, { at, text: insert }) => printed.slice(0, at) + insert + printed.slice(at), text);
}

/** Whether a record is about models as they tell of themselves; what exporters tell is joined for all at once. */
const isAboutModels = (rule: PrintedRule): boolean =>
  rule.record !== undefined &&
  /runtime="|model_name!=""|\bmodel:/.test(rule.expr) &&
  !/\bpod\b/.test(rule.expr);

/** What decides which records are written for a model. */
interface Likeness {
  readonly runtimes: ReadonlySet<string>;
  /** Series of signals that it feeds, and of its thresholds. */
  readonly series: ReadonlySet<string>;
}

const signalSeries: ReadonlySet<string> = new Set(signalNames.map((name) => signals[name].series));

/** The records of shared groups that a model feeds and promises something about, written out for it. */
function templateOf(
  groups: readonly PrintedGroup[],
  { runtimes, series }: Likeness,
): readonly PrintedGroup[] {
  const made = new Set<string>();
  const isFed = ({ record = '', expr }: PrintedRule): boolean => {
    if (signalSeries.has(record)) return series.has(record);
    const read = [...seriesIn(expr)].filter(
      (name) => name.startsWith('model:') && name !== modelInfo && name !== modelIdentity,
    );
    const [asked, told] = [true, false].map((isThreshold) =>
      read.filter((name) => name.startsWith('model:threshold:') === isThreshold),
    );
    return (
      (asked ?? []).every((name) => series.has(name)) &&
      ((told ?? []).length === 0 || (told ?? []).some((name) => made.has(name)))
    );
  };
  return groups.map((group) => ({
    ...group,
    rules: ofRuntimes([group], runtimes)
      .flatMap(({ rules }) => rules)
      .filter((rule, index) => {
        const shared = group.rules[index];
        if (shared === undefined || !isAboutModels(shared) || !isFed(rule)) return false;
        made.add(rule.record ?? '');
        return true;
      })
      .map((rule) => ({ ...rule, expr: ofAnyModel(rule.expr) })),
  }));
}

/** What is left of the shared groups, and every record about models written out for each model that feeds it. */
export function withOwnRecords(
  groups: readonly PrintedGroup[],
  models: readonly Model[],
): readonly PrintedGroup[] {
  const templates = new Map<string, readonly PrintedGroup[]>();
  const own = models.flatMap((model) => {
    const runtimes = new Set<string>(model.sources.map(({ runtime }) => runtime));
    const series = new Set([
      ...model.signals.map((name) => signals[name].series),
      ...thresholdsOf(model).map(({ record }) => record),
    ]);
    const key = [...runtimes, ...series].sort().join();
    const template = templates.get(key) ?? templateOf(groups, { runtimes, series });
    templates.set(key, template);
    return template.map((group) => ({
      ...group,
      name: `${group.name}-of-${model.name}`,
      rules: group.rules.map((rule) => ({
        ...rule,
        expr: rule.expr.replaceAll(anyNamespace, model.namespace).replaceAll(anyName, model.name),
      })),
    }));
  });
  return [
    ...groups.map((group) => ({ ...group, rules: group.rules.filter((rule) => !isAboutModels(rule)) })),
    ...own,
  ];
}
