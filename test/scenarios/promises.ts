import { expect } from 'vitest';
import type { SentRequest } from './relay.ts';
import { type MaskCommand, masksIn } from './runner.ts';
import { holdsSecret } from './secrets.ts';

interface Streams {
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a runner masks, the mask of a value is the first that is seen of it; elsewhere a mask would show it. */
export function checkMasks(
  { stdout, stderr }: Streams,
  { command, secrets }: { command: MaskCommand | undefined; secrets: ReadonlySet<string> },
) {
  for (const text of [stdout, stderr]) {
    for (const other of ['::add-mask::', '##vso[task.setsecret]'] as const) {
      if (other !== command) expect(text, 'a mask where nobody masks').not.toContain(other);
    }
    for (const value of masksIn(text, command)) {
      const first = text.split('\n').find((line) => line.includes(value));
      expect(first?.startsWith(command ?? '::add-mask::'), 'the mask comes before any other use').toBe(true);
    }
  }
  const masks = [...masksIn(stdout, command), ...masksIn(stderr, command)];
  // A mask of half a secret hides nothing.
  for (const secret of secrets) {
    const halves = masks.filter((mask) => mask !== secret && secret.includes(mask) && mask.length > 12);
    expect(halves.length, 'masks of a part of a secret').toBe(0);
  }
}

function isTokenRequest(target: string): boolean {
  return /\/(idtoken|id_token\.json|oidctoken|oidc\/tokens)(\?|$)/.test(target);
}

/** A JWT travels in the body of a request to STS, the CI's password and a session token in the header made for each. */
export function checkAddressees({ target, headers, body }: SentRequest, secrets: ReadonlySet<string>): void {
  const { authorization, 'x-amz-security-token': sessionToken, build_api_token, ...others } = headers;
  const toCi = isTokenRequest(target);
  const isJwt = (secret: string): boolean => secret.startsWith('eyJ');
  const carriers = [
    { name: 'target', text: target, carries: () => false },
    { name: 'authorization', text: authorization, carries: (secret: string) => toCi && !isJwt(secret) },
    { name: 'x-amz-security-token', text: String(sessionToken), carries: (secret: string) => !toCi && !isJwt(secret) },
    { name: 'build_api_token', text: String(build_api_token), carries: (secret: string) => toCi && !isJwt(secret) },
    { name: 'headers', text: JSON.stringify(others), carries: () => false },
    { name: 'body', text: body, carries: (secret: string) => !toCi && isJwt(secret) },
  ];
  for (const { name, text = '', carries } of carriers) {
    const foreign = [...secrets].filter((secret) => !carries(secret));
    expect(holdsSecret(text, foreign), `a secret in the ${name} of a request to ${target}`).toBe(false);
  }
}
