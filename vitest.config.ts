import { defineConfig } from 'vitest/config';
import { reporters } from './test/reporters.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/clients/**'],
    testTimeout: 20_000,
    // Scenarios mostly wait: for a process to start, for a pause before the next try.
    maxConcurrency: 12,
    reporters,
    coverage: { include: ['src/**'], reporter: ['text'] },
  },
});
