import { defineConfig } from 'vitest/config';
import { reporters } from '../reporters.ts';

/** The playground in a browser. In need of Debian's chromium-headless-shell, or of another Chromium. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    testTimeout: 60_000,
    // A browser for each file.
    maxWorkers: 2,
    reporters,
  },
});
