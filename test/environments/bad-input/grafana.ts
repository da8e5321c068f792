import { edited, settings as file, type BadCase } from '../bad-case';

const url = "grafana: { url: 'https://grafana.shop.example' }";
const grafana = (fields: string) => edited(file, url, url.replace(' }', `, ${fields} }`));

/** What a file can say wrongly of how boards get into Grafana, and of who may change them. */
export const grafanas: readonly BadCase[] = [
  {
    file: 'grafana-delivery',
    mistake: 'boards that come some other way',
    spoil: grafana('delivery: configmap'),
  },
  {
    file: 'grafana-permissions',
    mistake: 'permissions of no policy',
    spoil: grafana('permissions: prod'),
  },
  {
    file: 'grafana-files',
    mistake: 'permissions and an account where boards come as ConfigMaps',
    spoil: grafana('delivery: configMap, permissions: open, deployer: {}'),
  },
  {
    file: 'grafana-token-life',
    mistake: 'a token that is good for hours, and one that is renewed at its very end',
    spoil: grafana('deployer: { tokenLife: 12h, renewedBefore: 1h }'),
  },
  {
    file: 'grafana-token-renewal',
    mistake: 'a token that each deployment would make anew',
    spoil: grafana('deployer: { tokenLife: 10d, renewedBefore: 10d }'),
  },
  {
    file: 'grafana-token-local',
    mistake: 'a token in a state that anybody can read',
    spoil: (workspace) => {
      workspace.replace(file, 'gcs: { bucket: shop-observatory-state }', 'local: { directory: ../state }');
      grafana('deployer: {}')(workspace);
    },
  },
];
