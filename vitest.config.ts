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
    coverage: {
      include: ['src/**'],
      reporter: ['text'],
      // The pure part of tsconfig.pure.json, and what only speaks STS's language: cheap to test, so all of it is. The
      // rest is covered by scenarios, which run dist as a process and are not counted here.
      thresholds: Object.fromEntries(
        ['src/*.ts', 'src/{aws,ci,export,trust,diagnose,sts}/**'].map((files) => [files, { lines: 100, functions: 100 }]),
      ),
    },
  },
});
