/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json', diagnostics: false }] },
  // Compiled and synthesised files are not ours to test.
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/cdktf.out'],
  testTimeout: 30_000,
};
