import { HelperError } from '../core/errors.ts';
import { strayCharacter } from '../core/stray-character.ts';

const validName = /^[A-Za-z0-9_][A-Za-z0-9._@+-]{0,63}$/;

/**
 * @param source what set the name, for the message
 * @returns the name
 * @throws HelperError `profile-invalid`
 */
export function validateProfileName(name: string, source: string): string {
  if (!validName.test(name)) {
    throw new HelperError('profile-invalid', `${source} is not a valid profile name: ${shown(name)} ${fault(name)}.`, {
      hint: 'Use up to 64 letters, digits and the characters _.@+-, beginning with a letter, a digit or _. Spaces, brackets, slashes and line breaks would break the file for other tools.',
    });
  }
  if (name === '__proto__') {
    throw new HelperError('profile-invalid', `${source} cannot be "__proto__".`, {
      hint: 'Choose another name: the AWS SDK for JavaScript cannot read a file with such a profile.',
    });
  }
  if (name === 'DEFAULT') {
    throw new HelperError('profile-invalid', `${source} cannot be "DEFAULT".`, {
      hint: 'Use `default`, in lower case: the AWS CLI applies the settings of [DEFAULT] to every profile in the file.',
    });
  }
  return name;
}

function fault(name: string): string {
  const stray = strayCharacter(name, /[A-Za-z0-9._@+-]/);
  if (stray !== undefined) return `contains ${stray}`;
  return name.length > 64 ? `has ${name.length} characters` : `begins with ${name.charAt(0)}`;
}

function shown(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
}
