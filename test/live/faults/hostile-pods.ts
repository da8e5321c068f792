import { randomBytes } from 'node:crypto';
import type { Runtime } from '../../../models/runtime';
import { floods, hangs, page, seriesPage, type Conduct } from './hostile-pages';

type RuntimeLimits = Runtime['limits'];

const labelsOf = (count: number): string =>
  Array.from({ length: count }, (_, index) => `l${index}="x"`).join(',');

/** A page of one sample and so many MiB of comment. */
function sized(mebibytes: number): Buffer {
  const text = Buffer.alloc(mebibytes * 1024 * 1024, 'x');
  text.write('large 1\n# ');
  text.write('\n', text.length - 1);
  return text;
}

/** Each bad pod of a runtime, and whether it counts as scraped. */
export const hostilePods = ({
  samples,
  labels,
}: RuntimeLimits): Readonly<Record<string, readonly [conduct: Conduct, up: '0' | '1']>> => ({
  hangs: [hangs, '0'],
  'hangs-too': [hangs, '0'],
  floods: [floods(1_000_000), '0'],
  garbage: [page(randomBytes(20_000)), '0'],
  html: [page('<html><body>Sign in</body></html>', 'text/html'), '0'],
  'too-many-labels': [page(`hostile{${labelsOf(labels + 20)}} 1\n`), '0'],
  'one-sample-too-many': [page(seriesPage(samples + 1)), '0'],
  'as-many-samples-as-may-be': [page(seriesPage(samples)), '1'],
  'larger-than-may-be': [page(sized(33)), '0'],
  'nearly-as-large-as-may-be': [page(sized(31)), '1'],
  'odd-content-type': [page('odd_type 1\n', 'application/json'), '1'],
  'no-content-type': [page('no_type 1\n', ''), '1'],
});
