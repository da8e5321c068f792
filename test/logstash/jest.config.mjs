import { fileURLToPath } from 'node:url';
import ordinary from '../../jest.config.mjs';

/**
 * The pipelines in a real Logstash: `npm run test:logstash`.
 *
 * @type {import('jest').Config}
 */
export default {
  ...ordinary,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: ['<rootDir>/test/logstash'],
  testPathIgnorePatterns: ['/node_modules/'],
  // It takes a minute to start, and compiles the pipelines then.
  testTimeout: 600_000,
};
