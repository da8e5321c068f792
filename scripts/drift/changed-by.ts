import { at, type FieldTree, type LiveObject, type ManagedFields, type Path } from './live-object';

/** Who set a field last. */
export interface ChangedBy {
  readonly manager: string;
  readonly time: string;
}

/** Programs that people use on a cluster; what they set was set by hand. */
const byHand = /^(kubectl|oc|k9s|lens|freelens|openlens|headlamp|dashboard|rancher|node-fetch|Mozilla)/i;

/** What kubectl leaves behind where it restarts pods, which changes nothing of what was deployed. */
const restarts = new Set([
  'kubectl.kubernetes.io/restartedAt',
  'kubectl.kubernetes.io/last-applied-configuration',
]);

/** The program that owns the field at a path, and when it last set one; the latest, where several do. */
export function changedBy(object: LiveObject, path: Path): ChangedBy | undefined {
  return latest(managers(object).filter(({ fieldsV1 }) => owns(fieldsV1, object, path)));
}

/** Fields that the object has from somebody's hand, the topmost of each. */
export function byHandIn(object: LiveObject): readonly { readonly path: Path; readonly by: ChangedBy }[] {
  return managers(object)
    .filter(({ manager }) => byHand.test(manager))
    .flatMap((entry) => {
      const by = latest([entry]);
      return by === undefined ? [] : leaves(entry.fieldsV1 ?? {}, object, []).map((path) => ({ path, by }));
    });
}

/** Without what controllers report in the status. */
const managers = (object: LiveObject): readonly ManagedFields[] =>
  (object.metadata.managedFields ?? []).filter(({ subresource }) => subresource === undefined);

function latest(entries: readonly ManagedFields[]): ChangedBy | undefined {
  const [last] = [...entries].sort((a, b) => (b.time ?? '').localeCompare(a.time ?? ''));
  return last === undefined ? undefined : { manager: last.manager, time: last.time ?? '' };
}

/** Whether a tree holds the path, or a whole of which it is a part: lists that are set as one have no steps inside. */
function owns(tree: FieldTree | undefined, value: unknown, [step, ...rest]: Path): boolean {
  if (tree === undefined) return false;
  if (step === undefined || Object.keys(tree).every((key) => key === '.')) return true;
  const found = Object.entries(tree).find(([key]) => stepOf(key, value) === step);
  return found !== undefined && owns(found[1], at(value, [step]), rest);
}

function leaves(tree: FieldTree, value: unknown, path: Path): readonly Path[] {
  const inner = Object.entries(tree).filter(([key]) => key !== '.');
  if (inner.length === 0) return [path];
  return inner.flatMap(([key, part]) => {
    const step = stepOf(key, value);
    return step === undefined || restarts.has(String(step)) || at(value, [step]) === undefined
      ? []
      : leaves(part, at(value, [step]), [...path, step]);
  });
}

/** The key of a map, or the index of the element that a step is about. */
function stepOf(key: string, value: unknown): string | number | undefined {
  const told = key.slice(2);
  if (key.startsWith('f:')) return told;
  // `.` stands for the element or the map itself.
  if (!Array.isArray(value) || key === '.') return undefined;
  const wanted = JSON.parse(told) as unknown;
  const index = value.findIndex((element: unknown) =>
    key.startsWith('k:')
      ? Object.entries(wanted as object).every(([name, one]) => at(element, [name]) === one)
      : element === wanted,
  );
  return index < 0 ? undefined : index;
}
