import { localImages } from '../../models/versions';
import { ports, published } from './addresses';
import { logFolder, programFolder, secretsFolder, setupSecrets } from './mounts';
import { kept } from './run/prepared-secrets';
import { consumers, secretVolume, type ConsumerName } from './secrets';
import { afterSuccess, confined, healthy, onceHealthy, type Service } from './service';

const script = (name: string): string => `${programFolder}/dist/preview/compose/run/${name}.js`;

const program = {
  ...confined,
  image: localImages.node,
  init: true,
  read_only: true,
} as const;
const mounted = `./program:${programFolder}:ro`;

/** What this project brings itself: secrets, the simulated fleet with the page, and what sets up Elasticsearch and Kibana. */
export function ownServices(): Readonly<Record<string, Service>> {
  const names = Object.keys(consumers) as ConsumerName[];
  const { variable } = published.page;
  return {
    prepare: {
      ...program,
      user: '0:0',
      // It gives each service what is its own, and looks into what it gave before.
      cap_add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER'],
      network_mode: 'none',
      entrypoint: ['node', script('prepare')],
      volumes: [
        mounted,
        `secrets:${secretsFolder}/${kept}`,
        ...names.map((name) => `${secretVolume(name)}:${secretsFolder}/${name}`),
        `container-logs:${logFolder}`,
      ],
      restart: 'no',
      mem_limit: '128m',
      cpus: 0.5,
    },
    fleet: {
      ...program,
      user: '1000:1000',
      entrypoint: ['node', script('fleet')],
      environment: { [variable]: `\${${variable}:-${ports.page}}` },
      volumes: [mounted, `container-logs:${logFolder}`],
      // The page answers to its own address only.
      ports: [`127.0.0.1:\${${variable}:-${ports.page}}:\${${variable}:-${ports.page}}`],
      depends_on: afterSuccess('prepare'),
      healthcheck: healthy(
        `node -e "fetch('http://127.0.0.1:'+process.env.${variable}).then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"`,
      ),
      restart: 'unless-stopped',
      mem_limit: '384m',
      cpus: 1,
    },
    'elasticsearch-setup': { ...setUp('elasticsearch'), depends_on: onceHealthy('elasticsearch') },
    'kibana-setup': { ...setUp('kibana'), depends_on: onceHealthy('kibana') },
  };
}

const setUp = (what: 'elasticsearch' | 'kibana'): Service => ({
  ...program,
  user: `${consumers.setup.owner}:${consumers.setup.owner}`,
  entrypoint: ['node', script('setup'), what],
  environment: { NODE_EXTRA_CA_CERTS: `${setupSecrets}/ca.crt` },
  volumes: [mounted, `${secretVolume('setup')}:${setupSecrets}:ro`],
  restart: 'no',
  mem_limit: '128m',
  cpus: 0.5,
});
