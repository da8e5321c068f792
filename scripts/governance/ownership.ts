import type { LoadedEnvironment } from '../../environments';
import type { Duration } from '../../models/duration';
import type { Question } from './finding';
import { findingsInFiles } from './from-files';
import { findingsInPrometheus } from './from-prometheus';
import { historyOf } from './history';
import type { Address } from './prometheus';
import { unheardInFiles } from './reach';
import type { Ownership } from './report';
import { ruleFileOwners } from './rule-files';

const ofPrometheus: readonly Question[] = ['notLoaded', 'neverFired', 'alwaysFiring'];

/**
 * Who owns what of an environment. `now` in Unix seconds.
 *
 * @throws NoAnswer where a Prometheus is given and does not answer
 */
export async function ownershipOf(
  loaded: LoadedEnvironment,
  folder: string,
  now: number,
  asked?: { readonly address: Address; readonly window: Duration },
): Promise<Ownership> {
  const history = historyOf(folder);
  const told =
    asked === undefined
      ? { findings: [], notes: [] }
      : await findingsInPrometheus(loaded, asked.address, asked.window);
  return {
    environment: loaded.environment.name,
    findings: [...findingsInFiles(loaded, history, now), ...unheardInFiles(loaded), ...told.findings],
    ruleFiles: ruleFileOwners(loaded, history),
    notes: [...(history.note === undefined ? [] : [history.note]), ...told.notes],
    unasked: asked === undefined ? ofPrometheus : [],
  };
}
