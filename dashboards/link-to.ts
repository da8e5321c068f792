import { boardPathInTime, panelPathInTime, runbookUrl } from '../models/links';
import type { Destination, Link } from './grafana';

/**
 * Opens another board over the same time and on the same data source, because that is what says which cluster. The board
 * and the model may be variables of a cell, such as `${__value.raw}`.
 */
export const linkTo = ({ title, uid, model, kept }: Destination): Link => ({
  title,
  url: boardPathInTime(uid, model, kept),
  targetBlank: false,
});

/** Opens the runbook of the alert that a cell names. */
export const linkToRunbook = (runbooks: string): Link => ({
  title: 'Runbook',
  url: runbookUrl(runbooks, '${__value.raw}'),
  targetBlank: false,
});

/** Opens the panel of an alert, of a cell that says where it is as `opensPanel` has it. */
export const linkToPanel: Link = {
  title: 'Panel of the alert',
  url: panelPathInTime('${__value.raw}'),
  targetBlank: false,
};
