import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseDuration } from '../../models/duration';
import { readArguments, UsageError } from '../../scripts/command';
import { visions, type Look, type Vision } from './pictures';

/** A fault that a model has while pictures are taken. */
export interface ChosenFault {
  readonly model: string;
  readonly fault: string;
}

export interface ScreenshotArguments extends Look {
  readonly env: string;
  readonly environments: string;
  readonly directory: string;
  /** Uids of the boards to take; all of them where absent. */
  readonly boards?: readonly string[];
  readonly faults: readonly ChosenFault[];
  /** How long the fleet runs before. Unit: milliseconds. */
  readonly after: number;
}

const options = ['screenshots', 'env', 'boards', 'faults', 'after', 'height', 'vision'] as const;
/** By then, each part of a board that has a past shows some of it. */
const usually = '2m';
const longest = '1h';

/** @throws UsageError */
export function screenshotArguments(): ScreenshotArguments {
  const { values, positionals } = readArguments(options);
  if (positionals.length > 0) throw new UsageError(`unexpected "${positionals.join(' ')}"`);
  const { screenshots } = values;
  if (screenshots === undefined || screenshots === '')
    throw new UsageError('--screenshots is missing: where should the pictures go?');
  const directory = resolve(screenshots);
  if (existsSync(directory) && readdirSync(directory).length > 0)
    throw new UsageError(`${directory} is not empty; nothing was written`);
  const boards = values.boards?.split(',');
  return {
    env: values.env ?? 'dev',
    environments: values.environments,
    directory,
    ...(boards === undefined ? {} : { boards }),
    faults: values.faults === undefined ? [] : values.faults.split(',').map(faultIn),
    after: timeIn(values.after ?? usually),
    ...(values.height === undefined ? {} : { height: heightIn(values.height) }),
    ...(values.vision === undefined ? {} : { vision: visionIn(values.vision) }),
  };
}

function faultIn(text: string): ChosenFault {
  const [, model, fault] = /^([a-z0-9-]*):([a-z-]+)$/.exec(text) ?? [];
  if (model === undefined || fault === undefined)
    throw new UsageError(`a fault is MODEL:FAULT, as in churn-classifier:errors, not "${text}"`);
  return { model, fault };
}

function timeIn(text: string): number {
  const given = parseDuration(text);
  const most = parseDuration(longest);
  if (given === undefined || most === undefined || given.milliseconds > most.milliseconds)
    throw new UsageError(`--after is a time of at most ${longest}, such as ${usually}, not "${text}"`);
  return given.milliseconds;
}

function heightIn(text: string): number {
  if (/^[1-9]\d{2,4}$/.test(text)) return Number(text);
  throw new UsageError(`--height is a number of pixels from 100 to 99999, not "${text}"`);
}

function visionIn(text: string): Vision {
  const known = visions.find((one) => one === text);
  if (known !== undefined) return known;
  throw new UsageError(`--vision is one of ${visions.join(', ')}, not "${text}"`);
}
