import { aroundTheEvidence } from './burn-evidence';
import { aroundThePair, fourWeeks, thirtyDays, week, type Pair } from './burn-pairs';
import { limitsOf } from './burn-limits';
import { burning, look, scenarioOf, type Situation } from './burn-situation';
import { burnSubjects, overAWeek, overFourWeeks, type BurnSubject } from './burn-subjects';
import type { AlertCases } from './proofs';
import { windowsOf } from './ratio-windows';
import type { Scenario } from './scenario';
import { timedOf } from './timed-records';
import { countersOf, type Spell } from './traffic';

const failure: Spell = { minutes: 0.5, events: 2, bad: 2 };
const quiet = (minutes: number): Spell => ({ minutes, events: 0, bad: 0 });

function situations(budget: number): readonly Situation[] {
  const burn = burning(budget);
  const absent = (minutes: number): Spell => ({ ...quiet(minutes), trouble: 'absent' });
  /** Of many requests, one pod fails each of those that it gets. */
  const onePodFails = (minutes: number, times: number): readonly (readonly Spell[])[] => {
    const bad = 1000 * times * budget;
    return [[{ minutes, events: 1000 - bad, bad: 0 }], [{ minutes, events: bad, bad }]];
  };
  return [
    {
      name: 'silent just below the budget itself, however long',
      proves: ['silent'],
      step: 2,
      pods: [[burn(90, 0.995)]],
      looks: [look(45), look(90)],
    },
    {
      name: 'a ticket and no page just below six times the budget',
      proves: ['fires'],
      step: 2,
      pods: [[burn(70, 5.97)]],
      looks: [look(70, 'warning')],
    },
    {
      name: 'a page and a ticket just above six times the budget',
      proves: ['fires'],
      step: 2,
      pods: [[burn(70, 6.03)]],
      looks: [look(70, 'critical', 'warning')],
    },
    {
      name: 'silent for a burst that fills the short windows and no long one',
      proves: ['silent'],
      step: 2,
      // At its end: 5m 20, 30m 13, 2h 3.3 times, and 1h 6.7; 6h and days hold the busy hour.
      pods: [[burn(60, 0, 200_000), burn(100, 0), burn(20, 20), burn(40, 0)]],
      looks: [165, 176, 180, 186, 200, 220].map((minute) => look(minute)),
    },
    {
      name: 'silent while a burst is in the long windows and no longer in the short ones',
      proves: ['silent'],
      step: 4,
      // During the burst the first minutes outweigh it; when they leave a long window, it alone is there, among little else.
      pods: [[burn(12, 0, 1e6), burn(28, 20, 1e4), burn(25 * 60, 0, 100)]],
      looks: [28, 40, 80, 120, 380, 400, 1456, 1490].map((minute) => look(minute)),
    },
    {
      name: 'four bad events among four are chance, five are not',
      proves: ['fires', 'boundary'],
      step: 0.5,
      pods: [[quiet(11), ...Array.from({ length: 5 }, () => [failure, quiet(7.5)]).flat(), quiet(20)]],
      // The fifth comes after 43 minutes.
      looks: [look(41), look(43), look(51, 'critical'), look(62, 'critical', 'warning')],
    },
    {
      name: 'silent without a single bad event, of which the ratio is 0 and not nothing',
      proves: ['silent'],
      step: 2,
      pods: [[burn(90, 0)]],
      looks: [look(30), look(88)],
      ratio: 0,
    },
    {
      name: 'silent when counters begin anew, however many events they had counted',
      proves: ['silent'],
      step: 1,
      pods: [[burn(30, 0.9), burn(30, 0.9, 1000, 'starts anew')]],
      looks: [29, 31, 33, 36, 40, 58].map((minute) => look(minute)),
    },
    {
      name: 'goes on when counters begin anew in the middle of the trouble',
      proves: ['fires'],
      step: 1,
      pods: [[burn(25, 15), burn(30, 15, 1000, 'starts anew')]],
      looks: [24, 26, 28, 31, 50].map((minute) => look(minute, 'critical', 'warning')),
    },
    {
      name: 'silent when a new pod takes over, whose counters begin at 0',
      proves: ['silent'],
      step: 1,
      pods: [
        [burn(30, 0.9), absent(30)],
        [absent(30), burn(30, 0.9)],
      ],
      looks: [29, 31, 33, 36, 40, 58].map((minute) => look(minute)),
    },
    {
      name: 'goes on when a new pod takes over that is no better',
      proves: ['fires'],
      step: 1,
      pods: [
        [burn(25, 15), absent(30)],
        [absent(25), burn(30, 15)],
      ],
      looks: [24, 26, 28, 31, 50].map((minute) => look(minute, 'critical', 'warning')),
    },
    {
      name: 'goes on through a better spell that is shorter than the page is kept',
      proves: ['fires', 'boundary'],
      step: 1,
      pods: [[burn(60, 0, 200_000), burn(15, 0), burn(60, 18), burn(4, 0), burn(20, 18)]],
      looks: [look(110), ...[134, 139, 141, 143, 145, 150, 158].map((minute) => look(minute, 'critical'))],
    },
    {
      name: 'silent for a pod that fails whatever it gets, while that is little of all',
      proves: ['silent'],
      step: 2,
      pods: onePodFails(70, 0.9),
      looks: [look(30), look(68)],
    },
    {
      name: 'counts the events of all pods, also where each is little of all',
      proves: ['fires'],
      step: 2,
      pods: [...onePodFails(70, 7), ...onePodFails(70, 7)],
      looks: [look(68, 'critical', 'warning')],
    },
    {
      name: 'silent when scrapes fail',
      proves: ['silent'],
      step: 1,
      pods: [
        [
          burn(30, 0.9, 1000, 'every third scrape fails'),
          burn(8, 0.9, 1000, 'no scrape succeeds'),
          burn(15, 0.9),
        ],
      ],
      looks: [25, 30, 38, 40, 44, 52].map((minute) => look(minute)),
    },
    {
      name: 'goes on when scrapes fail in the middle of the trouble',
      proves: ['fires'],
      step: 1,
      pods: [
        [
          burn(30, 15, 1000, 'every third scrape fails'),
          burn(8, 15, 1000, 'no scrape succeeds'),
          burn(15, 15),
        ],
      ],
      looks: [25, 30, 38, 40, 44, 52].map((minute) => look(minute, 'critical', 'warning')),
    },
  ];
}

/** Scenarios of several models, in each of which the same happens at the same time: all are looked at together. */
const together = ([first, ...others]: readonly [Scenario, ...Scenario[]]): Scenario => ({
  ...first,
  input_series: [first, ...others].flatMap(({ input_series }) => input_series),
  alert_rule_test: first.alert_rule_test.map((check, index) => ({
    ...check,
    exp_alerts: [first, ...others].flatMap((one) => one.alert_rule_test[index]?.exp_alerts ?? []),
  })),
});

const around = (subject: BurnSubject, speeds: readonly Pair[]): readonly Scenario[] =>
  speeds.map((pair) => scenarioOf(subject, aroundThePair(subject.budget, pair)));

/** All of many events are bad, and what is asked for beside them is at first just too little. */
const ofBesides = (subject: BurnSubject): readonly Scenario[] => {
  const { besides } = subject;
  if (besides === undefined) return [];
  return thirtyDays.map((pair) => {
    const situation = aroundTheEvidence(pair, besides.least, besides.events);
    const many = (spell: Spell): Spell => (spell.bad === 0 ? spell : { ...spell, events: 20, bad: 20 });
    const [spells = []] = situation.pods;
    // The busy hour has gaps only, so that no longer window holds its answers.
    const answers = spells.map((spell) => (spell.bad === 0 ? { ...spell, events: 0 } : spell));
    return scenarioOf(
      {
        ...subject,
        besides: { ...besides, series: () => besides.series(countersOf(answers, situation.step).all) },
      },
      { ...situation, pods: [spells.map(many)] },
    );
  });
};

/** What happens to error budgets, for every alert that watches one. */
export const burnCases: readonly AlertCases[] = burnSubjects.map((subject) => {
  const others =
    subject.alert === overAWeek.alert ? [around(overFourWeeks, fourWeeks), around(overAWeek, week)] : [];
  return {
    alert: subject.alert,
    scenarios: [
      ...around(subject, thirtyDays).map((one, speed) =>
        together([one, ...others.flatMap((of) => of[speed] ?? [])]),
      ),
      ...limitsOf(subject),
      windowsOf(subject.promise),
      ...timedOf(subject.promise),
      ...thirtyDays.map((pair) => scenarioOf(subject, aroundTheEvidence(pair, 5, 'bad events'))),
      ...ofBesides(subject),
      ...situations(subject.budget).map((situation) => scenarioOf(subject, situation)),
    ],
  };
});
