/** A folder of `tools/` from which a node of Elasticsearch is made. */
export interface NodeParts {
  /** What it is, for messages. */
  readonly title: string;
  /** The oldest Java that runs it. */
  readonly java: number;
  /** Whether it compresses by a library that is in no jar. */
  readonly zstd: boolean;
  readonly modules: readonly NodeModule[];
  /** Packages of the server that modules use as its friends; loaded from a folder they are strangers. */
  readonly exports: readonly string[];
}

/** What the node loads beside the server, in a folder of its own. */
export interface NodeModule {
  readonly name: string;
  /** Its jars, of those that the server does not have. */
  readonly jars: RegExp;
  /** Our own classes in it, by their folder. */
  readonly sources?: string;
}

const http: NodeModule = {
  name: 'transport-netty4',
  jars: /^(?:transport-netty4|netty|elasticsearch-ssl-config)-/,
};

/** The nodes that `npm run test:elastic` starts. */
export const nodeParts = {
  elasticsearch: {
    title: 'Elasticsearch without security',
    java: 21,
    zstd: true,
    modules: [
      http,
      {
        name: 'stand-ins',
        jars: /^(?!transport-netty4|netty|elasticsearch-ssl-config|x-pack-template-resources)/,
        sources: 'stand-ins',
      },
    ],
    exports: [],
  },
  'elasticsearch-security': {
    title: 'Elasticsearch with security',
    java: 17,
    zstd: false,
    modules: [
      http,
      {
        name: 'x-pack-core',
        jars: /^(?:x-pack-(?:core|template-resources)|http|commons|unboundid|slf4j|log4j|transport-netty4|netty|elasticsearch-ssl-config)/,
      },
      {
        name: 'x-pack-security',
        jars: /^(?!x-pack-(?:core|template-resources)|http|commons|unboundid|slf4j|log4j|transport-netty4|netty|elasticsearch-ssl-config)/,
        sources: 'opensaml',
      },
      { name: 'stand-ins', jars: /^$/, sources: 'stand-ins' },
    ],
    exports: ['org.elasticsearch.plugins.interceptor', 'org.elasticsearch.plugins.internal'],
  },
} as const satisfies Readonly<Record<string, NodeParts>>;

export type NodeName = keyof typeof nodeParts;

export const nodeNames = Object.keys(nodeParts) as readonly NodeName[];
