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

/** Variables of a job. The program that runs the jobs of a machine has none of them, or not those of this job. */
const marks = [
  'CI',
  'BUILDKITE_JOB_ID',
  'BUILD_TAG',
  'CIRCLE_WORKFLOW_JOB_ID',
  'CI_JOB_ID',
  'GITHUB_ACTIONS',
  'GITHUB_RUN_ID',
  'GITLAB_CI',
  'SEMAPHORE_JOB_ID',
  'TF_BUILD',
];

/** A script may set the variables of the job itself, as GitLab's does: then the shell that reads it started without them. */
const shell = /^((ba|da|a|z|k|mk|fi)?sh|busybox|pwsh)$/;
/** What these read, they write: `./build.sh | tee build.log`. */
const copier = /^(cat|tee)$/;

/**
 * Whether the standard output of a process ends up where the job's own does: in the log. The job is its outermost
 * process that can be seen. A shell or a program that captures an output is a process of the job, and its own output is
 * another one. Where nothing is known, nothing is said: to refuse what is captured would be worse.
 */
export function goesToTheLog(pid: number, look: Look): boolean {
  const own = look(pid);
  if (own?.stdout === undefined) return false;
  const job = jobAround(own, look);
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
function jobAround(own: SeenProcess, look: Look): readonly SeenProcess[] {
  const known = marks.filter((name) => (own.env[name] ?? '') !== '');
  if (known.length === 0) return [];
  const around: SeenProcess[] = [];
  for (let pid = own.parent; pid !== 0; ) {
    const next = look(pid);
    if (next === undefined) return [];
    if (!shell.test(next.program) && known.some((name) => next.env[name] !== own.env[name])) break;
    around.push(next);
    pid = next.parent;
  }
  return around;
}
