import { edited, settings as file, type BadCase } from '../bad-case';

const given = (lines: string) => edited(file, 'owner: platform\n', `owner: platform\n${lines}`);

/** What a file can say wrongly of what may be destroyed. */
export const protections: readonly BadCase[] = [
  {
    file: 'protected-word',
    mistake: 'a protection that is neither on nor off',
    spoil: given('protected: always\n'),
  },
  {
    file: 'protected-exception',
    mistake: 'exceptions without a kind of resource, a day of the calendar and a reason',
    spoil: given('mayBeDestroyed:\n  - { resource: eck-stack, until: 2026-02-30 }\n'),
  },
];
