import { App, Testing } from 'cdktf';
import type { Environment } from '../../environments';
import { streamName } from '../../logs';
import { auditDataset, deadLetterDataset, inferenceDataset } from '../../logs/data-streams';
import { logDestinationsOf } from '../../logs/destinations';
import { printInOneUnit } from '../../models/duration';
import { ElasticStack } from '../../stacks/elastic';
import { asking, environments } from '../logs/environments';
import { overAllPlatforms, overTwoClusters, type Arguments } from '../stacks/synthesised';
import { requestsOf, type ProviderRequest, type SynthesisedResources } from './provider-requests';

/** An environment, and all that is generated of it for Elasticsearch. */
export interface Shown {
  readonly name: string;
  readonly environment: Environment;
  readonly requests: readonly ProviderRequest[];
}

export function shownOf(environment: Environment): Shown {
  return { name: environment.name, environment, requests: requestsOf(stackOf(environment)) };
}

/** Every environment of the repository and of the tests. */
export const everyEnvironment: readonly Shown[] = [
  ...environments,
  asking(),
  overTwoClusters(),
  overAllPlatforms(),
].map(shownOf);

/** That in which a model asks for everything that an entry can ask for. */
export const environmentThatAsks: Shown = (() => {
  const found = everyEnvironment.find(({ name }) => name === asking().name);
  if (found === undefined) throw new Error('there is no environment with a model that asks for everything');
  return found;
})();

/** The one stack that tells Elasticsearch something; all of them would take as many seconds as a node takes to start. */
function stackOf(environment: Environment): SynthesisedResources {
  const stack = new ElasticStack(new App(), environment);
  const { resource } = JSON.parse(Testing.synth(stack)) as {
    readonly resource: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  };
  return {
    name: stack.node.id,
    resources: Object.fromEntries(
      Object.entries(resource).flatMap(([type, byName]) =>
        Object.entries(byName).map(([id, { '//': _metadata, ...rest }]) => [`${type}.${id}`, rest] as const),
      ),
    ),
  };
}

/** Every data stream that lines of the environment's models go to, and how long it promises to keep them. */
export function streamsOf(
  environment: Environment,
): readonly { readonly stream: string; readonly kept: string }[] {
  const { logs, audit } = environment.retention;
  const kept = new Map([
    [streamName(environment, inferenceDataset), printInOneUnit(logs)],
    [streamName(environment, auditDataset), printInOneUnit(audit)],
    [streamName(environment, deadLetterDataset), printInOneUnit(logs)],
    ...environment.models
      .flatMap((model) => logDestinationsOf(model, environment))
      .map((destination) => [destination.dataStream, printInOneUnit(destination.kept)] as const),
  ]);
  return [...kept].map(([stream, duration]) => ({ stream, kept: duration }));
}
