import type { Processes } from '../core/io.ts';

/** Loaded when a program is started, which most runs do not do. */
const load = () => import('./run-program.ts');

export const nodeProcesses: Processes = {
  async run(command, args, options = {}) {
    return (await load()).runProgram({ command, args, shell: false }, options);
  },
  async shell(line, options = {}) {
    const result = await (await load()).runProgram({ command: line, args: [], shell: true }, options);
    return result ?? { status: 127, stdout: '', stderr: 'there is no shell' };
  },
};
