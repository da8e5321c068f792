import { edited, settings as file, type BadCase } from '../bad-case';

const elastic = 'runbooks:';
const given = (fields: string) => edited(file, elastic, `externalSecrets: { ${fields} }\n${elastic}`);

/** What a file can say wrongly of the store from which Secrets come. */
export const secretStores: readonly BadCase[] = [
  {
    file: 'external-secrets-store',
    mistake: 'a store with the name of none, and how often, in no words of time',
    spoil: given('store: Company Vault, refresh: often'),
  },
  {
    file: 'external-secrets-prefix',
    mistake: 'names in the store that would run into each other',
    spoil: given('store: vault, prefix: observatory'),
  },
  {
    file: 'external-secrets-except',
    mistake: 'exceptions that nobody asks for, one of them misspelt',
    spoil: given('store: vault, except: [prometheus-tsl, somebody-elses]'),
  },
];
