import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { memoryOf } from '../../../preview/compose/compose-file';
import { writeArtefacts } from '../../../scripts/artefacts';
import { binaryOf } from '../../../scripts/tool-binaries';
import { localOf } from './local';

describe.each(['dev', 'prod'])('the local stack of %s', (name) => {
  const { environment, file, files } = localOf(name);
  const services = Object.entries(file.services);

  it('is printed as it is', () => {
    expect(load(files.get('compose.yaml') ?? '')).toEqual(file);
  });

  it('mounts folders and files that are there, and volumes that it declares', () => {
    const mounted = services.flatMap(([, { volumes = [] }]) => volumes.map((one) => one.split(':')[0] ?? ''));
    const missing = mounted.filter((source) =>
      source.startsWith('./')
        ? ![...files.keys()].some(
            (path) => path === source.slice(2) || path.startsWith(`${source.slice(2)}/`),
          )
        : !(source in file.volumes),
    );
    expect(missing).toEqual([]);
    expect(Object.keys(file.volumes).filter((volume) => !mounted.includes(volume))).toEqual([]);
  });

  it('is reached on the loopback only, at ports that differ', () => {
    const ports = services.flatMap(([, service]) => service.ports ?? []);
    expect(ports.length).toBeGreaterThan(5);
    const places = ports.map((port) => /^127\.0\.0\.1:\$\{[A-Z]+_PORT:-(\d+)\}:/.exec(port)?.[1]);
    expect(places).not.toContain(undefined);
    expect(new Set(places).size).toBe(ports.length);
  });

  it('waits only for what says when it is ready, and for what ends', () => {
    const wrong = services.flatMap(([from, { depends_on: waits = {} }]) =>
      Object.entries(waits)
        .filter(([on, { condition }]) => {
          const service = file.services[on];
          return condition === 'service_healthy'
            ? service?.healthcheck === undefined
            : service?.restart !== 'no';
        })
        .map(([on]) => `${from} waits for ${on}`),
    );
    expect(wrong).toEqual([]);
  });

  it('starts in some order', () => {
    const order = (names: readonly string[], seen: readonly string[]): readonly string[] =>
      names.flatMap((one) => {
        if (seen.includes(one)) throw new Error(`${[...seen, one].join(' waits for ')}`);
        return [one, ...order(Object.keys(file.services[one]?.depends_on ?? {}), [...seen, one])];
      });
    expect(order(Object.keys(file.services), []).length).toBeGreaterThan(services.length);
  });

  it('has no rights that it does not need, and fits a laptop', () => {
    for (const [, service] of services) {
      expect(service.cap_drop).toEqual(['ALL']);
      expect(service.security_opt).toContain('no-new-privileges:true');
      expect(service.mem_limit).toMatch(/^\d+[mg]$/);
    }
    expect(services.filter(([, { cap_add: more, user }]) => more ?? user?.startsWith('0:'))).toHaveLength(1);
    expect(memoryOf(file)).toBeLessThanOrEqual(8);
  });

  it('runs images with a version each', () => {
    for (const [, { image }] of services) expect(image).toMatch(/^docker\.[a-z.]+\/[a-z/-]+:v?\d+\.\d+\.\d+/);
  });

  it('holds no password: what is called one is a file, or a variable of a process', () => {
    const named = /^\s*"?'?([\w.-]*(?:password|secret|token|encryptionkey)[\w.-]*)'?"?\s*(?::|=>)\s*(.+)$/i;
    const literals = [...files]
      .filter(([path]) => !/^(?:program|grafana\/boards|prometheus\/rules)\//.test(path))
      .flatMap(([path, text]) =>
        text.split('\n').flatMap((line) => {
          const [, key = '', value = ''] = named.exec(line) ?? [];
          const isPlace =
            /\$\{|\$__file\{|^\/|__FILE|_FILE/.test(`${key} ${value}`) || ['', '{}'].includes(value);
          return isPlace ? [] : [`${path}: ${line.trim()}`];
        }),
      );
    expect(literals).toEqual([]);
  });

  it('hands its containers an environment that survives being printed', () => {
    expect(JSON.parse(files.get('program/environment.json') ?? '')).toEqual(environment);
  });

  it('is accepted by promtool and amtool', () => {
    const folder = mkdtempSync(join(tmpdir(), 'compose-test-'));
    try {
      const rules = join(folder, 'prometheus', 'rules');
      const moved = [...files].map(
        ([path, text]) => [path, text.replaceAll('/etc/prometheus/rules', rules)] as const,
      );
      writeArtefacts(folder, new Map(moved));
      const checks = [
        ['promtool', 'check', 'config', join(folder, 'prometheus', 'prometheus.yml')],
        ['amtool', 'check-config', join(folder, 'alertmanager', 'alertmanager.yml')],
      ] as const;
      for (const [tool, ...args] of checks) {
        const { status, stdout, stderr } = spawnSync(binaryOf(tool), args, { encoding: 'utf8' });
        expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, output: '' });
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
