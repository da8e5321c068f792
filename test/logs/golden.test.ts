import { dump } from 'js-yaml';
import { filebeatConfiguration, indexTemplatesFor, logRoutes, pipelinesFor } from '../../logs';
import { expectGolden } from '../golden';
import { asking, environments } from './environments';

const artefacts = [...environments, asking()].flatMap((environment) => [
  ...pipelinesFor(environment).map(
    ({ id, config }) => [`${environment.name}/logs/${id}.conf`, config] as const,
  ),
  [`${environment.name}/logs/filebeat.yaml`, dump(filebeatConfiguration(environment))] as const,
  ...Object.entries(logRoutes(environment)).map(
    ([file, text]) => [`${environment.name}/logs/${file}`, text] as const,
  ),
  [
    `${environment.name}/logs/index-template.json`,
    `${JSON.stringify(indexTemplatesFor(environment), null, 2)}\n`,
  ] as const,
]);

test.each(artefacts)('%s is as reviewed', (path, text) => {
  expectGolden(path, text);
});
