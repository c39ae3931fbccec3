import { describe, expect, it } from 'vitest';
import { authorizedRoles, isKnownToAwsAlone, requiredActions, webIdentityContext } from '../../src/trust/context.ts';
import { evaluateToken } from '../../src/trust/evaluate-token.ts';
import { extraClaimKeys } from '../../src/trust/issuers/index.ts';
import { readPolicy } from '../../src/trust/policy.ts';
import { barePath, providerArn, providerPath } from '../../src/trust/provider-name.ts';

const roleArn = 'arn:aws:iam::111122223333:role/deploy';
const request = { roleArn, sessionName: 'job-1' };

describe('the condition keys of a token', () => {
  it('of GitHub', () => {
    const claims = {
      iss: 'https://token.actions.githubusercontent.com',
      sub: 'repo:acme/app:ref:refs/heads/main',
      aud: 'sts.amazonaws.com',
      repository: 'acme/app',
      repository_id: '456789',
      repository_owner_id: '123456',
      run_id: '77',
      runner_environment: 'github-hosted',
    };
    expect(webIdentityContext(claims, request)).toEqual({
      'token.actions.githubusercontent.com:aud': ['sts.amazonaws.com'],
      'token.actions.githubusercontent.com:sub': ['repo:acme/app:ref:refs/heads/main'],
      'token.actions.githubusercontent.com:repository': ['acme/app'],
      'token.actions.githubusercontent.com:repository_id': ['456789'],
      'token.actions.githubusercontent.com:repository_owner_id': ['123456'],
      'aws:SecureTransport': ['true'],
      'aws:FederatedProvider': ['arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com'],
      'sts:RoleSessionName': ['job-1'],
    });
  });

  it('of CircleCI, whose claim has a slash in its name', () => {
    const claims = { iss: 'https://oidc.circleci.com/org/o-1', aud: 'o-1', 'oidc.circleci.com/project-id': 'p-1' };
    expect(webIdentityContext(claims, request)).toMatchObject({
      'oidc.circleci.com/org/o-1:oidc.circleci.com/project-id': ['p-1'],
    });
  });

  it('of Google, where the audience is the authorized party', () => {
    const claims = { iss: 'https://accounts.google.com', aud: 'a', azp: 'b' };
    expect(webIdentityContext(claims, request)).toMatchObject({
      'accounts.google.com:aud': ['b'],
      'accounts.google.com:oaud': ['a'],
    });
  });

  it('have numbers and booleans as text, lists as lists, and nothing else', () => {
    const claims = { iss: 'https://gitlab.com', project_id: 20, ref_protected: true, amr: ['x', 'y'], user_id: {} };
    expect(webIdentityContext(claims, request)).toEqual({
      'gitlab.com:project_id': ['20'],
      'gitlab.com:ref_protected': ['true'],
      'gitlab.com:amr': ['x', 'y'],
      'aws:SecureTransport': ['true'],
      'aws:FederatedProvider': ['arn:aws:iam::111122223333:oidc-provider/gitlab.com'],
      'sts:RoleSessionName': ['job-1'],
    });
  });

  it.each([
    [
      'one nested claim',
      {
        'https://aws.amazon.com/tags': {
          principal_tags: { prj_id: ['p-1'], branch: ['main'] },
          transitive_tag_keys: ['prj_id'],
        },
      },
    ],
    [
      'flattened claims',
      {
        'https://aws.amazon.com/tags/principal_tags/prj_id': 'p-1',
        'https://aws.amazon.com/tags/principal_tags/branch': 'main',
        'https://aws.amazon.com/tags/transitive_tag_keys': ['prj_id'],
      },
    ],
  ])('have the session tags of %s', (_, tags) => {
    const claims = { iss: 'https://acme.semaphoreci.com', ...tags };
    expect(webIdentityContext(claims, request)).toMatchObject({
      'aws:RequestTag/prj_id': ['p-1'],
      'aws:RequestTag/branch': ['main'],
      'aws:TagKeys': ['prj_id', 'branch'],
      'sts:TransitiveTagKeys': ['prj_id'],
    });
    expect(requiredActions(claims)).toEqual(['sts:AssumeRoleWithWebIdentity', 'sts:TagSession']);
  });

  it('have the source identity, which needs a permission of its own', () => {
    const claims = { iss: 'https://idp.example', 'https://aws.amazon.com/source_identity': 'alice' };
    expect(webIdentityContext(claims, request)).toMatchObject({ 'sts:SourceIdentity': ['alice'] });
    expect(requiredActions(claims)).toEqual(['sts:AssumeRoleWithWebIdentity', 'sts:SetSourceIdentity']);
  });

  it('say whether the issuer named the role', () => {
    const naming = (roles: unknown) => ({ iss: 'https://idp.example', 'https://aws.amazon.com/roles': roles });
    const key = 'sts:RoleAuthorizedByIdp';
    expect(webIdentityContext(naming([roleArn]), request)[key]).toEqual(['true']);
    expect(webIdentityContext(naming(`${roleArn}-2`), request)[key]).toEqual(['false']);
    expect(webIdentityContext({ iss: 'https://idp.example' }, request)[key]).toBeUndefined();
    expect(authorizedRoles(naming(roleArn))).toEqual([roleArn]);
    expect(authorizedRoles({})).toBeUndefined();
  });

  it('come beside those that the caller knows', () => {
    const extra = { 'aws:SourceIp': ['203.0.113.7'] };
    expect(webIdentityContext({ iss: 'https://idp.example' }, { ...request, extra })).toMatchObject(extra);
  });
});

describe('which keys only AWS knows', () => {
  it.each<[string, boolean]>([
    ['aws:SourceIp', true],
    ['AWS:sourceip', true],
    ['aws:CurrentTime', true],
    ['aws:EpochTime', true],
    ['aws:RequestedRegion', true],
    ['aws:UserAgent', true],
    ['aws:VpcSourceIp', true],
    ['aws:PrincipalOrgID', true],
    ['aws:PrincipalTag/team', true],
    ['aws:MultiFactorAuthPresent', true],
    ['aws:TransactionContext/IdentityProvider/branch', true],
    ['aws:OriginIdentity/Subject', true],
    ['aws:TagKeys', false],
    ['aws:RequestTag/team', false],
    ['aws:FederatedProvider', false],
    ['sts:RoleSessionName', false],
    ['sts:ExternalId', false],
    ['gitlab.com:sub', false],
    ['team', false],
  ])('%s: %s', (key, alone) => {
    expect(isKnownToAwsAlone(key)).toBe(alone);
  });
});

describe('which claims are condition keys', () => {
  it.each<[string, string, boolean]>([
    ['token.actions.githubusercontent.com', 'repository_id', true],
    ['token.actions.githubusercontent.com/acme-enterprise', 'repository_id', true],
    ['token.actions.acme.ghe.com', 'repository_id', true],
    ['github.com/enterprises/acme', 'repository_id', true],
    ['github.acme.example/_services/token', 'repository_id', false],
    ['token.actions.githubusercontent.com', 'runner_environment', false],
    ['gitlab.com', 'project_id', true],
    ['gitlab.acme.example', 'project_id', false],
    ['agent.buildkite.com', 'pipeline_id', true],
    ['agent.acme.buildkite.dev', 'pipeline_id', true],
    ['oidc.circleci.com/org/o-1', 'oidc.circleci.com/project-id', true],
    ['oidc.circleci.com', 'oidc.circleci.com/project-id', false],
    ['acme.semaphoreci.com', 'prj_id', false],
  ])('%s: %s is %s', (path, claim, known) => {
    expect(extraClaimKeys(path).includes(claim)).toBe(known);
  });
});

describe('the provider of an issuer', () => {
  it('is its URL without the scheme', () => {
    expect(providerPath('https://gitlab.com')).toBe('gitlab.com');
    expect(providerPath('https://oidc.circleci.com/org/o-1')).toBe('oidc.circleci.com/org/o-1');
  });

  // https://docs.envzero.com/guides/integrations/oidc-integrations/oidc-with-aws
  it('has the slash that the issuer ends in', () => {
    expect(providerPath('https://login.app.env0.com/')).toBe('login.app.env0.com/');
    expect(barePath('https://login.app.env0.com/')).toBe('login.app.env0.com');
  });

  it('is named in its partition', () => {
    expect(providerArn('https://gitlab.com', { accountId: '111122223333', partition: 'aws-cn' })).toBe(
      'arn:aws-cn:iam::111122223333:oidc-provider/gitlab.com',
    );
  });
});

describe('a token asks for a role', () => {
  const federated = 'arn:aws:iam::111122223333:oidc-provider/acme.semaphoreci.com';
  const claims = {
    iss: 'https://acme.semaphoreci.com',
    aud: 'https://acme.semaphoreci.com',
    sub: 'org:acme:project:p-1:repo:web:ref_type:branch:ref:refs/heads/main',
    'https://aws.amazon.com/tags': { principal_tags: { prj_id: ['p-1'] } },
  };
  const policyFor = (actions: readonly string[], more: readonly object[] = []) =>
    readPolicy(
      {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: federated },
            Action: actions,
            Condition: { StringLike: { 'acme.semaphoreci.com:sub': 'org:acme:project:p-1:*' } },
          },
          ...more,
        ],
      },
      'a policy',
    );
  const verdictOf = (actions: readonly string[], more?: readonly object[]) =>
    evaluateToken(policyFor(actions, more), { ...request, claims });

  it('and gets it when every action that it needs is allowed', () => {
    expect(verdictOf(['sts:AssumeRoleWithWebIdentity', 'sts:TagSession']).allowed).toBe(true);
  });

  it('and not when it has tags that nobody may set', () => {
    expect(verdictOf(['sts:AssumeRoleWithWebIdentity'])).toMatchObject({
      allowed: false,
      actions: [
        { action: 'sts:AssumeRoleWithWebIdentity', allowed: true },
        { action: 'sts:TagSession', allowed: false, explicitDeny: false },
      ],
    });
  });

  it('and not when the tags are denied', () => {
    const deny = { Effect: 'Deny', Principal: '*', Action: 'sts:TagSession' };
    expect(verdictOf(['sts:*'], [deny])).toMatchObject({
      allowed: false,
      actions: [{ allowed: true }, { allowed: false, explicitDeny: true }],
    });
  });

  it('or that depends, on a key that AWS alone knows, until somebody gives it, or plays AWS', () => {
    const condition = { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } };
    const deny = { Effect: 'Deny', Principal: '*', Action: 'sts:*', Condition: condition };
    const actions = ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'];
    const verdictWith = (more: object) => evaluateToken(policyFor(actions, [deny]), { ...request, claims, ...more });
    expect(verdictWith({})).toMatchObject({ allowed: 'unknown', actions: [{ allowed: 'unknown' }, {}] });
    expect(verdictWith({ extra: { 'aws:SourceIp': ['198.51.100.9'] } }).allowed).toBe(false);
    expect(verdictWith({ extra: { 'aws:sourceip': ['203.0.113.7'] } }).allowed).toBe(true);
    expect(verdictWith({ complete: true }).allowed).toBe(true);
  });

  it('over TLS, as every request to STS', () => {
    const tls = {
      Effect: 'Deny',
      Principal: '*',
      Action: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    expect(verdictOf(['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'], [tls]).allowed).toBe(true);
  });

  it('and not a role of another account, whose provider is another', () => {
    const other = { ...request, roleArn: 'arn:aws:iam::444455556666:role/deploy', claims };
    expect(evaluateToken(policyFor(['sts:*']), other).allowed).toBe(false);
  });
});
