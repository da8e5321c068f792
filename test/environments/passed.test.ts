import { loadWithFiles, passedNotes } from '../../environments';
import { edited, entry, settings } from './bad-case';
import { inWorkspace } from './workspace';

/** Notes about the fixture environment with something dated in both kinds of files, on a day. */
const notesOn = (day: string): readonly string[] =>
  inWorkspace((workspace) => {
    edited(
      settings,
      'owner: platform\n',
      'owner: platform\nmayBeDestroyed:\n  - { resource: helm_release.eck-stack, until: 2026-06-30, why: it moves }\n',
    )(workspace);
    const file = entry('churn');
    workspace.write(
      file,
      `${workspace.read(file).trimEnd()}\nalerts: { ModelAbsent: { off: it moves, until: 2026-06-30 } }\n`,
    );
    return loadWithFiles(workspace.folder)
      .flatMap((loaded) => passedNotes(loaded, Date.parse(day) / 1_000))
      .map(({ path, message }) => `${path}: ${message}`);
  });

test('what was dated is noted from the day after its last', () => {
  expect(notesOn('2026-06-30T23:59:59Z')).toEqual([]);
  expect(notesOn('2026-07-01T00:00:00Z')).toEqual([
    'mayBeDestroyed[0].until: helm_release.eck-stack may still be destroyed, which was meant until 2026-06-30; take this out',
    'alerts.ModelAbsent.until: ModelAbsent was off until 2026-06-30 and is back; take this out',
  ]);
});
