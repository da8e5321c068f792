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
  if (grafana.ingress !== undefined && /^https?:\/\/[^/]*:\d+/.test(grafana.url))
    report(['grafana', 'url'], 'an Ingress answers at the usual port of its protocol; leave the port out');
  if (elastic.auditLog === true && !isLicensed('securityAuditLog', file))
    report(['elastic', 'auditLog'], unlicensed('securityAuditLog', file));
}
