import { defineConfig } from 'vitest/config';
import { reporters } from '../reporters.ts';

/** The real AWS tools, with what the program hands over: slower than all other tests together, and in need of Debian's packages. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: ['requirements.ts'],
    testTimeout: 180_000,
    // They wait for other programs most of the time: as many files at once as do not keep each other from theirs.
    maxWorkers: 3,
    reporters,
  },
});
