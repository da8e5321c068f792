import { dcgm } from '../../models/dcgm';
import { cadvisor, exporterPages, kubeState } from '../../models/exporters';
import { samplesOf } from '../models/exposition';
import { called, objectionsToSystem, series, steady, target } from './exporter-series';

test('the exporters’ pages give every signal of the model that they are about', async () => {
  const pod = 'support-assistant-0';
  const pages = Object.keys(exporterPages).filter((page) => page !== 'blackbox-exporter');
  const samples = pages.flatMap((page) => samplesOf(page));
  // The node's name is no label of the GPU exporter's pages; discovery knows it.
  const written = samples.map(({ name, labels, value }) =>
    series(name, name.startsWith('DCGM_') ? { ...labels, node: 'gpu-node-1' } : labels, steady(value)),
  );
  // The page of a broken GPU repeats the series of the healthy one.
  const input = written.filter(
    (one, index) => written.findIndex(({ series: is }) => is === one.series) === index,
  );
  const valueOf = (metric: string, labels: Readonly<Record<string, string>> = {}): number =>
    samples.find(
      ({ name, labels: shown }) =>
        name === metric &&
        Object.entries({ ...labels, pod }).every(([label, value]) => shown[label] === value),
    )?.value ?? Number.NaN;
  const used = valueOf(dcgm.memoryUsed);
  const all = used + valueOf(dcgm.memoryFree) + valueOf(dcgm.memoryReserved);
  const server = { container: 'server' };
  const share =
    valueOf(cadvisor.memory, server) / valueOf(kubeState.limits, { ...server, resource: 'memory' });
  const expected = {
    // Counters of one page stand still.
    cpu: 0,
    restarts: 0,
    memory: share,
    gpuBusy: valueOf(dcgm.engineActive),
    gpuMemory: used / all,
    gpuFault: 0,
    probe: 1,
  };
  expect(
    await objectionsToSystem(
      [target('support-assistant', pod), ...input, called('support-assistant', steady(1))],
      (Object.keys(expected) as (keyof typeof expected)[]).map((signal) => ({
        signal,
        of: { 'support-assistant': expected[signal] },
      })),
    ),
  ).toBe('');
  expect(share).toBeGreaterThan(0.5);
});
