import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pagePrinter, parsePage, printValue, samplesOf } from '../../../preview/fleet/page';
import { projectRoot } from '../../../scripts/project-root';

const folder = join(projectRoot, 'test', 'fixtures', 'metrics');
const pages = readdirSync(folder).filter((name) => name.endsWith('.prom'));

describe('a metrics page', () => {
  it.each(pages)('%s is printed back byte for byte while nothing has changed', (name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const page = parsePage(text);
    expect(pagePrinter(page)(Float64Array.from(samplesOf(page), ({ value }) => value))).toBe(text);
  });

  it('keeps escaped signs in label values', () => {
    const text = 'm{path="C:\\\\a",quote="\\"",line="\\n"} 1\n';
    const page = parsePage(text);
    expect(samplesOf(page)[0]?.labels).toEqual({ path: 'C:\\a', quote: '"', line: '\n' });
    expect(pagePrinter(page)(new Float64Array([1]))).toBe(text);
  });

  it('knows the type of a histogram from its family', () => {
    const [bucket] = samplesOf(parsePage('# TYPE h histogram\nh_bucket{le="1.0"} 2.0\n'));
    expect(bucket).toMatchObject({ family: 'h', type: 'histogram', labels: { le: '1.0' } });
  });

  it('prints counts whole and in the style of their server', () => {
    const [python, go] = samplesOf(parsePage('# TYPE a counter\na 3.0\n# TYPE b counter\nb 3\n'));
    if (python === undefined || go === undefined) throw new Error('no samples');
    expect([printValue(python, 4.7), printValue(go, 4.7)]).toEqual(['4.0', '4']);
  });

  it('leaves out a series that is created with its first failure', () => {
    const [sample] = samplesOf(parsePage('# TYPE a counter\na 1\n'));
    if (sample === undefined) throw new Error('no sample');
    const print = pagePrinter([{ ...sample, value: 0, printed: '0', onDemand: true }]);
    expect([print(new Float64Array([0])), print(new Float64Array([1]))]).toEqual(['', 'a 1\n']);
  });

  it('refuses a line that is no sample', () => {
    expect(() => parsePage('a{b="c" 1')).toThrow('no metrics line: a{b="c" 1');
    expect(() => parsePage('a{b} 1')).toThrow('no metrics line');
  });
});
