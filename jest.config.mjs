import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json', diagnostics: false }] },
  // Those start a control plane, Elasticsearch or Logstash; `npm run test:live`, `test:elastic` and `test:logstash` run them.
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/live/',
    '<rootDir>/test/elastic/',
    '<rootDir>/test/logstash/',
  ],
  // Compiled and synthesised files are not ours to test.
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/cdktf.out'],
  // So many tests of a file that wait for other programs run side by side, where they say that they can.
  maxConcurrency: availableParallelism(),
  testTimeout: 30_000,
};
