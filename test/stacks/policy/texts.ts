import { asRendered } from '../synthesised';
import type { Stacks } from './placed-workloads';

/** A text somewhere in the stacks, with the keys above it. Texts that hold JSON are read as such. */
interface Found {
  readonly where: string;
  readonly key: string;
  readonly text: string;
}

function textsIn(value: unknown, where: string, key = ''): readonly Found[] {
  if (typeof value === 'string') {
    const parsed = structureIn(value);
    return parsed === undefined ? [{ where, key, text: value }] : textsIn(parsed, where, key);
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) =>
    textsIn(field, `${where}.${name}`, /^\d+$/.test(name) ? key : name),
  );
}

function structureIn(text: string): object | undefined {
  if (!/^[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(asRendered(text)) as object;
  } catch {
    return undefined;
  }
}

const texts = (stacks: Stacks): readonly Found[] =>
  Object.values(stacks).flatMap(({ name, resources }) => textsIn(resources, name));

/** Images that may be another one tomorrow. */
export const unpinnedImages = (stacks: Stacks): readonly string[] =>
  texts(stacks)
    .filter(
      ({ key, text }) =>
        (key === 'image' && !/[:@][^/:@]*\d[^/:@]*(?::[0-9a-f]{64})?$/.test(text)) ||
        (['image', 'tag'].includes(key) && /\blatest\b/.test(text)),
    )
    .map(({ where, text }) => `${where}: the image "${text}" is not of one version`);

/** Names of Secrets that settings refer to and no page documents. */
export const undocumentedSecrets = (stacks: Stacks, documented: readonly string[]): readonly string[] =>
  texts(stacks)
    .filter(
      ({ where, key, text }) =>
        (/^(?:secretName|existingSecret|configSecret|secret)$/.test(key) ||
          /\.(?:secretKeyRef|secret)\.name$/.test(where)) &&
        !documented.includes(text),
    )
    .map(({ where, text }) => `${where}: nobody is told of the Secret "${text}"`);

const secretKey =
  /(?:passw(?:or)?d|secret|token|credentials?|(?:api|private|routing|integration|access)_?key|hmac_?key)$/i;

/** What stands for a secret and is none: a variable, what Terraform fills in, a path of a mounted file, a kind, a switch. */
const reference = /^(?:\$\{?[A-Z_]+\}?|\$\{\w+\.[\w-]+\.\w+\}|\/[\w./-]+|Secret|true|false|none)$/;

/** Passwords that pinned charts and stacks have by default, and those that people think of first. */
const wellKnown = ['admin', 'changeme', 'password', 'prom-operator', 'strongpassword', 'elastic', 'grafana'];

/** A line of a configuration that gives a secret a value: `password => "x"`, `api_key: x`. */
const given = /\b([\w.-]*)\b["']?\s*(?:=>|:|=)\s*["']?([^\s"',}]+)/g;

/** Values of secrets, wherever they stand. `names` are those of Secrets and of keys within them. */
export function secretValues(stacks: Stacks, names: readonly string[]): readonly string[] {
  const isReference = (text: string): boolean => reference.test(text) || names.includes(text);
  return texts(stacks).flatMap(({ where, key, text }) => {
    if (secretKey.test(key)) return isReference(text) ? [] : [`${where}: a value of a secret`];
    if (wellKnown.includes(text) && /passw|user|login|auth/i.test(key))
      return [`${where}: "${text}" is what everybody tries first`];
    return [...text.matchAll(given)]
      .filter(([, name = '', value = '']) => secretKey.test(name) && !isReference(value))
      .map(([line]) => `${where}: a value of a secret in "${line}"`);
  });
}
