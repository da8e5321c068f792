import { edited, entry, settings as file, type BadCase } from '../bad-case';

const page = '    page: { pagerduty: { secret: pagerduty-pricing } }\n';
const lasting = (fields: string) => edited(file, page, `${page}    escalation: { ${fields} }\n`);
const heads = 'to: { webhook: { secret: heads } }';

/** What can be wrong about pages that last, and about models that rest outside their team's hours. */
export const escalation: readonly BadCase[] = [
  {
    file: 'escalation-soon',
    mistake: 'a page that escalates before anybody can look',
    spoil: lasting(`after: 5m, ${heads}`),
  },
  {
    file: 'escalation-late',
    mistake: 'a page that escalates after two days',
    spoil: lasting(`after: 2d, ${heads}`),
  },
  {
    file: 'escalation-number',
    mistake: 'a wait without a unit',
    spoil: lasting(`after: 60, ${heads}`),
  },
  {
    file: 'escalation-nobody',
    mistake: 'an escalation to nobody',
    spoil: lasting('after: 1h'),
  },
  {
    file: 'escalation-two',
    mistake: 'an escalation to two receivers',
    spoil: lasting('to: { webhook: { secret: heads }, opsgenie: { secret: heads } }'),
  },
  {
    file: 'escalation-same',
    mistake: 'an escalation to whom the page goes already',
    spoil: lasting('to: { pagerduty: { secret: pagerduty-pricing } }'),
  },
  {
    file: 'escalation-hours',
    mistake: 'a page that cannot last so long within the hours',
    spoil: lasting(`after: 8h, ${heads}`),
  },
  {
    file: 'escalation-no-page',
    mistake: 'an escalation of a team that nobody pages',
    spoil(workspace) {
      workspace.replace(file, 'paging: true', 'paging: false');
      workspace.replace(file, page, `    escalation: { ${heads} }\n`);
    },
  },
  {
    file: 'hours-short',
    mistake: 'hours in which nothing that waits for them is told',
    spoil: edited(file, "to: '17:00'", "to: '09:45'"),
  },
  {
    file: 'traffic-no-hours',
    mistake: 'business hours of a team that has none',
    spoil(workspace) {
      workspace.replace(
        file,
        "    hours: { days: Mon-Fri, from: '09:00', to: '17:00', zone: Europe/Berlin }\n",
        '',
      );
      workspace.replace(entry('ranker'), 'pattern: continuous', 'pattern: business-hours');
    },
  },
];
