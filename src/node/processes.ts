import type { Processes } from '../core/io.ts';

/** What runs a program is loaded with the first one: most runs need none. */
export const nodeProcesses: Processes = {
  async run(command, args, options = {}) {
    const { runProgram } = await import('./run-program.ts');
    return runProgram({ command, args, shell: false }, options);
  },
  async shell(line, options = {}) {
    const { runProgram } = await import('./run-program.ts');
    const result = await runProgram({ command: line, args: [], shell: true }, options);
    return result ?? { status: 127, stdout: '', stderr: 'there is no shell' };
  },
};
