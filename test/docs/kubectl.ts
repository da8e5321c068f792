import type { Cluster, Present } from './cluster';

/** A call of a program, taken apart as a shell does. */
interface Call {
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** Options of kubectl that documentation uses, with a value and without. */
const valued: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...[
      '-n --namespace',
      '-l --selector',
      '-c --container',
      '-o --output',
      '-L --label-columns',
      '-f --filename',
    ],
    ...[
      '-p --patch',
      '--since',
      '--tail',
      '--field-selector',
      '--sort-by',
      '--replicas',
      '--image',
      '--restart',
    ],
    ...[
      '--overrides',
      '--for',
      '--profile',
      '--from',
      '--from-file',
      '--from-literal',
      '--type',
      '--timeout',
    ],
  ].flatMap((line) => {
    const names = line.split(' ');
    return names.map((name) => [name, names.at(-1) ?? name]);
  }),
);
const flags = [
  ...['-A', '--all-namespaces', '-it', '--rm', '--prefix', '--previous', '--show-labels'],
  ...['--ignore-daemonsets', '--delete-emptydir-data'],
];

/** Other names that kubectl has for a kind, and plurals that are not formed with an s. */
const kinds: Readonly<Record<string, string>> = {
  deploy: 'deployment',
  svc: 'service',
  pvc: 'persistentvolumeclaim',
  crd: 'customresourcedefinition',
  prometheuses: 'prometheus',
  networkpolicies: 'networkpolicy',
};
/** Kinds of which nothing here decides which there are, in a namespace and in none. */
const ofCluster = ['node', 'namespace', 'storageclass', 'customresourcedefinition'];
const ofOthers = ['event', 'job', 'cronjob', 'endpointslice', 'persistentvolumeclaim', 'replicaset'];

/** What a reader fills in. */
const isOpen = (word: string): boolean => /[<$]|^[A-Z]+$|^\.\.\.$/.test(word);

/** Each call of a program in a text, up to what ends it for the shell. */
export function callsOf(program: string, text: string): readonly string[][] {
  const starts = [...text.matchAll(new RegExp(`(?<![\\w./-])${program} `, 'g'))].map(({ index }) => index);
  return starts.map((start) => wordsFrom(text.slice(start + program.length)));
}

function wordsFrom(text: string): string[] {
  const words: string[] = [];
  const word = /\s*((?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|<[a-z-]+>|[^\s|;&()<>'"\\])+)/y;
  for (
    let found = word.exec(text);
    found !== null && !/\n/.test(found[0].slice(0, -1));
    found = word.exec(text)
  )
    words.push((found[1] ?? '').replaceAll(/'([^']*)'|"((?:\\.|[^"\\])*)"/g, '$1$2'));
  return words;
}

/** @throws Error for an option that is not known, which may be none of kubectl */
function callOf(words: readonly string[]): Call {
  const options = new Map<string, string[]>();
  const rest: string[] = [];
  const end = words.indexOf('--');
  const own = end < 0 ? [...words] : words.slice(0, end);
  for (let word = own.shift(); word !== undefined; word = own.shift()) {
    const [, name = word, value] = /^(--[a-z-]+)=(.*)$/s.exec(word) ?? [];
    const full = valued[name];
    if (full !== undefined) options.set(full, [...(options.get(full) ?? []), value ?? own.shift() ?? '']);
    else if (flags.includes(word)) options.set(word, []);
    else if (word.startsWith('-') && word !== '-') throw new Error(`kubectl has no ${word} that is known`);
    else rest.push(word);
  }
  return { words: rest, options };
}

/** What a command names that is not in the cluster; nothing where all is there, or is left to the reader. */
export function absentIn(cluster: Cluster, words: readonly string[]): readonly string[] {
  let call: Call;
  try {
    call = callOf(words);
  } catch (error) {
    return [(error as Error).message];
  }
  const { options } = call;
  const [verb = '', ...rest] = call.words;
  const option = (name: string): string | undefined => options.get(name)?.[0];
  const namespace = option('--namespace');
  if (namespace !== undefined && !isOpen(namespace) && !cluster.namespaces.includes(namespace))
    return [`there is no namespace ${namespace}`];
  if (rest.length === 0 && !(verb === 'logs' && options.has('--selector'))) return [];
  const named = namedBy(verb, rest);
  if (named === undefined) return [];
  const everywhere = options.has('-A') || options.has('--all-namespaces');
  return named.kinds.flatMap((kind): readonly string[] => {
    if (isOpen(kind) || ofCluster.includes(kind)) return [];
    if (namespace === undefined && !everywhere) return [`no namespace is said for ${kind}`];
    if (ofOthers.includes(kind) || (namespace !== undefined && isOpen(namespace))) return [];
    const there = cluster.objects.filter(
      (one) => one.kind === kind && (everywhere || one.namespace === namespace),
    );
    const place = everywhere ? 'anywhere' : `in ${namespace}`;
    if (there.length === 0) return [`there is no ${kind} ${place}`];
    const chosen = chosenBy(there, named.names, option('--selector'));
    if (typeof chosen === 'string') return [`there is no ${kind} ${chosen} ${place}`];
    return [...partsOf(chosen, options), ...(verb === 'port-forward' ? portsOf(chosen, rest.slice(1)) : [])];
  });
}

/** Which kinds and names a verb is about; nothing where it makes what it names. */
function namedBy(
  verb: string,
  [first = '', ...others]: readonly string[],
): { readonly kinds: readonly string[]; readonly names: readonly string[] } | undefined {
  const [kind, name] = first.split('/');
  const slashed = name === undefined ? undefined : { kinds: [kindOf(kind ?? '')], names: [name] };
  switch (verb) {
    case 'apply':
    case 'run':
      return undefined;
    case 'create':
      return first === 'secret' ? { kinds: ['secret'], names: others.slice(1, 2) } : undefined;
    case 'logs':
    case 'exec':
    case 'port-forward':
      return slashed ?? { kinds: ['pod'], names: first === '' ? [] : [first] };
    case 'cp':
      return { kinds: ['pod'], names: [first, ...others].flatMap((one) => /^(.+):/.exec(one)?.[1] ?? []) };
    case 'cordon':
    case 'drain':
    case 'debug':
      return { kinds: ['node'], names: [] };
    case 'rollout':
      return namedBy('get', others);
    default:
      return slashed ?? { kinds: first.split(',').map(kindOf), names: others };
  }
}

function kindOf(word: string): string {
  const singular = word.replace(/(?<!s)s$/, '');
  return kinds[word] ?? (word === 'prometheus' ? word : singular);
}

/** The objects of the names, or those that a selector chooses; what is not there otherwise. */
function chosenBy(
  there: readonly Present[],
  names: readonly string[],
  selector: string | undefined,
): readonly Present[] | string {
  const absent = names.find((name) => !isOpen(name) && !there.some((one) => one.name === name));
  if (absent !== undefined) return absent;
  const pairs = (selector ?? '')
    .split(',')
    .map((pair) => pair.split('='))
    .filter(([key = '', value = '']) => key !== '' && !isOpen(key) && !isOpen(value));
  const chosen = there.filter(
    ({ name, labels = {} }) =>
      (names.length === 0 || names.some((own) => isOpen(own) || own === name)) &&
      pairs.every(([key = '', value]) => labels[key] === value),
  );
  return chosen.length === 0 ? `with ${selector ?? 'that name'}` : chosen;
}

/** Containers and keys of Secrets that are named and that none of the objects has. */
function partsOf(chosen: readonly Present[], options: Call['options']): readonly string[] {
  const [container] = options.get('--container') ?? [];
  const inPods = chosen.filter(({ kind }) => kind === 'pod').flatMap(({ containers = [] }) => containers);
  const keys = chosen.filter(({ kind }) => kind === 'secret').flatMap((secret) => secret.keys ?? []);
  const given = ['--from-file', '--from-literal'].flatMap((name) =>
    (options.get(name) ?? []).map((one) => one.split('=')[0] ?? ''),
  );
  const read = (options.get('--output') ?? []).flatMap((format) =>
    [...format.matchAll(/\.data(?:\.| ")((?:\\.|[\w-])+)/g)].map(([, key = '']) => key.replaceAll('\\', '')),
  );
  return [
    ...(container === undefined || isOpen(container) || inPods.length === 0 || inPods.includes(container)
      ? []
      : [`no such pod has a container ${container}`]),
    ...(chosen.some(({ kind }) => kind === 'secret')
      ? [...given, ...read].filter((key) => !keys.includes(key)).map((key) => `the Secret has no key ${key}`)
      : []),
  ];
}

/** Ports that are forwarded and that the Services do not have. */
const portsOf = (chosen: readonly Present[], ports: readonly string[]): readonly string[] =>
  ports
    .map((port) => port.split(':').at(-1) ?? port)
    .filter((port) => !isOpen(port) && chosen.some(({ kind }) => kind === 'service'))
    .filter((port) => !chosen.some((one) => one.ports?.includes(Number(port)) === true))
    .map((port) => `the Service has no port ${port}`);
