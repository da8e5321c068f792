import { published, type Published } from './addresses';

/** The part of the Compose specification that this project writes. */
export interface Service {
  readonly image: string;
  readonly user?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks?: Readonly<Record<string, { readonly aliases: readonly string[] }>>;
  readonly network_mode?: 'none';
  readonly depends_on?: Readonly<Record<string, { readonly condition: Condition }>>;
  readonly healthcheck?: HealthCheck;
  readonly restart: 'unless-stopped' | 'no';
  readonly init?: true;
  readonly read_only?: true;
  readonly tmpfs?: readonly string[];
  readonly cap_drop: readonly ['ALL'];
  readonly cap_add?: readonly string[];
  readonly security_opt: readonly string[];
  readonly mem_limit: string;
  readonly cpus: number;
  readonly logging: object;
}

type Condition = 'service_healthy' | 'service_completed_successfully';

interface HealthCheck {
  readonly test: readonly string[];
  readonly interval: string;
  readonly timeout: string;
  readonly retries: number;
  readonly start_period: string;
}

/** What no service has: rights beyond its user's, a log that fills the disk. */
export const confined = {
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
  logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
} as const satisfies Partial<Service>;

/** A port on the loopback of the machine, which a variable moves. */
export const port = (name: Published): string => {
  const { port: within, variable } = published[name];
  return `127.0.0.1:\${${variable}:-${within}}:${within}`;
};

/** Runs in the shell of the container. A dollar sign would be Compose's. */
export const healthy = (command: string, startPeriod = '30s'): HealthCheck => ({
  test: ['CMD-SHELL', inShell(command)],
  interval: '10s',
  timeout: '10s',
  retries: 12,
  start_period: startPeriod,
});

/** Text in which Compose replaces nothing. */
export const inShell = (command: string): string => command.replaceAll('$', '$$$$');

export const afterSuccess = (...names: readonly string[]) => after('service_completed_successfully', names);
export const onceHealthy = (...names: readonly string[]) => after('service_healthy', names);

const after = (condition: Condition, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { condition }]));
