import { defineConfig } from 'vitest/config';
import { reporters } from './test/reporters.ts';

/** What starts dist/ or the package as processes. */
const withProcesses = ['test/scenarios/**/*.test.ts', 'test/package/{tarball,archive}.test.ts'];

export default defineConfig({
  test: {
    reporters,
    // One by default on two cores; but most of the time belongs to the programs that tests start.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...withProcesses, 'test/{clients,fronts,site,windows}/**'],
          // No test changes a module or the process: they can share both, and most of the time was spent on loading.
          isolate: false,
          setupFiles: ['test/seed.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'scenarios',
          include: withProcesses,
          testTimeout: 60_000,
          // Scenarios wait a lot, for processes and pauses; but each file has as many at a time.
          maxConcurrency: 6,
        },
      },
    ],
    coverage: {
      include: ['src/**'],
      reporter: ['text'],
      // The pure part, as in tsconfig.pure.json: cheap to test, so all of it is. The
      // rest is covered by scenarios, which run dist as a process and are not counted here.
      thresholds: Object.fromEntries(
        ['src/*.ts', 'src/{core,aws,token,options,ci,job,aws-api,session,export,trust,diagnose,reporting}/**'].map(
          (files) => [files, { lines: 100, functions: 100 }],
        ),
      ),
    },
  },
});
