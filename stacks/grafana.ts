import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import type { Construct } from 'constructs';
import { GrafanaProvider } from '../.gen/providers/grafana/provider';
import { BoardConfigMaps } from '../constructs/board-config-maps';
import { DataSourceConfigMap } from '../constructs/data-source-config-map';
import { GrafanaDashboards } from '../constructs/grafana-dashboards';
import { GrafanaDataSources } from '../constructs/grafana-data-sources';
import { GrafanaDeployer } from '../constructs/grafana-deployer';
import { GrafanaFolders } from '../constructs/grafana-folders';
import { GrafanaPermissions } from '../constructs/grafana-permissions';
import { GrafanaPlaylists } from '../constructs/grafana-playlists';
import { GrafanaTeams } from '../constructs/grafana-teams';
import { literal } from '../constructs/terraform-literal';
import { dashboardsFor, dataSourcesFor, foldersFor, permissionsFor, playlistsFor } from '../dashboards';
import { homeOf, type Environment } from '../environments';
import { boardUids } from '../models/links';
import { SharedStack } from './shared-stack';

/** What people look at, and who may change it. */
export class GrafanaStack extends SharedStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, environment, 'grafana');
    if (environment.grafana.delivery === 'configMap') this.asConfigMaps();
    else this.throughItsInterface();
  }

  /** Credentials come from GRAFANA_AUTH, so that none is written down. */
  private throughItsInterface(): void {
    const { environment } = this;
    const { url, deployer } = environment.grafana;
    new GrafanaProvider(this, 'grafana', { url: literal(url) });
    this.constrain('grafana');

    new GrafanaDataSources(this, 'data-sources', dataSourcesFor(environment));
    const boards = dashboardsFor(environment);
    const folders = new GrafanaFolders(this, 'folders', foldersFor(environment));
    const dashboards = new GrafanaDashboards(this, 'dashboards', folders, boards);
    const teams = new GrafanaTeams(this, 'teams', Object.keys(environment.teams).sort(), {
      uid: boardUids.overview,
      among: dashboards,
    });
    new GrafanaPermissions(this, 'permissions', { folders, teams }, permissionsFor(environment));
    new GrafanaPlaylists(this, 'playlists', dashboards, playlistsFor(environment, boards));
    if (deployer !== undefined) {
      this.useHomeCluster();
      new GrafanaDeployer(this, 'deployer', { name: `model-observatory-${environment.name}`, ...deployer });
    }
  }

  /** A container beside Grafana picks them up, so that what deploys needs no way to it and no account in it. */
  private asConfigMaps(): void {
    const { environment } = this;
    this.useHomeCluster();
    new DataSourceConfigMap(this, dataSourcesFor(environment));
    new BoardConfigMaps(this, 'dashboards', foldersFor(environment), dashboardsFor(environment));
  }

  private useHomeCluster(): void {
    const { context } = homeOf(this.environment);
    new KubernetesProvider(this, 'kubernetes', { configContext: literal(context) });
    this.constrain('kubernetes');
  }
}
