import { fileURLToPath } from 'node:url';
import ordinary from '../../jest.config.mjs';

/**
 * Tests of what is deployed on a real control plane: `npm run test:live`.
 *
 * @type {import('jest').Config}
 */
export default {
  ...ordinary,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: ['<rootDir>/test/live'],
  testPathIgnorePatterns: ['/node_modules/'],
  // Each file starts an API server of its own.
  maxWorkers: 1,
  testTimeout: 120_000,
};
