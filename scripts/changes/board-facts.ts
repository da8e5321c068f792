import { createHash } from 'node:crypto';
import type { Dashboard, Panel } from '../../dashboards';
import type { Fact } from './fact';

/** The panels of a board by section and title. What a panel shows is compared too, and not told in words. */
export function boardFacts({ uid, panels }: Dashboard): readonly Fact[] {
  let section = 'Top';
  const placed = panels.flatMap((panel): readonly (readonly [section: string, Panel])[] => {
    if (panel.type !== 'row') return [[section, panel]];
    section = panel.title;
    return panel.panels.map((inner) => [section, inner]);
  });
  return placed.map(([of, panel]) => ({
    topic: 'boards',
    about: `${of}: ${panel.title}`,
    key: `${uid} ${panel.id}`,
    says: panel.type,
    rest: digest(withoutPlace(panel)),
  }));
}

/** A panel that only moves, because one above it came or went, shows the same. */
const withoutPlace = ({ gridPos: _, ...rest }: Panel): Omit<Panel, 'gridPos'> => rest;

/** A short text that differs where data does. */
export const digest = (data: unknown): string =>
  createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 16);
