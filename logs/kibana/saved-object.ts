import { savedObjectForms } from '../../models/versions';

/** A named way from one object of Kibana to another. */
export interface Reference {
  readonly type: 'index-pattern' | 'search' | 'lens';
  readonly id: string;
  readonly name: string;
}

/** An object of Kibana as an export holds it. */
export interface SavedObject {
  readonly type: 'search' | 'lens' | 'dashboard';
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly references: readonly Reference[];
  readonly coreMigrationVersion: string;
  readonly typeMigrationVersion: string;
}

export const savedObject = (
  type: SavedObject['type'],
  id: string,
  attributes: SavedObject['attributes'],
  references: readonly Reference[],
): SavedObject => ({
  type,
  id,
  attributes,
  references,
  coreMigrationVersion: savedObjectForms.core,
  typeMigrationVersion: savedObjectForms[type],
});

/** One object a line, as Kibana imports them. */
export const printSavedObjects = (objects: readonly SavedObject[]): string =>
  objects.map((object) => `${JSON.stringify(object)}\n`).join('');
