import { edited, settings as file, type BadCase } from '../bad-case';

const network = (fields: string) => edited(file, 'name: shop\n', `name: shop\nnetwork: { ${fields} }\n`);

/** What a file can say wrongly of ways into and out of the platform. */
export const networks: readonly BadCase[] = [
  {
    file: 'network-nobody',
    mistake: 'an environment that nobody can reach',
    spoil: network('entrances: []'),
  },
  {
    file: 'network-entrance-both',
    mistake: 'an entrance that is a namespace and a range of addresses',
    spoil: network('entrances: [{ namespace: ingress-nginx, cidr: 10.0.0.0/8 }]'),
  },
  {
    file: 'network-entrance-neither',
    mistake: 'an entrance that says nothing',
    spoil: network('entrances: [{}]'),
  },
  {
    file: 'network-entrance-text',
    mistake: 'an entrance that is a name',
    spoil: network('entrances: [ingress-nginx]'),
  },
  {
    file: 'network-cidr-address',
    mistake: 'an address in place of a range',
    spoil: network('entrances: [{ cidr: 10.0.0.1 }]'),
  },
  {
    file: 'network-cidr-range',
    mistake: 'a range with a number beyond the last',
    spoil: network('entrances: [{ cidr: 10.0.0.0/8 }, { cidr: 10.300.0.0/16 }]'),
  },
  {
    file: 'network-ports-none',
    mistake: 'an API server that listens nowhere',
    spoil: network('apiServerPorts: []'),
  },
  {
    file: 'network-port-range',
    mistake: 'a port beyond the last',
    spoil: network('outsidePorts: [443, 70000]'),
  },
];
