import { edited, entry, settings, type BadCase } from '../bad-case';

/** Files and folders that are missing, of the wrong kind or in the wrong place; several problems at once. */
export const files: readonly BadCase[] = [
  { file: 'files-settings-missing', mistake: 'no environment.yaml', spoil: (w) => w.remove(settings) },
  { file: 'files-models-missing', mistake: 'no folder models', spoil: (w) => w.remove('shop/models') },
  {
    file: 'files-models-file',
    mistake: 'a file named models',
    spoil: (w) => {
      w.remove('shop/models');
      w.write('shop/models', 'churn\n');
    },
  },
  {
    file: 'files-entry-folder',
    mistake: 'a folder where an entry is expected',
    spoil: (w) => {
      w.remove(entry('churn'));
      w.write(`${entry('churn')}/old.yaml`, 'name: old\n');
    },
  },
  {
    file: 'files-settings-folder',
    mistake: 'a folder named environment.yaml',
    spoil: (w) => {
      w.remove(settings);
      w.write(`${settings}/old.yaml`, 'name: old\n');
    },
  },
  {
    file: 'files-ending',
    mistake: 'an entry that ends in .yml',
    spoil: (w) => w.write('shop/models/other.yml', 'name: other\n'),
  },
  { file: 'files-none', mistake: 'no environment at all', spoil: (w) => w.remove('shop') },
  {
    file: 'files-prefix',
    mistake: 'an environment whose name begins with another’s',
    spoil: (w) => {
      for (const path of [settings, entry('churn'), entry('ranker'), entry('rebuild'), entry('tagger')]) {
        w.copy(path, path.replace('shop/', 'shop-eu/'), (text) =>
          text.replace('name: shop\n', 'name: shop-eu\n'),
        );
      }
    },
  },
  {
    file: 'files-several',
    mistake: 'several problems in several files, one of them a syntax error',
    spoil: (w) => {
      edited(settings, "days: Mon-Fri, from: '09:00'", 'days: Mon-Fri, from: 9')(w);
      edited(settings, 'paging: true', 'paging: maybe')(w);
      edited(entry('churn'), 'team: pricing\nruntime: mlserver', 'runtime: mlserv\nteams: pricing')(w);
      edited(entry('ranker'), 'Offer ranking\nteam: pricing\n', '"Offer\nteam: Pricing\n')(w);
      edited(
        entry('rebuild'),
        "'0 2 * * *', zone: Europe/Berlin, deadline: 4h",
        'schedul: daily, deadline: 4',
      )(w);
    },
  },
  {
    file: 'files-several-policy',
    mistake: 'several problems that only entry and environment together show',
    spoil: (w) => {
      edited(settings, 'owner: platform', 'owner: nobody')(w);
      edited(settings, 'zone: Europe/Berlin', 'zone: Berlin')(w);
      edited(entry('tagger'), 'team: platform', 'team: vision')(w);
      edited(entry('tagger'), 'pool: a100', 'pool: h100')(w);
      edited(entry('tagger'), 'mean: 50ms', 'p95: 50ms')(w);
      edited(entry('churn'), '250ms', '251ms')(w);
    },
  },
];
