import type { Io } from '../core/io.ts';
import type { Job } from './job.ts';

type Traces = Readonly<Record<string, string>>;
type TraceIo = Pick<Io, 'files' | 'env'>;

/**
 * What a job leaves beside its mark, so that others can see whether it is over: its private folder, the folder that
 * this is in, its host, when that started, and its slot. ADR 10 says what each is evidence of.
 */
export function tracesOf({ folder, slot }: Job, io: TraceIo): Traces {
  const traces = { ...hereAndNow(io), folder, site: siteOf(folder, io.files), slot };
  return Object.fromEntries(Object.entries(traces).flatMap(([name, value]) => (value ? [[name, value] as const] : [])));
}

/** Whether the job that left these traces is certainly over. What cannot be seen from here is evidence of nothing. */
export function isOver(traces: Traces, job: Pick<Job, 'slot'>, io: TraceIo): boolean {
  const { host, boot } = hereAndNow(io);
  if (traces.host !== host) return false;
  const another = (before: string | undefined, now: string | undefined): boolean =>
    before !== undefined && now !== undefined && before !== now;
  if (another(traces.boot, boot)) return true;
  if (traces.slot !== undefined && traces.slot === job.slot) return true;
  const { folder, site } = traces;
  if (folder === undefined || site === undefined || site !== siteOf(folder, io.files)) return false;
  return identityOr('unseen', folder, io.files) === undefined;
}

/** A container has a host name of its own as a rule, and what is in its folders is not what is in ours. */
function hereAndNow({ files, env }: TraceIo): { readonly host: string; readonly boot: string | undefined } {
  const read = (path: string): string | undefined => {
    try {
      return files.read(path)?.trim() || undefined;
    } catch {
      // Only Linux has these files, and not every sandbox shows them.
      return undefined;
    }
  };
  return {
    host: read('/proc/sys/kernel/hostname') ?? env.COMPUTERNAME ?? 'this',
    boot: read('/proc/sys/kernel/random/boot_id')?.slice(0, 8),
  };
}

/**
 * The folder that private folders are made in, by what the system calls it: what is missing there is missing, whereas a
 * container that has another folder of that name sees nothing of the job.
 */
function siteOf(folder: string, files: TraceIo['files']): string | undefined {
  const parent = folder.replace(/(?:[\\/][^\\/]+){2}$/, '');
  return parent === '' ? undefined : identityOr(undefined, parent, files);
}

function identityOr<T>(otherwise: T, path: string, files: TraceIo['files']): string | undefined | T {
  try {
    return files.identity(path);
  } catch {
    // We may not look: then we cannot say that nothing is there.
    return otherwise;
  }
}
