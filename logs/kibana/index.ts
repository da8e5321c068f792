export { savedObjectsOf } from './content';
export { dataViewsOf, type DataView } from './data-view';
export { printSavedObjects, type Reference, type SavedObject } from './saved-object';
export { spacesFor, type Space } from './spaces';
