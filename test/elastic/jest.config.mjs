import { fileURLToPath } from 'node:url';
import ordinary from '../../jest.config.mjs';

/**
 * Tests of what a real Elasticsearch makes of what is generated for it: `npm run test:elastic`.
 *
 * @type {import('jest').Config}
 */
export default {
  ...ordinary,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: ['<rootDir>/test/elastic'],
  testPathIgnorePatterns: ['/node_modules/'],
  // Each file starts nodes of its own.
  maxWorkers: 1,
  testTimeout: 120_000,
};
