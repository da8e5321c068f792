import { loadWithFiles, type Environment } from '../../environments';
import { resolveModel } from '../../environments/resolve-model';
import { entryNotation, milliseconds } from '../../models/duration';
import { modelEntry } from '../../models/entry';
import { basePer } from '../../models/feed';
import type { Model } from '../../models/model';
import { histogramsOf, type Runtime } from '../../models/runtime';
import { runtimeIds, runtimes, type RuntimeId } from '../../models/runtimes';
import { timingNames, timingOf } from '../../models/timings';

type Entry = Readonly<Record<string, unknown>>;

/** Longest time that anybody would promise. Unit: milliseconds. */
const slowest = 60_000;

/** Promises that are tried of a runtime, in the order of an entry. */
function promisesOf(runtime: Runtime): readonly (readonly [string, unknown])[] {
  return [
    ['availability', '99.5%'],
    ...timingNames.flatMap((timing): (readonly [string, unknown])[] => {
      const bounds = histogramsOf(runtime, timingOf(timing).signal).flatMap(({ bounds: all, unit }) =>
        all.map((bound) => bound * basePer[unit] * 1_000).filter((bound) => bound <= slowest),
      );
      const whole = bounds.filter((bound) => bound > 0 && Number.isInteger(bound)).sort((a, b) => a - b);
      const middle = whole[Math.floor(0.6 * whole.length)];
      return [
        ...(middle === undefined ? [] : [[timing, { p95: entryNotation(milliseconds(middle)) }] as const]),
        [timing, { mean: '2s' }] as const,
      ];
    }),
  ];
}

/** The model of an entry; none where the entry is refused. */
function resolved(
  entry: Entry,
  settings: ReturnType<typeof loadWithFiles>[number]['settings']['value'],
): Model | undefined {
  const parsed = modelEntry.safeParse(entry);
  if (!parsed.success) return undefined;
  let isRefused = false;
  const model = resolveModel(parsed.data, settings, () => {
    isRefused = true;
  });
  return isRefused ? undefined : model;
}

/** The fixture company, and beside it one model of each runtime that it lacks, which promises all that it can. */
export function everyKind(): Environment {
  const [company] = loadWithFiles('test/fixtures/company');
  if (company === undefined) throw new Error('test/fixtures/company holds no environment');
  const { environment, settings } = company;
  const known = new Set(environment.models.flatMap(({ sources }) => sources.map(({ runtime }) => runtime)));
  const modelOf = (id: RuntimeId): Model => {
    const bare: Entry = { name: `all-${id}`, team: 'risk', runtime: id };
    const objectives = promisesOf(runtimes[id]).reduce<Entry>((kept, [name, promise]) => {
      const more = { [name]: promise, ...kept };
      return resolved({ ...bare, objectives: more }, settings.value) === undefined ? kept : more;
    }, {});
    const model = resolved({ ...bare, objectives }, settings.value);
    if (model === undefined) throw new Error(`${id}: no entry of this runtime is accepted`);
    return model;
  };
  return {
    ...environment,
    models: [...environment.models, ...runtimeIds.filter((id) => !known.has(id)).map(modelOf)],
  };
}
