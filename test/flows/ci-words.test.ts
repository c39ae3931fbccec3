import { describe, expect, it } from 'vitest';
import { ciProviders } from '../../src/ci/index.ts';
import type { Env } from '../../src/core/io.ts';
import { fakeToken, jobFiles, jobs, noon, refusal, servicesAndSts, tokenServices } from '../fakes.ts';
import { makeWorld, type World } from '../world.ts';
import { refusalOf } from './scene.ts';

const named = ciProviders().filter(({ id }) => id !== 'custom' && id !== 'circleci');

/** A job of this CI whose tokens all say this, wherever it has them from. */
function jobWith(id: string, claims: object): World {
  const token = fakeToken('one', { project_path: 'mygroup/myproject', ...claims });
  const env: Env = Object.fromEntries(
    Object.entries(jobs[id] ?? {}).map(([name, value]) => [name, value?.startsWith('eyJ') ? token : value]),
  );
  return makeWorld({ env, files: jobFiles(token), answer: servicesAndSts(token) });
}

describe.each(named.map((ci) => [ci.id, ci] as const))('on %s', (id, ci) => {
  it('a token that has expired is not sent, and the error says where it is from', async () => {
    const world = jobWith(id, { exp: noon - 600 });
    const error = await refusalOf(world);
    expect(error.code).toBe('token-expired');
    expect(error.message).toMatch(/expired 10 min ago/);
    expect(world.requests.filter(({ body }) => body?.startsWith('Action='))).toEqual([]);
  });

  it('a token for another audience is not sent, and the error says how to get the right one here', async () => {
    const world = jobWith(id, { aud: 'https://vault.example' });
    const error = await refusalOf(world, { audience: 'my-aud' });
    expect(error.code).toBe('token-audience');
    expect(error.hint).toContain(id === 'gitlab' ? 'aud: my-aud' : ci.audienceAdvice('my-aud'));
    expect(world.requests.filter(({ body }) => body?.startsWith('Action='))).toEqual([]);
  });

  it('a provider that AWS does not have is told with the issuer of the token, whosever it is', async () => {
    const token = fakeToken('foreign', { iss: 'https://foreign.example', project_path: 'a/b' });
    const world = jobWith(id, { iss: 'https://foreign.example' });
    const missing = refusal(
      400,
      'InvalidIdentityToken',
      'No OpenIDConnect provider found in your account for https://foreign.example',
    );
    const send: World['io']['http']['send'] = async (request) => {
      world.requests.push(request);
      const answer = request.body?.startsWith('Action=') ? missing : tokenServices(token)(request);
      return { headers: {}, ...answer };
    };
    const http = { ...world.io.http, send, viaProxy: () => http };
    const error = await refusalOf({ ...world, io: { ...world.io, http } });
    expect(error.code).toBe('sts-provider-missing');
    expect(`${error.message}\n${error.diagnosis}`).toContain('https://foreign.example');
  });
});
