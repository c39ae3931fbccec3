import type { Env } from './io.ts';

/** A process as the system shows it. An open file is told by its identity: equal ones are one and the same pipe or file. */
export interface SeenProcess {
  readonly parent: number;
  readonly children: readonly number[];
  /** The file name of its program: `bash`, `node`. */
  readonly program: string;
  /** As it was when the program started. */
  readonly env: Env;
  readonly stdin: string | undefined;
  readonly stdout: string | undefined;
  readonly stderr: string | undefined;
}

/** A process by its number; `undefined` where there is none, or where it may not be looked at. */
export type Look = (pid: number) => SeenProcess | undefined;

/** What tells processes of one job from those of others, and of the program that runs jobs: their variables. */
export interface JobSigns {
  isJob(env: Env): boolean;
  isSameJob(env: Env, other: Env): boolean;
}

/** A script may set the variables of the job itself, as GitLab's does: then the shell that reads it started without them. */
const shell = /^((ba|da|a|z|k|mk|fi)?sh|busybox|pwsh)$/;
/** What these read, they write: `./build.sh | tee build.log`. */
const copier = /^(cat|tee)$/;

/**
 * Whether the standard output of a process ends up where the job's own does: in the log. The job is its outermost
 * process that can be seen. A shell or a program that captures an output is a process of the job, and its own output is
 * another one. Where nothing is known, nothing is said: to refuse what is captured would be worse.
 */
export function goesToTheLog(pid: number, look: Look, signs: JobSigns): boolean {
  const own = look(pid);
  if (own?.stdout === undefined) return false;
  const job = jobAround(own, look, signs);
  const outermost = job.at(-1);
  // `npx` alone, say, in a container whose output is captured outside.
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

/** The processes of the job around this one, the innermost first; none where that cannot be told. */
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
