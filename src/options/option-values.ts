import { parseRegistry, type Registry, type RegistryPlace } from '../aws/registry.ts';
import { parseRole, type Role } from '../aws/role.ts';
import { HelperError } from '../core/errors.ts';
import { integer, lines, oneOf, words } from '../core/parse-values.ts';
import { strayCharacter } from '../core/stray-character.ts';
import type { CredentialSource } from './credential-source.ts';
import { type ExportName, exportNames } from './export-name.ts';
import type { GivenOptions } from './table.ts';

/** `then-assume`, which `roles` cannot be combined with. */
export function parseChain(text: string, given: GivenOptions): readonly Role[] {
  const roles = lines(text).map((arn) => parseRole(arn, 'then-assume'));
  if (roles.length > 0 && given.roles !== undefined) {
    throw new HelperError('option-conflict', 'then-assume and roles cannot be combined.', {
      hint: 'In roles, use `via` to chain: last = ARN, via = first.',
    });
  }
  return roles;
}

export function parseExternalId(text: string): string {
  const fault = textFault(text, { allowed: /[\w+=,.@:/-]/, least: 2, most: 1224 });
  if (fault === undefined) return text;
  throw new HelperError(
    'option-invalid',
    `role-external-id ${fault}. AWS accepts 2 to 1224 letters, digits and the characters _+=,.@:/-.`,
  );
}

export function parseUuid(name: string, text: string): string {
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) return text;
  throw new HelperError('option-invalid', `${name} is not a UUID: ${JSON.stringify(text)}.`, {
    hint: 'Use the ID, not the name: it is `resourceId` in the URL of its page.',
  });
}

export function parseSessionName(text: string): string {
  const fault = textFault(text, { allowed: /[\w+=,.@-]/, least: 2, most: 64 });
  if (fault === undefined) return text;
  throw new HelperError('session-name-invalid', `role-session-name ${fault}: ${JSON.stringify(text)}.`, {
    hint: 'Use 2 to 64 letters, digits and the characters _+=,.@-. Or omit it: the default is derived from the job ID and is always valid.',
  });
}

interface TextRule {
  /** Matches one character. */
  readonly allowed: RegExp;
  readonly least: number;
  readonly most: number;
}

/** Why AWS would refuse a string; a clause that follows its name. */
function textFault(text: string, { allowed, least, most }: TextRule): string | undefined {
  const stray = strayCharacter(text, allowed);
  if (stray !== undefined) return `contains ${stray}, which AWS does not accept`;
  if (text.length > most) return `has ${text.length} characters, ${text.length - most} too many`;
  return text.length < least ? `is shorter than ${least} characters` : undefined;
}

export function parseDuration(text: string): number {
  try {
    return integer('role-duration-seconds', text, { least: 900, most: 43_200 });
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    throw new HelperError('duration-invalid', error.message, {
      hint: 'Use seconds, from 900 (15 minutes) to 43200 (12 hours), up to the maximum session duration of the role.',
    });
  }
}

export function parseAccounts(text: string): readonly string[] {
  const ids = words(text);
  const wrong = ids.find((id) => !/^\d{12}$/.test(id));
  if (wrong === undefined && ids.length > 0) return ids;
  throw new HelperError(
    'option-invalid',
    `allowed-account-ids contains a value that is not an account ID: ${JSON.stringify(wrong ?? text)}.`,
    {
      hint: 'Use 12-digit account IDs, separated by commas, spaces or line breaks. In YAML, quote an ID that starts with 0.',
    },
  );
}

export function parseExports(text: string): readonly ExportName[] {
  const names = [...new Set(words(text))].map((word) => oneOf('export', word, exportNames));
  if (names.includes('none') && names.length > 1) {
    throw new HelperError('option-conflict', 'export: none cannot be combined with other targets.');
  }
  return names;
}

export function parseRegistries(
  text: string,
  place: RegistryPlace,
  source: CredentialSource | undefined,
): readonly Registry[] {
  const named = words(text).filter((word) => !/^false$/i.test(word));
  if (named.length > 0 && source === undefined) {
    throw new HelperError(
      'option-conflict',
      'ecr-login requires credentials, but unset-current-credentials leaves none.',
      {
        hint: 'Set role-to-assume as well, or use-existing-credentials.',
      },
    );
  }
  return named.map((word) => parseRegistry(word, place));
}
