import type { Io } from '../core/io.ts';
import type { Job } from './job.ts';

type Traces = Readonly<Record<string, string>>;
type TraceIo = Pick<Io, 'files' | 'env'>;

/**
 * Evidence of a job that others can check to see whether it has ended: its private folder, the folder above, its host,
 * the boot of that host, and its slot. ADR 10 explains each.
 */
export function tracesOf({ folder, slot }: Job, io: TraceIo): Traces {
  const traces = { ...hereAndNow(io), folder, site: siteOf(folder, io.files), slot };
  return Object.fromEntries(Object.entries(traces).flatMap(([name, value]) => (value ? [[name, value] as const] : [])));
}

/** Whether the job with these traces has certainly ended. Traces that cannot be checked from here are no evidence. */
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

/** A container usually has its own host name, and other folders. */
function hereAndNow({ files, env }: TraceIo): { readonly host: string; readonly boot: string | undefined } {
  const read = (path: string): string | undefined => {
    try {
      return files.read(path)?.trim() || undefined;
    } catch {
      // Only Linux has these files, and some sandboxes hide them.
      return undefined;
    }
  };
  return {
    host: read('/proc/sys/kernel/hostname') ?? env.COMPUTERNAME ?? 'this',
    boot: read('/proc/sys/kernel/random/boot_id')?.slice(0, 8),
  };
}

/**
 * The identity of the folder above the private folders, from the system: a private folder that is missing there does
 * not exist, whereas a container may have another folder with that name.
 */
function siteOf(folder: string, files: TraceIo['files']): string | undefined {
  const parent = folder.replace(/(?:[\\/][^\\/]+){2}$/, '');
  return parent === '' ? undefined : identityOr(undefined, parent, files);
}

function identityOr<T>(otherwise: T, path: string, files: TraceIo['files']): string | undefined | T {
  try {
    return files.identity(path);
  } catch {
    // Without permission to look, it may exist.
    return otherwise;
  }
}
