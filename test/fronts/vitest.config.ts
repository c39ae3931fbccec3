import { defineConfig } from 'vitest/config';
import { reporters } from '../reporters.ts';

/** The other fronts, run by what runs them, beside the real AWS tools: in need of Debian's packages, as the clients. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: ['../clients/requirements.ts'],
    testTimeout: 180_000,
    // They wait for other programs most of the time: as many files at once as do not keep each other from theirs.
    maxWorkers: 3,
    reporters,
  },
});
