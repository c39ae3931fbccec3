import { HelperError } from '../../core/errors.ts';
import { inputText } from '../../core/input-text.ts';
import type { Io, ReadLimits } from '../../core/io.ts';
import { isObject, type JsonObject, parseJson } from '../../core/json.ts';
import { claimsInText } from '../../token/claims-text.ts';
import { type Claims, claimsOf } from '../../token/token.ts';
import { largestPolicyFile, type Parsing } from '../../trust/documents.ts';
import { type Arguments, flagValue } from '../arguments.ts';
import type { CommandIo } from '../command.ts';

export interface TrustIo extends Pick<Io, 'files' | 'log' | 'print' | 'clock'> {
  /** The session name of this job, unless set; absent outside a job. */
  readonly sessionName: string | undefined;
  /** The claims of this job's token. */
  readonly claims?: () => Promise<Claims>;
}

/** A command of `trust`. */
export interface TrustCommand {
  /** The complete help text. */
  readonly help: string;
  /** Returns the exit code; throws on failure. */
  run(args: readonly string[], io: TrustIo & CommandIo): Promise<number>;
}

/** @throws HelperError `option-invalid` */
export function accountFlag(given: Arguments): string | undefined {
  const id = flagValue(given, 'account-id');
  return id === undefined ? undefined : matchingFlag('--account-id', id, /^\d{12}$/);
}

/** @throws HelperError `option-invalid` */
export function matchingFlag(flag: string, value: string, pattern: RegExp): string {
  if (pattern.test(value)) return value;
  throw new HelperError('option-invalid', `${flag} is not valid: ${JSON.stringify(value)}.`);
}

/** @throws HelperError `input-unreadable` */
export function readPolicyFile(path: string, io: Pick<TrustIo, 'files'>): string {
  return readText(path, io, { bytes: largestPolicyFile });
}

/** @throws HelperError `input-unreadable` */
export function readText(path: string, io: Pick<TrustIo, 'files'>, limits?: ReadLimits): string {
  const text = inputText(path, io.files, limits);
  if (text === undefined) throw new HelperError('input-unreadable', `The file ${path} does not exist.`);
  return text;
}

/** @throws HelperError `input-unreadable` */
export function readObject(path: string, io: Pick<TrustIo, 'files'>): JsonObject {
  const value = parseJson(readText(path, io));
  if (isObject(value)) return value;
  throw new HelperError('input-unreadable', `${path} does not contain a JSON object.`);
}

/** @throws HelperError `input-unreadable` */
export function readClaims(path: string, io: Pick<TrustIo, 'files'>): Claims {
  const text = readText(path, io);
  const claims = claimsInText(text);
  if (claims === undefined) {
    const isToken = claimsOf(text.trim()) !== undefined;
    throw new HelperError('input-unreadable', `${path} does not contain a JSON object.`, {
      hint: isToken
        ? 'It contains a token: pass it with --token-file.'
        : 'Pass the payload of a token, or the lines from iss to the last claim in the log of a refused job, as they are.',
    });
  }
  if (!['iss', 'sub', 'aud'].some((name) => Object.hasOwn(claims, name))) {
    throw new HelperError(
      'input-unreadable',
      `${path} does not contain the claims of a token: iss, sub and aud are missing.`,
      {
        hint: 'Pass the payload of one token, with nothing around it: { "iss": …, "sub": …, "aud": … }.',
      },
    );
  }
  return claims;
}

/** Reads a file as JSON, or else as YAML, whose parser is loaded only when needed. */
export async function parsingOf(text: string, file: string): Promise<Parsing> {
  const json = parseJson(text);
  if (json !== undefined) return { json };
  const { parseTemplateYaml } = await import('./template-yaml.ts');
  return { parseYaml: (template) => parseTemplateYaml(template, file) };
}
