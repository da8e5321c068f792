/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json', diagnostics: false }] },
  // Those start a control plane; `npm run test:live` runs them.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/live/'],
  // Compiled and synthesised files are not ours to test.
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/cdktf.out'],
  testTimeout: 30_000,
};
