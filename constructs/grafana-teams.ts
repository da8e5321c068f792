import { Construct } from 'constructs';
import { Team } from '../.gen/providers/grafana/team';
import type { GrafanaDashboards } from './grafana-dashboards';

/**
 * Teams by their names in environment.yaml, which open on one board. Who is in them is Grafana's business, because people
 * exist there only once they have signed in.
 */
export class GrafanaTeams extends Construct {
  private readonly byName = new Map<string, Team>();

  constructor(
    scope: Construct,
    id: string,
    names: readonly string[],
    home: { readonly uid: string; readonly among: GrafanaDashboards },
  ) {
    super(scope, id);
    for (const name of names) {
      const team = new Team(this, name, {
        name,
        preferences: [{ homeDashboardUid: home.uid }],
        dependsOn: [home.among.dashboard(home.uid)],
        lifecycle: { ignoreChanges: ['members', 'admins'] },
      });
      this.byName.set(name, team);
    }
  }

  /** @throws where no team has that name */
  team(name: string): Team {
    const team = this.byName.get(name);
    if (team === undefined) throw new Error(`no Grafana team "${name}"`);
    return team;
  }
}
