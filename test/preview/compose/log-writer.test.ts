import { load } from 'js-yaml';
import { containerLine, logFileOf } from '../../../preview/compose/run/log-writer';
import { servingPod } from '../../../preview/fleet/pods';
import { writtenLine } from '../../../preview/fleet/written-line';
import { formats } from '../../../logs/formats';
import { parsedFormats } from '../../../models/runtime';
import { store } from '../../logs/ship';
import { localOf } from './local';

const { environment, files } = localOf('dev');
const event = { at: new Date('2026-11-30T08:09:10.123Z'), failed: false, requestId: 'r-1', took: 12 };

interface Processor {
  readonly add_fields: {
    readonly when: { readonly contains: Readonly<Record<string, string>> };
    readonly fields: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> };
  };
}

const { processors } = load(files.get('filebeat/filebeat.yml') ?? '') as {
  readonly processors: readonly (Processor | { readonly add_fields?: undefined })[];
};

describe('a line of a simulated model', () => {
  it.each(environment.models.map((model) => [model.name, model] as const))(
    'of %s is found to be its own by the generated pipelines, and read',
    (name, model) => {
      const path = `/var/log/containers/${logFileOf(model)}`;
      const told = processors.flatMap(({ add_fields: added }) =>
        added !== undefined && path.includes(added.when.contains['log.file.path'] ?? '')
          ? [added.fields]
          : [],
      );
      expect(told).toHaveLength(1);
      const [pod] = told;
      const failed = { ...event, failed: true };
      const written = store(writtenLine(model.logs.format, failed), environment, {
        namespace: pod?.namespace ?? '',
        labels: pod?.labels ?? {},
        extra: {},
      });
      expect(written.length).toBeGreaterThan(0);
      expect(JSON.stringify(written)).toContain(`"name":"${name}"`);
      expect(JSON.stringify(written)).toContain('"level":"error"');
    },
  );

  it.each(parsedFormats)('of format %s is one that the format reads', (format) => {
    const line = writtenLine(format, event);
    const reads = formats[format].patterns.some((pattern) =>
      new RegExp(pattern.replace('\\A', '^').replaceAll('\\z', '$'), 's').test(line),
    );
    expect(format === 'json' ? JSON.parse(line) : reads).toBeTruthy();
  });

  it('is written as a container runtime writes it, and no two begin alike', () => {
    expect(containerLine(event.at, 7, 'x')).toBe('2026-11-30T08:09:10.123000007Z stdout F x\n');
  });

  it('lies where Filebeat looks for the logs of its namespace', () => {
    for (const model of environment.models)
      expect(logFileOf(model)).toMatch(
        new RegExp(`^${servingPod(model).name}_${model.namespace}_server-[0-9a-f]{64}\\.log$`),
      );
  });
});
