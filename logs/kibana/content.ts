import { dataViewId, type LogClass } from '../../models/log-links';
import { auditBoard, auditSearches } from './audit';
import { boardObjects, type Board } from './dashboard';
import { deadLetterBoard } from './dead-letters';
import { lineBoard, lineSearches } from './lines';
import type { SavedObject } from './saved-object';
import { searchObject, type Search } from './search';
import type { Space } from './spaces';

const contents: Readonly<Record<LogClass, { readonly board: Board; readonly searches: readonly Search[] }>> =
  {
    lines: { board: lineBoard, searches: lineSearches },
    audit: { board: auditBoard, searches: auditSearches },
    'dead-letters': { board: deadLetterBoard, searches: [] },
  };

/**
 * Searches and a board for each kind of logs that the space shows. Ids begin with that of the data view, so they are of one
 * space: Kibana would give an object with another space's id a new one, and links to it would lead nowhere.
 */
export const savedObjectsOf = ({ id, shows }: Space): readonly SavedObject[] =>
  shows.flatMap(({ of }) => {
    const view = dataViewId(id, of);
    const { board, searches } = contents[of];
    return [
      ...searches.map((search) => searchObject(`${view}-${search.key}`, search, view)),
      ...boardObjects(view, board, view),
    ];
  });
