import type { Environment } from '../environments';
import { boardUids, folderUids } from '../models/links';
import type { Model } from '../models/model';
import type { PlacedDashboard } from './boards';
import { teamsWithModels } from './folders';

/** Boards that a screen on a wall shows one after the other, by their uids. */
export interface Playlist {
  readonly name: string;
  readonly boards: readonly string[];
}

/** A screen that takes longer for a round shows nobody anything in time. */
const mostBoards = 20;

const byTier: Readonly<Record<Model['tier'], number>> = { critical: 0, standard: 1, experimental: 2 };

/**
 * A playlist of the boards of the environment as a whole, and one per team: the overview, then its models, those whose
 * failure wakes somebody first.
 */
export function playlistsFor(
  environment: Environment,
  boards: readonly PlacedDashboard[],
): readonly Playlist[] {
  const ofAll = boards
    .filter(({ folder }) => !folder.startsWith(folderUids.team('')))
    .map(({ dashboard }) => dashboard.uid);
  const published = new Set(boards.map(({ dashboard }) => dashboard.uid));
  return [
    { name: 'Model Observatory', boards: ofAll.slice(0, mostBoards) },
    ...teamsWithModels(environment).map((team) => ({
      name: `Model Observatory: team ${team}`,
      boards: [
        boardUids.overview,
        ...environment.models
          .filter((model) => model.team === team)
          .sort((a, b) => byTier[a.tier] - byTier[b.tier])
          .map(({ name }) => boardUids.model(name))
          .filter((uid) => published.has(uid)),
      ].slice(0, mostBoards),
    })),
  ];
}
