import { HelperError } from '../errors.ts';
import type { CommandResult, Processes, RunOptions } from '../ports.ts';

/** What a program may print before it is not the one that we meant. */
const outputLimit = 1_000_000;

/** `node:child_process` is loaded with the first program that is run: most runs need none. */
export const nodeProcesses: Processes = {
  run,
  async shell(line, options) {
    const result = await run(line, [], { ...options, shell: true });
    return result ?? { status: 127, stdout: '', stderr: 'there is no shell' };
  },
};

async function run(
  command: string,
  args: readonly string[],
  { limit, env = process.env, shell = false }: RunOptions & { readonly shell?: boolean } = {},
): Promise<CommandResult | undefined> {
  const { spawn } = await import('node:child_process');
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, shell, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.setEncoding('utf8').on('data', (text: string) => {
        if (output[name].length < outputLimit) output[name] += text;
      });
    }
    const finite = limit !== undefined && Number.isFinite(limit);
    const timer = finite
      ? setTimeout(() => child.kill('SIGKILL') && reject(tooLong(command, limit)), limit)
      : undefined;
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      if (error.code === 'ENOENT') resolve(undefined);
      else reject(error);
    });
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status: status ?? 128, ...output });
    });
  });
}

function tooLong(command: string, limit: number): HelperError {
  return new HelperError(
    'deadline-exceeded',
    `${command} was still running after ${Math.round(limit / 1000)} s and was ended.`,
    {
      hint: 'The step’s budget is used up; timeout sets another.',
    },
  );
}
