import type { Env } from './io.ts';

/** A process as the system shows it. Open files are given by an ID: equal IDs are the same pipe or file. */
export interface SeenProcess {
  readonly parent: number;
  readonly children: readonly number[];
  /** The file name of its program: `bash`, `node`. */
  readonly program: string;
  /** At the start of the program. */
  readonly env: Env;
  readonly stdin: string | undefined;
  readonly stdout: string | undefined;
  readonly stderr: string | undefined;
}

/** A process by its ID; `undefined` if it does not exist or is not accessible. */
export type Look = (pid: number) => SeenProcess | undefined;

/** Distinguishes the processes of a job from others and from the runner, by their environment. */
export interface JobSigns {
  isJob(env: Env): boolean;
  isSameJob(env: Env, other: Env): boolean;
}

/** A script may set the variables of the job, as in GitLab: the shell that runs it then started without them. */
const shell = /^((ba|da|a|z|k|mk|fi)?sh|busybox|pwsh)$/;
/** Programs that copy their input to their output: `./build.sh | tee build.log`. */
const copier = /^(cat|tee)$/;

/**
 * Whether the standard output of a process goes to the log of the job. The job is its outermost
 * visible process. A shell or a program that captures output is a process of the job, and its own output is
 * a different one. If unknown, false: to refuse captured output would be worse.
 */
export function goesToTheLog(pid: number, look: Look, signs: JobSigns): boolean {
  const own = look(pid);
  if (own?.stdout === undefined) return false;
  const job = jobAround(own, look, signs);
  const outermost = job.at(-1);
  // For example `npx` alone in a container whose output is captured outside.
  if (outermost === undefined || outermost.program === 'node') return false;
  const copiers = [own, ...job]
    .flatMap(({ children }) => children.map(look))
    .filter((child) => child !== undefined && copier.test(child.program) && child.stdin !== child.stdout);
  const reached = (place: string): readonly string[] => [
    place,
    ...copiers.flatMap((one) => (one?.stdin === place && one.stdout !== undefined ? reached(one.stdout) : [])),
  ];
  return reached(own.stdout).some((place) => place === outermost.stdout || place === outermost.stderr);
}

/** The processes of the job around this one, the innermost first; empty if unknown. */
function jobAround(own: SeenProcess, look: Look, { isJob, isSameJob }: JobSigns): readonly SeenProcess[] {
  if (!isJob(own.env)) return [];
  const around: SeenProcess[] = [];
  for (let pid = own.parent; pid !== 0; ) {
    const next = look(pid);
    if (next === undefined) return [];
    if (!shell.test(next.program) && !isSameJob(next.env, own.env)) break;
    around.push(next);
    pid = next.parent;
  }
  return around;
}
