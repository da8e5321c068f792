import type { LoadedEnvironment, Origin } from '../../environments';
import { environmentChanges } from '../changes/environment-changes';
import { factsOfEnvironment } from '../changes/environment-facts';
import type { Change, Fact } from '../changes/fact';

/** A setting that differs between two environments. */
export interface SettingDifference {
  readonly setting: string;
  readonly from?: string;
  readonly to?: string;
  /** A version is promoted like a model; all else is what the environment is. */
  readonly why: 'version' | 'policy';
  readonly places: readonly Origin[];
}

/** What two environment files and rule files come to, where that differs. What only one of them names is one difference. */
export function settingDifferences(
  from: LoadedEnvironment,
  to: LoadedEnvironment,
): readonly SettingDifference[] {
  const facts = [factsOfEnvironment(from), factsOfEnvironment(to)];
  const changes = environmentChanges(from, to).filter(
    ({ topic, about }) => topic === 'platform' || topic === 'told' || about.startsWith('rules/'),
  );
  const all = changes.map((change) => differenceOf(change, facts));
  return foldedNames(all);
}

function differenceOf(change: Change, sides: readonly (readonly Fact[])[]): SettingDifference {
  const { topic, about, before, after } = change;
  return {
    setting: about === 'modelNamespace' ? 'models.namespace' : about,
    ...(before === undefined ? {} : { from: before }),
    ...(after === undefined ? {} : { to: after }),
    why: about.startsWith('versions.') ? 'version' : 'policy',
    places: sides.flatMap((facts) => {
      const origin = facts.find((fact) => fact.topic === topic && fact.about === about)?.origin;
      return origin !== undefined && 'file' in origin ? [origin] : [];
    }),
  };
}

/** Groups whose names people choose. */
const chosen = /^(?:clusters|teams|gpuPools)\.[^.]+/;

function foldedNames(all: readonly SettingDifference[]): readonly SettingDifference[] {
  const nameOf = ({ setting }: SettingDifference): string | undefined => chosen.exec(setting)?.[0];
  const sideOf = ({ from, to }: SettingDifference): string =>
    from === undefined ? 'to' : to === undefined ? 'from' : 'both';
  const seen = new Set<string>();
  return all.flatMap((one): readonly SettingDifference[] => {
    const name = nameOf(one);
    const side = sideOf(one);
    const alike = all.filter((other) => nameOf(other) === name && sideOf(other) === side);
    if (name === undefined || side === 'both' || alike.length < 2) return [one];
    if (seen.has(`${side} ${name}`)) return [];
    seen.add(`${side} ${name}`);
    const says = alike
      .map(({ setting, from, to }) => `${setting.slice(name.length + 1)} ${from ?? to ?? ''}`)
      .join(', ');
    return [{ setting: name, [side]: says, why: one.why, places: one.places.slice(0, 1) }];
  });
}
