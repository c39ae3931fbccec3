import { defineConfig } from 'vitest/config';
import { reporters } from '../reporters.ts';

/** The playground in a browser. In need of Debian's chromium. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    testTimeout: 60_000,
    // One browser for all: what is slow is to start it.
    maxWorkers: 1,
    isolate: false,
    reporters,
  },
});
