import { defineConfig } from 'vitest/config';
import { reporters } from './test/reporters.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/clients/**'],
    testTimeout: 20_000,
    reporters,
    coverage: { include: ['src/**'], reporter: ['text'] },
  },
});
