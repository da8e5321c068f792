import {
  boardUids,
  clusterOfAlert,
  dataSourceUids,
  folderUids,
  linkedPanels,
  panelId,
  panelUrl,
  runbookUrl,
} from '../../models/links';
import { dataViewId, linesOf, loggedOfAlert, logsUrl, logsUrlInTime, spaceIds } from '../../models/log-links';
import { longestClusterName } from '../../environments/cluster';
import { longestModelName } from '../../models/entry';

test('every linked panel has a number of its own, on each board and over all', () => {
  const keys = Object.values(linkedPanels).flat();
  expect(new Set(keys.map(panelId)).size).toBe(keys.length);
});

test('a number is a positive integer that a double holds exactly, and does not move', () => {
  for (const key of ['', 'a', 'gpu', 'ü', '🤖', 'x'.repeat(1_000)]) {
    expect(Number.isSafeInteger(panelId(key)) && panelId(key) > 0).toBe(true);
  }
  expect(panelId('error-budget')).toMatchInlineSnapshot(`1312890894`);
});

test('uids fit the 40 characters of Grafana, for the longest name too', () => {
  const longest = 'x'.repeat(longestModelName);
  expect(boardUids.model(longest).length).toBeLessThanOrEqual(40);
  expect(folderUids.team(longest).length).toBeLessThanOrEqual(40);
  const cluster = 'x'.repeat(longestClusterName);
  expect(dataSourceUids.prometheus(cluster).length).toBeLessThanOrEqual(40);
  expect(dataSourceUids.alertmanager(cluster).length).toBeLessThanOrEqual(40);
});

test('a panel’s address is that of its board, for a model or a template of one', () => {
  const panel = { board: 'model', panel: 'drift' } as const;
  expect(panelUrl('https://g', panel, '{{ $labels.model_name }}')).toBe(
    `https://g/d/mlo-model-{{ $labels.model_name }}?viewPanel=${panelId('drift')}`,
  );
  expect(panelUrl('https://g', { board: 'gpu', panel: 'gpu-xid' }, '')).toContain('/d/mlo-gpu?viewPanel=');
});

test('a panel of one cluster opens on the data source of that cluster', () => {
  const panel = { board: 'gpu', panel: 'gpu-xid' } as const;
  expect(panelUrl('https://g', panel, '', 'eu-1')).toBe(
    `https://g/d/mlo-gpu?viewPanel=${panelId('gpu-xid')}&var-datasource=${dataSourceUids.prometheus('eu-1')}`,
  );
  expect(panelUrl('https://g', panel, '', clusterOfAlert)).toContain(
    'var-datasource=mlo-prometheus-{{ $externalLabels.cluster }}',
  );
});

test('the address of the logs names the space of the team, its data view and the model, and is one word', () => {
  const url = logsUrl('https://k', { name: 'churn', team: 'risk' });
  expect(new URL(url).pathname).toBe('/s/team-risk/app/discover');
  expect(new URL(url).hash).toContain(`'${dataViewId(spaceIds.team('risk'))}'`);
  expect(decodeURI(url)).toContain('service.name:"churn"');
  expect(url).not.toMatch(/[\s"]/);
});

test('the address of the logs may be a template of model and team', () => {
  const url = logsUrl('https://k', { name: '{{ $labels.model_name }}', team: '{{ $labels.team }}' });
  const filled = url.replaceAll('{{ $labels.model_name }}', 'churn').replaceAll('{{ $labels.team }}', 'risk');
  expect(filled).toBe(logsUrl('https://k', { name: 'churn', team: 'risk' }));
});

test('the address of an alert’s model keeps its templates to the letter, and is otherwise one word', () => {
  const url = logsUrl('https://k', loggedOfAlert, linesOf.redacted);
  expect(url).toContain(`service.name:%22${loggedOfAlert.name}%22`);
  expect(url.replaceAll(/\{\{.*?\}\}/g, '')).not.toMatch(/[\s"{}]/);
});

test('the address may ask for the lines that an alert counts, and its template is left for whoever fills it in', () => {
  const churn = { name: 'churn', team: 'risk' };
  const template = '{{ with $labels.signature }}';
  const url = logsUrl('https://k', churn, `${template}${linesOf.signature('{{ . }}')}{{ end }}`);
  const filled = url.replace(template, '').replace('{{ . }}', 'KeyError').replace('{{ end }}', '');
  expect(filled).toBe(logsUrl('https://k', churn, linesOf.signature('KeyError')));
  expect(decodeURI(filled)).toContain('service.name:"churn" and mlobs.error.signature:"KeyError"');
  expect(filled).not.toMatch(/[\s"{}]/);
});

test('the address that a board opens keeps its time, and the variables of Grafana', () => {
  const churn = { name: 'churn', team: 'risk' };
  const url = logsUrlInTime('https://k', churn, linesOf.signature('${__field.labels.signature}'));
  expect(url.match(/\$\{[^}]+\}/g)).toEqual([
    '${__from:date:iso}',
    '${__to:date:iso}',
    '${__field.labels.signature}',
  ]);
});

test('a runbook lies under the alert’s name', () => {
  expect(runbookUrl('https://r/x', 'ModelDown')).toBe('https://r/x/ModelDown.md');
});
