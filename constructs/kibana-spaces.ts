import { Construct } from 'constructs';
import { KibanaDataView } from '../.gen/providers/elasticstack/kibana-data-view';
import { KibanaImportSavedObjects } from '../.gen/providers/elasticstack/kibana-import-saved-objects';
import { KibanaSpace } from '../.gen/providers/elasticstack/kibana-space';
import { dataViewsOf, printSavedObjects, savedObjectsOf, type Space } from '../logs';
import { literal, literals } from './terraform-literal';

/** Spaces of Kibana with what people find there. Data views come first: what is imported refers to them. */
export class KibanaSpaces extends Construct {
  constructor(scope: Construct, id: string, spaces: readonly Space[]) {
    super(scope, id);
    for (const space of spaces) {
      const { name, description } = space;
      const own = new KibanaSpace(this, space.id, {
        spaceId: space.id,
        name: literal(name),
        description: literal(description),
      });
      const views = dataViewsOf(space).map(
        (view) =>
          new KibanaDataView(this, view.id, {
            spaceId: space.id,
            dataView: literals({ ...view }),
            override: true,
            dependsOn: [own],
          }),
      );
      new KibanaImportSavedObjects(this, `${space.id}-objects`, {
        spaceId: space.id,
        fileContents: literal(printSavedObjects(savedObjectsOf(space))),
        overwrite: true,
        dependsOn: views,
      });
    }
  }
}
