import { loadEnvironments } from '../../../environments';
import { retirementOf, retirementText } from '../../../scripts/promotion/retirement';
import { renamingOf } from '../../../scripts/promotion/renaming';
import { renamingText } from '../../../scripts/promotion/renaming-text';
import { writeChanges } from '../../../scripts/promotion/write';
import { Copy } from './copy';

let copy: Copy;
beforeEach(() => (copy = new Copy()));
afterEach(() => copy.dispose());

/** In one line, so that no line break stands between words. */
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');
const assistant = 'prod/models/support-assistant.yaml';
const work =
  'maintenance:\n  - { from: 2026-12-05T22:00, to: 2026-12-06T02:00, zone: Europe/Berlin, models: [fraud-scorer, support-assistant], why: move }\n';

describe('npm run retire', () => {
  test('says what goes and what stays, and removes the entry only when told to', () => {
    const before = copy.files();
    const said = copy.run('retire', 'image-tagger', 'prod');
    expect({ status: said.status, stderr: said.stderr }).toEqual({ status: 0, stderr: '' });
    expect(said.stdout).toContain('Nothing is removed yet');
    expect(copy.files()).toEqual(before);
    expect(copy.run('retire', 'image-tagger', 'prod', '--yes').stdout).toContain('The entry is removed.');
    expect(Object.keys(before).filter((path) => !(path in copy.files()))).toEqual([
      'prod/models/image-tagger.yaml',
    ]);
    expect(loadEnvironments(copy.folder, 'prod')[0]?.models.map(({ name }) => name)).not.toContain(
      'image-tagger',
    );
  });

  test('names alerts, board, the folder of a team without another model, routes and streams', () => {
    const text = flat(retirementText(retirementOf(copy.folder, 'image-tagger', 'prod')));
    for (const part of [
      'release model-image-tagger in prod-eu-1',
      'ModelLatencyMeanHigh',
      'commerce-page, commerce-ticket hear of it no more',
      'https://grafana.prod.acme.example/d/mlo-model-image-tagger',
      'Team commerce: it is the last model of commerce',
      'vision/app=triton-shared',
      'under model_name="image-tagger": 30d in Prometheus, 365d as summaries',
      'log lines in logs-ml.inference-prod, each for 30d to 31d',
      'npm run retire -- image-tagger staging',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain(' template ');
    expect(flat(retirementText(retirementOf(copy.folder, 'churn-classifier', 'prod')))).not.toContain(
      'last model',
    );
  });

  test('names the template of a stream that no other model needs, and where the lines stay', () => {
    copy.write(
      'prod/models/sentiment.yaml',
      `${copy.read('staging/models/sentiment.yaml')}logs: { isolation: dedicated, retention: 60d }\n`,
    );
    const [goes = '', stays = ''] = flat(
      retirementText(retirementOf(copy.folder, 'sentiment', 'prod')),
    ).split(' Stays ');
    expect(goes).toMatch(/ template [\w.-]+: no other model keeps lines as long in a stream of its own/);
    expect(stays).toContain('log lines in logs-ml.inference.sentiment.60d-prod, each for 60d to');
  });

  test('reports what still names the model, and removes nothing', () => {
    copy.write('prod/environment.yaml', `${copy.read('prod/environment.yaml')}${work}`);
    const { status, stderr } = copy.run('retire', 'support-assistant', 'prod', '--yes');
    expect(status).toBe(1);
    expect(stderr).toMatch(/maintenance\[0\]\.models\[1\]/);
    expect(stderr).toMatch(/promotion\.mayDiffer\[0\]\.models\[0\]/);
    expect(copy.read(assistant)).toContain('support-assistant');
    expect(copy.run('retire', 'nobody', 'prod')).toMatchObject({ status: 1, stdout: '' });
    expect(copy.run('retire', 'nobody')).toMatchObject({ status: 2 });
  });
});

describe('npm run rename', () => {
  test('moves the entry, and changes what else names the model, and nothing besides', () => {
    copy.write('prod/environment.yaml', `${copy.read('prod/environment.yaml')}${work}`);
    const before = copy.files();
    const { status, stdout } = copy.run(
      'rename',
      'support-assistant',
      'helpdesk',
      'prod',
      '--team',
      'platform',
    );
    expect(status).toBe(0);
    expect(stdout).toContain(
      'support-assistant becomes helpdesk and goes from team assistants to platform in prod',
    );
    const after = copy.files();
    const { [assistant]: entry = '', 'prod/environment.yaml': settings = '', ...rest } = before;
    expect(after).toEqual({
      ...rest,
      'prod/environment.yaml': settings.replaceAll('support-assistant', 'helpdesk'),
      'prod/models/helpdesk.yaml': entry
        .replace('name: support-assistant', 'name: helpdesk')
        .replace('team: assistants', 'team: platform'),
    });
    expect(loadEnvironments(copy.folder, 'prod')[0]?.models.map(({ name }) => name)).toContain('helpdesk');
  });

  test('says that pods, series, links, documents and silences stay with the old name', () => {
    const to = { name: 'scorer', team: undefined };
    const text = flat(renamingText(renamingOf(copy.folder, 'prod', 'fraud-scorer', to)));
    const [follows = '', stays = ''] = text.split('Does not follow');
    expect(follows).toContain('app.kubernetes.io/name=fraud-scorer -> app.kubernetes.io/name=scorer');
    for (const part of [
      'pods they are found by the new label only',
      'model_name="fraud-scorer"',
      'd/mlo-model-fraud-scorer',
      'service.name: "fraud-scorer"',
      'amtool silence query',
    ])
      expect(stays).toContain(part);
    // One with a selector of its own is found as before.
    const tagger = flat(
      renamingText(renamingOf(copy.folder, 'prod', 'image-tagger', { name: 'tagger', team: undefined })),
    );
    expect(tagger).not.toContain('pods they are found');
  });

  test('of the team alone keeps the board’s address and the history', () => {
    const text = flat(
      renamingText(
        renamingOf(copy.folder, 'prod', 'fraud-scorer', { name: 'fraud-scorer', team: 'commerce' }),
      ),
    );
    expect(text).toMatch(/^fraud-scorer goes from team risk to commerce in prod/);
    expect(text).toContain('history of its series goes on');
    expect(text).not.toContain('model_name=');
  });

  test('quotes a name that YAML would read as something else', () => {
    writeChanges(renamingOf(copy.folder, 'prod', 'fraud-scorer', { name: 'null', team: undefined }).changes);
    expect(copy.read('prod/models/null.yaml')).toMatch(/^name: 'null'\n/);
  });

  test('is refused for a name that is taken, and a team that is not there or has no pager', () => {
    const before = copy.files();
    copy.replace('prod/environment.yaml', '    page: { pagerduty: { secret: pagerduty-commerce } }\n', '');
    copy.replace('prod/models/image-tagger.yaml', 'runtime:', 'tier: experimental\nruntime:');
    for (const [args, said] of [
      [['fraud-scorer', 'image-tagger', 'prod'], 'prod has a model image-tagger already'],
      [['fraud-scorer', 'prod', '--team', 'rsk'], 'no team "rsk"; did you mean "risk"?'],
      [['fraud-scorer', 'prod', '--team', 'commerce'], 'the team "commerce" has no page receiver'],
    ] as const) {
      const { status, stderr } = copy.run('rename', ...args);
      expect(status).toBe(1);
      expect(stderr).toContain(said);
    }
    expect(copy.read('prod/models/fraud-scorer.yaml')).toBe(before['prod/models/fraud-scorer.yaml']);
    expect(copy.run('rename', 'fraud-scorer', 'prod')).toMatchObject({ status: 2 });
    expect(copy.run('rename', 'fraud-scorer', '../x', 'prod')).toMatchObject({ status: 2 });
  });
});
