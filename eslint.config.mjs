import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  {
    ignores: [
      '**/dist/',
      'docs/.vitepress/cache/',
      '.gen/',
      'cdktf.out/',
      'node_modules/',
      'render/',
      'test/golden/',
    ],
  },
  js.configs.recommended,
  tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['scripts/**/*.mjs', 'test/**/*.mjs', '*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['preview/page/**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'window',
          'document',
          'fetch',
          'location',
          'uPlot',
          'setInterval',
          'setTimeout',
          'clearInterval',
          'AbortController',
          'URLSearchParams',
          'Intl',
          'console',
          'requestAnimationFrame',
          'ResizeObserver',
          'getComputedStyle',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
