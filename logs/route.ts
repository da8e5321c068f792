/** What the dictionary says of a model's lines, as texts; nothing where a line is no model's. */
export interface Route {
  /** The `service.name` of the lines. */
  readonly service: string;
  /** Of the data stream that they are written to. */
  readonly dataset: string;
  /** How they are read. */
  readonly format: string;
  /** `true` where predictions are recorded. */
  readonly audited?: string;
  /** The share of requests whose inputs and outputs are kept. */
  readonly payload?: string;
}

/** Where an event has its route; metadata, so no line can say it. */
export const route = '[@metadata][route]';

export const routeField = (name: keyof Route): string => `${route}[${name}]`;
