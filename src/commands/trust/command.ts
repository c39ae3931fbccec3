import { HelperError } from '../../core/errors.ts';
import type { Io } from '../../core/io.ts';
import { isObject, type JsonObject, parseJson } from '../../core/json.ts';
import type { Claims } from '../../token/token.ts';

export interface TrustIo extends Pick<Io, 'files' | 'log' | 'print' | 'clock'> {
  /** That of a session of this job, where it names none. */
  readonly sessionName: string;
  /** The claims of the token that this job has. */
  readonly claims?: () => Promise<Claims>;
}

/** A command below `trust`. */
export interface TrustCommand {
  /** The whole help text. */
  readonly help: string;
  /** Returns the exit code; what went wrong is thrown. */
  run(args: readonly string[], io: TrustIo): Promise<number>;
}

/** @throws HelperError `input-unreadable` */
export function readText(path: string, io: Pick<TrustIo, 'files'>): string {
  const text = io.files.read(path);
  if (text === undefined) throw new HelperError('input-unreadable', `There is no file ${path}.`);
  return text;
}

/** @throws HelperError `input-unreadable` */
export function readObject(path: string, io: Pick<TrustIo, 'files'>): JsonObject {
  const value = parseJson(readText(path, io));
  if (isObject(value)) return value;
  throw new HelperError('input-unreadable', `${path} holds no JSON object.`);
}
