import { boardOf, chosenOn, panelsOf } from './boards';

/** A query of a board about one matter, with choices in place of its variables. */
export function queryOf(
  uid: string,
  title: string,
  chosen: Readonly<Record<string, string>> = {},
  which: number | string = 0,
): string {
  const board = chosenOn(boardOf('full', uid), chosen);
  const panel = panelsOf(board).find((one) => one.title === title);
  const target = panel?.targets.find(({ legendFormat }, index) => index === which || legendFormat === which);
  if (target === undefined) throw new Error(`${uid} has no query ${which} in "${title}"`);
  return target.expr;
}

/** The query of a column of a table. */
export function columnOf(
  uid: string,
  title: string,
  column: string,
  chosen: Readonly<Record<string, string>> = {},
) {
  const panel = panelsOf(chosenOn(boardOf('full', uid), chosen)).find((one) => one.title === title);
  const organize = panel?.transformations.find(({ id }) => id === 'organize')?.options as {
    readonly renameByName: Readonly<Record<string, string>>;
  };
  const field = Object.entries(organize.renameByName).find(([, name]) => name === column)?.[0] ?? '';
  const target = panel?.targets.find(({ refId }) => field === `Value #${refId}`);
  if (target === undefined) throw new Error(`${uid} has no column ${column} in "${title}"`);
  return target.expr;
}

export const key = (name: string): string => `namespace="serving", model_name="${name}"`;
/** Two models of two teams. */
export const inventory = {
  [`model:info{${key('ranker')}, team="commerce", tier="standard"}`]: '1x90',
  [`model:info{${key('scorer')}, team="risk", tier="critical"}`]: '1x90',
};
/** Choices of a board: one of these models. */
export const ranker = { model: 'ranker' };
