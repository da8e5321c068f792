import type { Environment } from '../../environments/environment';
import { printInOneUnit } from '../../models/duration';
import { localImages } from '../../models/versions';
import { ports, published } from './addresses';
import { grafanaSecrets, homeBoard } from './grafana-files';
import { consumers, secretVolume } from './secrets';
import { afterSuccess, confined, healthy, onceHealthy, port, type Service } from './service';

const nobody = '65534:65534';
/** The tools of small images. */
const answers = (url: string): string => `wget -q --spider ${url}`;
const local = (of: 'prometheus' | 'alertmanager' | 'pushgateway' | 'grafana', path: string): string =>
  `http://127.0.0.1:${ports[of]}${path}`;

const running = { ...confined, restart: 'unless-stopped' } as const;

/** What measures, tells and shows. */
export const monitoringServices = ({
  retention,
}: Pick<Environment, 'retention'>): Readonly<Record<string, Service>> => ({
  prometheus: {
    ...running,
    image: localImages.prometheus,
    user: nobody,
    read_only: true,
    command: [
      '--config.file=/etc/prometheus/prometheus.yml',
      '--storage.tsdb.path=/prometheus',
      `--storage.tsdb.retention.time=${printInOneUnit(retention.metrics)}`,
      '--storage.tsdb.retention.size=8GB',
    ],
    volumes: ['./prometheus:/etc/prometheus:ro', 'prometheus:/prometheus'],
    ports: [port('prometheus')],
    depends_on: onceHealthy('fleet', 'alertmanager', 'pushgateway'),
    healthcheck: healthy(answers(local('prometheus', '/-/ready'))),
    mem_limit: '1g',
    cpus: 1,
  },
  alertmanager: {
    ...running,
    image: localImages.alertmanager,
    user: nobody,
    read_only: true,
    command: [
      '--config.file=/etc/alertmanager/alertmanager.yml',
      '--storage.path=/alertmanager',
      // One of them is no cluster.
      '--cluster.listen-address=',
      '--enable-feature=receiver-name-in-metrics',
    ],
    volumes: ['./alertmanager:/etc/alertmanager:ro', 'alertmanager:/alertmanager'],
    ports: [port('alertmanager')],
    healthcheck: healthy(answers(local('alertmanager', '/-/ready'))),
    mem_limit: '128m',
    cpus: 0.5,
  },
  pushgateway: {
    ...running,
    image: localImages.pushgateway,
    user: nobody,
    read_only: true,
    ports: [port('pushgateway')],
    healthcheck: healthy(answers(local('pushgateway', '/-/ready'))),
    mem_limit: '64m',
    cpus: 0.25,
  },
  grafana: {
    ...running,
    image: localImages.grafana,
    user: `${consumers.grafana.owner}:0`,
    environment: {
      GF_SECURITY_ADMIN_USER: 'admin',
      GF_SECURITY_ADMIN_PASSWORD__FILE: `${grafanaSecrets}/admin`,
      GF_SERVER_ROOT_URL: `http://127.0.0.1:\${${published.grafana.variable}:-${published.grafana.port}}`,
      GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: homeBoard,
      GF_USERS_ALLOW_SIGN_UP: 'false',
      // Nothing leaves the machine that nobody asked for.
      GF_ANALYTICS_REPORTING_ENABLED: 'false',
      GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
      GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    },
    volumes: [
      './grafana/provisioning:/etc/grafana/provisioning:ro',
      './grafana/boards:/etc/grafana/boards:ro',
      `${secretVolume('grafana')}:${grafanaSecrets}:ro`,
      'grafana:/var/lib/grafana',
    ],
    ports: [port('grafana')],
    depends_on: { ...afterSuccess('prepare'), ...onceHealthy('prometheus') },
    healthcheck: healthy(answers(local('grafana', '/api/health')), '60s'),
    mem_limit: '512m',
    cpus: 1,
  },
});
