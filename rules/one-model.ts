import type { Model } from '../models/model';
import type { Expression } from './promql';

/** The labels that tell a model's series from those of others. */
export const keyOf = ({ namespace, name }: Model): Readonly<Record<string, string>> => ({
  namespace,
  model_name: name,
});

/** The same as matchers of a selector, without its braces. */
export const matchersOf = (model: Model): string =>
  Object.entries(keyOf(model))
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(', ');

/** A series that we record, with what follows it where that is the beginning of its matchers. */
const ownSeries = /(?<![\w:"])(model(?:_version)?:[\w:]+)(\{)?/g;

/**
 * An expression of the catalogue, reading one model's series only: the rule of one model then costs what one model costs,
 * however many others there are. Alerts about models read nothing but series that we record, and each of those carries
 * the model's key.
 */
export function ofOneModel(model: Model, { parts }: Expression): Expression {
  const matchers = matchersOf(model);
  // A template leaves a name and the brace behind it in different parts.
  const whole: (typeof parts)[number][] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    if (typeof part === 'string' && typeof last === 'string') whole[whole.length - 1] = last + part;
    else whole.push(part);
  }
  return {
    parts: whole.map((part) =>
      typeof part === 'string'
        ? part.replace(ownSeries, (_, series: string, brace?: string) =>
            brace === undefined ? `${series}{${matchers}}` : `${series}{${matchers}, `,
          )
        : part,
    ),
  };
}
