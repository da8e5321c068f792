import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ElasticsearchComponentTemplate } from '../.gen/providers/elasticstack/elasticsearch-component-template';
import { ElasticsearchDataStream } from '../.gen/providers/elasticstack/elasticsearch-data-stream';
import { ElasticsearchDataStreamLifecycle } from '../.gen/providers/elasticstack/elasticsearch-data-stream-lifecycle';
import { ElasticsearchIndexTemplate } from '../.gen/providers/elasticstack/elasticsearch-index-template';
import type { StreamLifecycle, Templates } from '../logs';
import { literal, literals } from './terraform-literal';

export interface LogTemplatesProps {
  readonly templates: Templates;
  readonly lifecycles: readonly StreamLifecycle[];
  /** What templates name: policies of their indices. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * What Elasticsearch knows about log streams before the first line arrives. The streams are created here, because a
 * retention can only be set on a stream that exists.
 */
export class LogTemplates extends Construct {
  /** What must exist before a line may be written. */
  readonly streams: readonly ElasticsearchDataStream[];

  constructor(scope: Construct, id: string, { templates, lifecycles, after }: LogTemplatesProps) {
    super(scope, id);
    const components = templates.components.map(
      ({ name, template: { mappings, settings } }) =>
        new ElasticsearchComponentTemplate(this, name, {
          name,
          template: {
            ...(mappings === undefined ? {} : { mappings: literal(JSON.stringify(mappings)) }),
            ...(settings === undefined ? {} : { settings: literal(JSON.stringify(settings)) }),
          },
        }),
    );
    const indexTemplates = templates.templates.map(
      ({ name, priority, indexPatterns, composedOf, dataStream, template }) =>
        new ElasticsearchIndexTemplate(this, name, {
          name,
          priority,
          indexPatterns: literals([...indexPatterns]),
          composedOf: [...composedOf],
          dataStream,
          template: { ...template, settings: literal(JSON.stringify(template.settings)) },
          dependsOn: [...components, ...after],
        }),
    );
    this.streams = lifecycles.map(({ name, dataRetention }) => {
      const stream = new ElasticsearchDataStream(this, name, {
        name,
        dependsOn: indexTemplates,
      });
      new ElasticsearchDataStreamLifecycle(this, `${name}-retention`, {
        name,
        dataRetention,
        dependsOn: [stream],
      });
      return stream;
    });
  }
}
