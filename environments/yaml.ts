import {
  constructFromEvents,
  EVENT_ID,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  YAMLException,
  type Event,
} from 'js-yaml';
import type { Diagnostic } from './diagnostic';
import { diagnosticAt, type SourceText } from './source-text';
import { reasonOf } from './syntax-error';

/** A YAML node with its place in the text. Offsets count UTF-16 units from 0; `end` is exclusive. */
export type Node = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'scalar'; readonly value: unknown }
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'mapping'; readonly entries: readonly MappingEntry[] }
);

export interface MappingEntry {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: Node;
}

/**
 * Reads one YAML document into a tree with positions. The language of entries is a subset of YAML: one document, no
 * anchors, aliases or tags (a file is complete on its own), no key twice. A syntax error stops the reading, so a file
 * that has one reports that one; all other problems are collected.
 */
export function parseYaml(source: SourceText): { node: Node } | { diagnostics: readonly Diagnostic[] } {
  const { text } = source;
  const found: Diagnostic[] = [];
  const report = (start: number, end: number, path: string, message: string): void => {
    found.push(diagnosticAt(source, start, end, path, message));
  };

  let events: Event[];
  try {
    events = parseEvents(text, { filename: source.file });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const at = Math.min(error.mark?.position ?? 0, text.length);
    report(at, at + 1, '', `not valid YAML: ${reasonOf(error, text, at)}`);
    return { diagnostics: found };
  }
  const documents = events.filter(({ type }) => type === EVENT_ID.DOCUMENT).length;
  if (documents !== 1) {
    const at = documents === 0 ? 0 : endOfFirstDocument(text, events);
    const message = 'the file holds several YAML documents; write one per file';
    report(at, at + 3, '', documents === 0 ? 'the file is empty' : message);
    return { diagnostics: found };
  }

  let index = 1;
  /** `fallback` is where a null without a text of its own is shown: the end of its key. */
  const read = (path: string, fallback: number): Node => {
    const event = events[index++];
    switch (event?.type) {
      case EVENT_ID.SCALAR: {
        checkProperties(event, path);
        if (event.valueStart < 0) return { kind: 'scalar', value: null, start: fallback, end: fallback + 1 };
        return { kind: 'scalar', value: valueOfScalar(text, event), ...extentOf(event) };
      }
      case EVENT_ID.SEQUENCE: {
        checkProperties(event, path);
        const items: Node[] = [];
        while (events[index]?.type !== EVENT_ID.POP) {
          items.push(read(`${path}[${items.length}]`, event.start));
        }
        index++;
        return { kind: 'sequence', items, start: event.start, end: items.at(-1)?.end ?? event.start + 2 };
      }
      case EVENT_ID.MAPPING: {
        checkProperties(event, path);
        return readMapping(path, event.start);
      }
      case EVENT_ID.ALIAS: {
        report(
          event.anchorStart - 1,
          event.anchorEnd,
          path,
          'aliases are not allowed, so that each file can be read on its own; write the value here',
        );
        return { kind: 'scalar', value: null, start: event.anchorStart - 1, end: event.anchorEnd };
      }
      default:
        throw new Error(`unexpected YAML event ${event?.type} in ${source.file}`);
    }
  };

  const readMapping = (path: string, start: number): Node => {
    const entries: MappingEntry[] = [];
    while (events[index]?.type !== EVENT_ID.POP) {
      const keyEvent = events[index];
      if (keyEvent?.type !== EVENT_ID.SCALAR) {
        const at = keyEvent !== undefined && 'start' in keyEvent ? keyEvent.start : start;
        report(at, at + 1, path, 'a key must be plain text');
        read(path, start);
        read(path, start);
        continue;
      }
      index++;
      if (keyEvent.valueStart < 0) {
        const value = read(path, start);
        report(value.start, value.end, path, 'a value stands here without a key');
        continue;
      }
      const key = getScalarValue(text, keyEvent);
      const { start: keyStart, end: keyEnd } = extentOf(keyEvent);
      const keyPath = path === '' ? key : `${path}.${key}`;
      checkProperties(keyEvent, keyPath);
      const value = read(keyPath, Math.min(keyEnd, Math.max(0, text.length - 1)));
      const first = entries.find((entry) => entry.key === key);
      if (first !== undefined) {
        const line = text.slice(0, first.keyStart).split('\n').length;
        report(
          keyStart,
          keyEnd,
          keyPath,
          `the key "${key}" stands here a second time; the first is on line ${line}`,
        );
      } else if (key === '__proto__') {
        // A record schema passes over this key in silence, so it has to be refused before any schema sees it.
        report(keyStart, keyEnd, keyPath, 'the key "__proto__" is not allowed');
      } else {
        entries.push({ key, keyStart, keyEnd, value });
      }
    }
    index++;
    return { kind: 'mapping', entries, start, end: entries.at(-1)?.value.end ?? start + 2 };
  };

  const checkProperties = (
    event: { anchorStart: number; anchorEnd: number; tagStart: number; tagEnd: number },
    path: string,
  ): void => {
    if (event.anchorStart >= 0) {
      report(
        event.anchorStart - 1,
        event.anchorEnd,
        path,
        'anchors are not allowed, because aliases are not',
      );
    }
    if (event.tagStart >= 0)
      report(
        event.tagStart,
        event.tagEnd,
        path,
        `tags such as ${text.slice(event.tagStart, event.tagEnd)} are not allowed; write the value alone`,
      );
  };

  const node = read('', 0);
  return found.length > 0 ? { diagnostics: found } : { node };
}

type ScalarEvent = Extract<Event, { type: typeof EVENT_ID.SCALAR }>;

const documentEvent: Event = {
  type: EVENT_ID.DOCUMENT,
  explicitStart: false,
  explicitEnd: false,
  directives: [],
};

function valueOfScalar(text: string, event: ScalarEvent): unknown {
  // A tag has been reported; what it would make of the text is of no interest.
  if (event.tagStart >= 0) return getScalarValue(text, event);
  return constructFromEvents([documentEvent, event, { type: EVENT_ID.POP }], { source: text })[0];
}

/** Where a scalar stands, its quotes included. */
function extentOf(event: ScalarEvent): { start: number; end: number } {
  const quote =
    event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
  return { start: event.valueStart - quote, end: event.valueEnd + quote };
}

/** Where the marker stands that ends the first of several documents; a marker before its content begins it. */
function endOfFirstDocument(text: string, events: readonly Event[]): number {
  const content = events[1];
  const start = content === undefined ? 0 : 'start' in content ? content.start : 0;
  const from = content?.type === EVENT_ID.SCALAR ? content.valueStart : start;
  const markers = [...text.matchAll(/^(?:---|\.\.\.)(?=\s|$)/gm)].map((match) => match.index);
  return markers.find((marker) => marker > Math.max(0, from)) ?? markers.at(-1) ?? 0;
}

/** The plain value of a tree. */
export function valueOf(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map(valueOf);
    case 'mapping': {
      const value: Record<string, unknown> = {};
      for (const entry of node.entries) {
        value[entry.key] = valueOf(entry.value);
      }
      return value;
    }
  }
}

/** Where the value at a path stands; for a path that is not there, the nearest parent's key. */
export function placeOf(root: Node, path: readonly PropertyKey[]): { start: number; end: number } {
  let node = root;
  let place = { start: root.start, end: root.start + 1 };
  for (const step of path) {
    if (node.kind === 'mapping') {
      const entry = node.entries.find(({ key }) => key === step);
      if (entry === undefined) return place;
      node = entry.value;
      place =
        node.kind === 'scalar' && node.value !== null
          ? { start: node.start, end: node.end }
          : { start: entry.keyStart, end: entry.keyEnd };
    } else if (node.kind === 'sequence') {
      const item = node.items[Number(step)];
      if (item === undefined) return place;
      node = item;
      place = { start: node.start, end: node.kind === 'scalar' ? node.end : node.start + 1 };
    } else {
      return place;
    }
  }
  return place;
}

/** Where the key itself stands, for a key that should not be there. */
export function placeOfKey(
  root: Node,
  path: readonly PropertyKey[],
  key: string,
): { start: number; end: number } {
  const node = nodeAt(root, path);
  const entry = node?.kind === 'mapping' ? node.entries.find((one) => one.key === key) : undefined;
  return entry === undefined ? placeOf(root, path) : { start: entry.keyStart, end: entry.keyEnd };
}

/** The node at a path; `undefined` where there is none. */
export function nodeAt(root: Node, path: readonly PropertyKey[]): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path) {
    if (node?.kind === 'mapping') node = node.entries.find(({ key }) => key === step)?.value;
    else node = node?.kind === 'sequence' ? node.items[Number(step)] : undefined;
  }
  return node;
}
