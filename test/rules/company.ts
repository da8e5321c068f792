import { loadEnvironments, type Environment } from '../../environments';

/** The fixture company's prod, as the rooms see it. */
export function company(): Environment {
  const [environment] = loadEnvironments('test/fixtures/company');
  if (environment === undefined) throw new Error('test/fixtures/company holds no environment');
  return environment;
}
