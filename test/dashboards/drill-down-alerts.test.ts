import { columnOf, inventory, key, queryOf, ranker } from './drill-down-queries';
import { panelOf } from './boards';
import { mismatches } from './evaluate';

describe('the board about alerts', () => {
  const alert = (name: string, labels: string, state = 'firing'): string =>
    `ALERTS{alertname="${name}", alertstate="${state}", ${labels}}`;
  const series = {
    ...inventory,
    [alert('ModelFeatureDrift', `severity="info", team="commerce", ${key('ranker')}, feature="price"`)]:
      '1x90',
    [alert('ModelAbsent', `severity="critical", team="risk", ${key('scorer')}`)]: '1x10 stale _x20 1x40',
    [alert('ModelAbsent', `severity="critical", team="risk", ${key('other')}`, 'pending')]: '1x90',
    [alert('GpuXidHardwareError', 'severity="warning", team="platform", node="n1", gpu="3"')]: '1x90',
    [`ALERTS_FOR_STATE{alertname="ModelAbsent", severity="critical", team="risk", ${key('scorer')}}`]:
      '1800x90',
  };
  const absent = '{about="", alertname="ModelAbsent", model_name="scorer", team="risk"}';

  it('lists what fires, with what it is about and for how long, the worst of which ranks highest', () => {
    const found = mismatches(series, [
      {
        query: columnOf('mlo-alerts', 'Firing now', 'Severity'),
        gives: {
          '{about="price", alertname="ModelFeatureDrift", model_name="ranker", team="commerce"}': 1,
          '{alertname="ModelAbsent", model_name="scorer", team="risk"}': 3,
          '{about="n1 3", alertname="GpuXidHardwareError", team="platform"}': 2,
        },
      },
      {
        query: columnOf('mlo-alerts', 'Firing now', 'For'),
        gives: { [absent.replace('about="", ', '')]: 1800 },
      },
      { query: queryOf('mlo-alerts', 'Critical'), gives: { '{}': 1 } },
      { query: queryOf('mlo-alerts', 'Pending'), gives: { '{}': 1 } },
      { query: queryOf('mlo-alerts', 'Models with alerts'), gives: { '{}': 1 } },
      { query: queryOf('mlo-alerts', 'Critical', { team: 'commerce' }), gives: { '{}': 0 } },
    ]);
    expect(found).toBe('');
  });

  it('says where the panel of each is: on the board of the model, or on the one that has it, or nowhere', () => {
    const placed = {
      ...series,
      [alert('CompanyOwn', 'severity="info", team="platform"')]: '1x90',
      'alert:panel:info{alertname="ModelAbsent", board="mlo-model-", panel="17"}': '1x90',
      'alert:panel:info{alertname="GpuXidHardwareError", board="mlo-gpu", panel="4"}': '1x90',
    };
    const rows = panelOf('full', 'mlo-alerts', 'Firing now').targets[0]?.expr ?? '';
    const found = mismatches(placed, [
      {
        query: rows.replaceAll(/\$(team|model)/g, '.*'),
        gives: {
          '{about="price", alertname="ModelFeatureDrift", model_name="ranker", team="commerce"}': 1,
          '{alertname="ModelAbsent", model_name="scorer", team="risk", opens="mlo-model-scorer?viewPanel=17"}': 1,
          '{about="n1 3", alertname="GpuXidHardwareError", team="platform", opens="mlo-gpu?viewPanel=4"}': 1,
          '{alertname="CompanyOwn", team="platform"}': 1,
        },
      },
    ]);
    expect(found).toBe('');
  });

  it('shows chosen models over time, quiet ones too, and the platform beside them', () => {
    const found = mismatches(series, [
      {
        query: queryOf('mlo-alerts', 'Worst alert by model'),
        gives: { [`{${key('ranker')}}`]: 1, [`{${key('scorer')}}`]: 3 },
      },
      {
        query: queryOf('mlo-alerts', 'Worst alert by model', ranker),
        gives: { [`{${key('ranker')}}`]: 1 },
      },
      {
        query: queryOf('mlo-alerts', 'Alerts of GPUs, logging and the platform'),
        gives: { '{alertname="GpuXidHardwareError"}': 2 },
      },
      { query: queryOf('mlo-alerts', 'Alerts of GPUs, logging and the platform', ranker), gives: {} },
    ]);
    expect(found).toBe('');
  });

  it('counts how often an alert began, and not for how long it lasted', () => {
    const noise = 'Alerts of the last seven days';
    const found = mismatches(series, [
      {
        query: columnOf('mlo-alerts', noise, 'Times'),
        gives: {
          '{alertname="ModelAbsent"}': 2,
          '{alertname="ModelFeatureDrift"}': 1,
          '{alertname="GpuXidHardwareError"}': 1,
        },
      },
      {
        query: columnOf('mlo-alerts', noise, 'Models'),
        gives: {
          '{alertname="ModelAbsent"}': 1,
          '{alertname="ModelFeatureDrift"}': 1,
          '{alertname="GpuXidHardwareError"}': 0,
        },
      },
      {
        query: columnOf('mlo-alerts', noise, 'Critical'),
        gives: {
          '{alertname="ModelAbsent"}': 1,
          '{alertname="ModelFeatureDrift"}': 0,
          '{alertname="GpuXidHardwareError"}': 0,
        },
      },
    ]);
    expect(found).toBe('');
  });
});
