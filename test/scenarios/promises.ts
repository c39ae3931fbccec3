import { expect } from 'vitest';
import type { SentRequest } from './relay.ts';
import { masksIn } from './runner.ts';
import { holdsSecret } from './secrets.ts';

interface Streams {
  readonly stdout: string;
  readonly stderr: string;
}

/** On GitHub the mask of a value is the first that is seen of it; elsewhere a mask would show it. */
export function checkMasks(
  { stdout, stderr }: Streams,
  { onGithub, secrets }: { onGithub: boolean; secrets: ReadonlySet<string> },
) {
  for (const text of [stdout, stderr]) {
    if (!onGithub) expect(text, 'a mask where nobody masks').not.toContain('::add-mask::');
    for (const value of masksIn(text)) {
      const first = text.split('\n').find((line) => line.includes(value));
      expect(first?.startsWith('::add-mask::'), 'the mask comes before any other use').toBe(true);
    }
  }
  const masks = [...masksIn(stdout), ...masksIn(stderr)];
  // A mask of half a secret hides nothing.
  for (const secret of secrets) {
    const halves = masks.filter((mask) => mask !== secret && secret.includes(mask) && mask.length > 12);
    expect(halves.length, 'masks of a part of a secret').toBe(0);
  }
}

/** A JWT travels in the body of a request to STS, the CI's password and a session token in the header made for each. */
export function checkAddressees({ target, headers, body }: SentRequest, secrets: ReadonlySet<string>): void {
  const { authorization, 'x-amz-security-token': sessionToken, ...others } = headers;
  const toCi = target.includes('/idtoken');
  const isJwt = (secret: string): boolean => secret.startsWith('eyJ');
  const carriers = [
    { name: 'target', text: target, carries: () => false },
    { name: 'authorization', text: authorization, carries: (secret: string) => toCi && !isJwt(secret) },
    { name: 'x-amz-security-token', text: String(sessionToken), carries: (secret: string) => !toCi && !isJwt(secret) },
    { name: 'headers', text: JSON.stringify(others), carries: () => false },
    { name: 'body', text: body, carries: (secret: string) => !toCi && isJwt(secret) },
  ];
  for (const { name, text = '', carries } of carriers) {
    const foreign = [...secrets].filter((secret) => !carries(secret));
    expect(holdsSecret(text, foreign), `a secret in the ${name} of a request to ${target}`).toBe(false);
  }
}
