import type { EnvironmentFile } from './environment';
import { isLicensed, unlicensed } from './licence';
import type { Report } from './report';

/** What only settings of the platform together can tell. */
export function checkPlatform(file: EnvironmentFile, report: Report): void {
  const { paging, uncheckedRules, grafana, elastic } = file;
  if (paging && uncheckedRules === 'accepted')
    report(
      ['uncheckedRules'],
      'somebody relies on the pages of this environment, and a rule that is not checked may be one that never fires; write refused, or set paging: false',
    );
  checkDelivery(file, report);
  if (grafana.ingress !== undefined && /^https?:\/\/[^/]*:\d+/.test(grafana.url))
    report(['grafana', 'url'], 'an Ingress answers at the usual port of its protocol; leave the port out');
  if (elastic.auditLog === true && !isLicensed('securityAuditLog', file))
    report(['elastic', 'auditLog'], unlicensed('securityAuditLog', file));
}

/** What only the interface of Grafana can do, and where its token must not lie. */
function checkDelivery({ grafana, state }: EnvironmentFile, report: Report): void {
  const { delivery, permissions, deployer } = grafana;
  if (delivery === 'configMap') {
    if (permissions !== undefined)
      report(
        ['grafana', 'permissions'],
        'ConfigMaps carry no permissions, and nobody can change the boards that they bring; remove this, or write delivery: provider',
      );
    if (deployer !== undefined)
      report(
        ['grafana', 'deployer'],
        'ConfigMaps need no account in Grafana; remove this, or write delivery: provider',
      );
  } else if (deployer !== undefined && state.local !== undefined)
    report(
      ['grafana', 'deployer'],
      'the token lies in the state, and state.local is a readable file; keep the state in s3, gcs, azurerm or kubernetes, or remove this',
    );
}
