import { HelperError } from '../core/errors.ts';

const NAME = /^[A-Za-z0-9_][A-Za-z0-9._@+-]{0,63}$/;

/**
 * @param source what gave the name, for the message
 * @returns the name
 * @throws HelperError `profile-invalid`
 */
export function validateProfileName(name: string, source: string): string {
  if (!NAME.test(name)) {
    throw new HelperError('profile-invalid', `${source} cannot be the name of a profile: ${shown(name)}.`, {
      hint: 'Use up to 64 letters, digits and the characters _.@+-, beginning with a letter, a digit or _: blanks, brackets, slashes and line breaks would break the file for other tools.',
    });
  }
  if (name === '__proto__') {
    throw new HelperError('profile-invalid', `${source} cannot be "__proto__".`, {
      hint: 'The AWS SDK for JavaScript reads nothing at all from a file with such a profile. Choose another name.',
    });
  }
  if (name === 'DEFAULT') {
    throw new HelperError('profile-invalid', `${source} cannot be "DEFAULT".`, {
      hint: 'The AWS CLI gives the settings of [DEFAULT] to every profile of the file. Write `default`, in lower case.',
    });
  }
  return name;
}

function shown(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
}
