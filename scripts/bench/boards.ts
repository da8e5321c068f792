import { join } from 'node:path';
import { dashboardsFor, type Dashboard } from '../../dashboards';
import { loadEnvironments, type Environment } from '../../environments';
import { times } from '../../models/duration';
import { boardUids } from '../../models/links';
import { scrapeInterval } from '../../models/scrape-interval';
import { metricsIn } from '../../test/rules/metrics-in';
import { costOf, type BoardCost } from './board-cost';
import { drawingOf, type Drawing } from './board-drawing';
import { passed, withPrometheus } from './evaluation';
import { sharedGroups } from './expanded-rules';
import { startExposition } from './exposition';
import { environmentsWith, patternOf } from './many-models';
import type { Report } from './report';

/** As the rules are measured: many models need the time to be evaluated before the next interval. */
const paceOf = (models: number): number => (models < 1_000 ? 6 : 2);
/** Intervals before boards are asked, by the end of which everything is recorded that looks at minutes. */
const warmUp = 8;

interface Measured {
  readonly boards: ReadonlyMap<string, BoardCost>;
  readonly drawing: Drawing;
}

/** Every board of the environment, and of those of models one. */
function boardsOf(environment: Environment): readonly Dashboard[] {
  const [first] = environment.models;
  return dashboardsFor(environment)
    .map(({ dashboard }) => dashboard)
    .filter(({ uid }) => !uid.startsWith(boardUids.model('')) || uid === boardUids.model(first?.name ?? ''));
}

async function measureBoards(environment: Environment, folder: string): Promise<Measured> {
  const pace = paceOf(environment.models.length);
  const groups = sharedGroups(environment, pace);
  const exposition = await startExposition(environment, metricsIn(groups), patternOf);
  try {
    const site = { address: exposition.address, folder, pace };
    return await withPrometheus(groups, site, async (_, url, death) => {
      const since = Math.floor(Date.now() / 1_000);
      await passed(warmUp * times(scrapeInterval, 1 / pace).milliseconds, death);
      const boards = new Map<string, BoardCost>();
      for (const board of boardsOf(environment)) {
        const name = board.uid.startsWith(boardUids.model('')) ? boardUids.model('*') : board.uid;
        boards.set(name, await costOf(board, { url, pace, since }));
      }
      return { boards, drawing: await drawingOf(boardUids.overview, { environment, url, pace, since }) };
    });
  } finally {
    await exposition.stop();
  }
}

const line = (cells: readonly string[]): string =>
  cells.map((cell, index) => (index === 1 ? cell.padEnd(16) : cell.padStart(11))).join(' ');

/**
 * What boards cost a real Prometheus as the number of models grows, and how long the preview takes to draw the overview. The
 * samples that queries read do not depend on the machine; times do.
 */
export async function benchBoards(report: Report, folder: string, counts: readonly number[]): Promise<void> {
  report.line(line(['models', 'board', 'queries', 'samples', 'all', 'slowest']));
  const measured = new Map<number, Measured>();
  for (const count of counts) {
    report.begin(`boards of ${count} models`);
    const [environment] = loadEnvironments(environmentsWith(count, folder));
    if (environment === undefined) throw new Error('no environment');
    const found = await measureBoards(environment, join(folder, `boards-${count}`));
    measured.set(count, found);
    for (const [uid, { queries, samples, total, slowest }] of found.boards)
      report.line(
        line([
          String(count),
          uid,
          String(queries),
          String(samples),
          `${(total * 1e3).toFixed(0)} ms`,
          `${(slowest * 1e3).toFixed(0)} ms`,
        ]),
      );
  }
  const [few, many] = [counts.at(0) ?? 0, counts.at(-1) ?? 0];
  const of = (count: number): BoardCost | undefined => measured.get(count)?.boards.get(boardUids.overview);
  const [small, large] = [of(few), of(many)];
  if (small === undefined || large === undefined) return;
  report.row(`queries of the overview, ${few} and ${many} models`, `${small.queries} and ${large.queries}`, {
    text: 'the same',
    holds: small.queries === large.queries,
  });
  const perModel = large.samples / many / (small.samples / few);
  report.row(`samples that the overview reads per model, ${many} / ${few}`, `${perModel.toFixed(2)} x`, {
    text: 'at most 1.2 x',
    holds: perModel <= 1.2,
  });
  const drawing = measured.get(many)?.drawing;
  if (drawing === undefined) return;
  const name = `overview of ${many} models, drawn in the preview`;
  const text = 'under 2 s';
  if (drawing.outcome === 'drawn')
    report.row(name, `${drawing.seconds.toFixed(2)} s`, { text, holds: drawing.seconds < 2 });
  else {
    // Without a browser it is not known; with one, what is not drawn is not drawn in time.
    report.row(name, drawing.outcome, drawing.outcome === 'no browser' ? undefined : { text, holds: false });
    report.line(drawing.reason);
  }
}
