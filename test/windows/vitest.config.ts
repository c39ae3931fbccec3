import { defineConfig } from 'vitest/config';
import { reporters } from '../reporters.ts';

/** The built programs under Windows' Node: on Windows itself, elsewhere under Wine. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: ['machine.ts'],
    testTimeout: 60_000,
    // Wine fails to start a program once in some hundred times.
    retry: process.platform === 'win32' ? 0 : 2,
    reporters,
  },
});
