// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how a template names its parameters
import { describe, expect, it } from 'vitest';
import { readPolicyFile } from '../../src/commands/trust/command.ts';
import { parseTemplateYaml } from '../../src/commands/trust/template-yaml.ts';
import type { ReadLimits } from '../../src/core/io.ts';
import { findPolicies } from '../../src/trust/documents.ts';
import { opaque } from '../../src/trust/opaque.ts';
import { makeWorld } from '../world.ts';

const policy = { Version: '2012-10-17', Statement: [] };
const roleArn = 'arn:aws:iam::111122223333:role/deploy';

function found(value: unknown) {
  return findPolicies(JSON.stringify(value), 'file').map(({ path, json, roleArn }) => ({ path, json, roleArn }));
}

describe('trust policies are found', () => {
  it('in a file of their own', () => {
    expect(found(policy)).toEqual([{ path: '', json: policy, roleArn: undefined }]);
  });

  it.each<[string, string]>([
    ['URL-encoded, as IAM sends it', `${encodeURIComponent(JSON.stringify(policy, undefined, 2))}\n`],
    ['URL-encoded in a JSON string', JSON.stringify(encodeURIComponent(JSON.stringify(policy)))],
    ['as a JSON string', JSON.stringify(JSON.stringify(policy))],
    ['behind a byte order mark', `\uFEFF${JSON.stringify(policy)}`],
    ['in small letters', encodeURIComponent(JSON.stringify(policy)).replaceAll(/%../g, (code) => code.toLowerCase())],
  ])('in a file of their own, %s', (_, text) => {
    expect(findPolicies(text, 'file')).toEqual([{ path: '', json: policy, roleArn: undefined, duplicates: [] }]);
  });

  it.each<[string, object, string]>([
    [
      'as get-role prints it',
      { Role: { Arn: roleArn, AssumeRolePolicyDocument: policy } },
      'Role.AssumeRolePolicyDocument',
    ],
    [
      'as trust generate --format json prints it',
      { provider: { Url: 'https://gitlab.com' }, role: { Arn: roleArn, AssumeRolePolicyDocument: policy } },
      'role.AssumeRolePolicyDocument',
    ],
    [
      'as list-roles prints them',
      { Roles: [{ Arn: roleArn, AssumeRolePolicyDocument: policy }] },
      'Roles[0].AssumeRolePolicyDocument',
    ],
    [
      'as get-account-authorization-details prints them',
      { UserDetailList: [], RoleDetailList: [{ Arn: roleArn, AssumeRolePolicyDocument: policy }], Policies: [] },
      'RoleDetailList[0].AssumeRolePolicyDocument',
    ],
    ['without what is around it', { Arn: roleArn, AssumeRolePolicyDocument: policy }, 'AssumeRolePolicyDocument'],
    [
      'with the policy URL-encoded',
      { Role: { Arn: roleArn, AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(policy)) } },
      'Role.AssumeRolePolicyDocument',
    ],
  ])('in a role, %s', (_, role, path) => {
    expect(found(role)).toEqual([{ path, json: policy, roleArn }]);
  });

  it('alone and URL-encoded', () => {
    const encoded = ` ${encodeURIComponent(JSON.stringify(policy))}\n`;
    expect(findPolicies(encoded, 'role.json')).toMatchObject([{ path: '', json: policy }]);
  });

  it('in a Terraform plan, child modules and data sources too, each policy once', () => {
    const other = { Version: '2012-10-17', Statement: [{ Principal: '*' }] };
    const plan = {
      planned_values: {
        root_module: {
          resources: [
            { address: 'aws_iam_role.a', type: 'aws_iam_role', values: { assume_role_policy: JSON.stringify(policy) } },
            { address: 'aws_iam_role.later', type: 'aws_iam_role', values: {} },
            { address: 'aws_s3_bucket.x', type: 'aws_s3_bucket', values: { json: '{}' } },
          ],
          child_modules: [
            {
              resources: [
                {
                  address: 'module.m.aws_iam_role.b',
                  type: 'aws_iam_role',
                  values: { assume_role_policy: JSON.stringify(other), arn: roleArn },
                },
              ],
            },
          ],
        },
      },
      prior_state: {
        values: {
          root_module: {
            resources: [
              {
                address: 'aws_iam_role.a',
                type: 'aws_iam_role',
                values: { assume_role_policy: JSON.stringify({ Statement: ['as it was'] }) },
              },
              {
                address: 'data.aws_iam_policy_document.b',
                type: 'aws_iam_policy_document',
                values: { json: JSON.stringify(other) },
              },
              {
                address: 'data.aws_iam_policy_document.unused',
                type: 'aws_iam_policy_document',
                values: { json: JSON.stringify({ Statement: [{ Principal: {} }] }) },
              },
              {
                address: 'data.aws_iam_policy_document.bucket',
                type: 'aws_iam_policy_document',
                values: { json: '{"Statement":[{"Principal":"*","Resource":"*"}]}' },
              },
              {
                address: 'data.aws_iam_policy_document.permissions',
                type: 'aws_iam_policy_document',
                values: { json: '{"Statement":[{"Action":"sts:AssumeRole","Resource":"*"}]}' },
              },
            ],
          },
        },
      },
    };
    expect(found(plan)).toEqual([
      { path: 'aws_iam_role.a.assume_role_policy', json: policy, roleArn: undefined },
      { path: 'module.m.aws_iam_role.b.assume_role_policy', json: other, roleArn },
      {
        path: 'data.aws_iam_policy_document.unused.json',
        json: { Statement: [{ Principal: {} }] },
        roleArn: undefined,
      },
    ]);
  });

  it.each<[string, object, string]>([
    [
      'the changes of a plan',
      {
        resource_changes: [
          {
            address: 'aws_iam_role.a',
            type: 'aws_iam_role',
            change: { after: { assume_role_policy: JSON.stringify(policy), arn: roleArn } },
          },
          { address: 'aws_iam_role.gone', type: 'aws_iam_role', change: { after: null } },
        ],
      },
      'aws_iam_role.a.assume_role_policy',
    ],
    [
      'a state file',
      {
        version: 4,
        resources: [
          {
            module: 'module.ci',
            type: 'aws_iam_role',
            name: 'a',
            instances: [{ attributes: { assume_role_policy: JSON.stringify(policy), arn: roleArn } }, 'odd'],
          },
          'odd',
        ],
      },
      'module.ci.aws_iam_role.a.assume_role_policy',
    ],
    [
      'one resource of a plan',
      {
        address: 'aws_iam_role.a',
        type: 'aws_iam_role',
        values: { assume_role_policy: JSON.stringify(policy), arn: roleArn },
      },
      'aws_iam_role.a.assume_role_policy',
    ],
    [
      'the attributes of one role',
      { arn: roleArn, assume_role_policy: JSON.stringify(policy) },
      'aws_iam_role.assume_role_policy',
    ],
  ])('in Terraform, in %s', (_, value, path) => {
    expect(found(value)).toEqual([{ path, json: policy, roleArn }]);
  });

  it.each<[string, (roles: object) => object]>([
    ['a configuration', (roles) => ({ resource: { aws_iam_role: roles } })],
    ['its block', (roles) => ({ aws_iam_role: roles })],
  ])('in Terraform, in %s in JSON, what it computes unknown', (_, file) => {
    const text = '{"Version":"2012-10-17","Statement":[],"Id":"${var.account} $${aws:username}"}';
    const roles = { a: { assume_role_policy: text }, b: [{ assume_role_policy: text }], c: { name: 'x' }, d: 'odd' };
    const json = { ...policy, Id: `${opaque} \${aws:username}` };
    expect(found(file(roles))).toEqual([
      { path: 'aws_iam_role.a.assume_role_policy', json, roleArn: undefined },
      { path: 'aws_iam_role.b.assume_role_policy', json, roleArn: undefined },
    ]);
  });

  it.each<[string, object, string]>([
    ['alone', { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: policy } }, ''],
    [
      'by its name',
      { Deploy: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: policy } } },
      'Deploy.',
    ],
  ])('in one resource of CloudFormation, %s', (_, resource, path) => {
    expect(found(resource)).toEqual([
      { path: `${path}Properties.AssumeRolePolicyDocument`, json: policy, roleArn: undefined },
    ]);
  });

  it('in a CloudFormation template, with what the template knows filled in', () => {
    const yaml = `
Parameters: { Org: { Type: String } }
Resources:
  Github:
    Type: AWS::IAM::OIDCProvider
    Properties: { Url: 'https://token.actions.githubusercontent.com' }
  Bucket: { Type: AWS::S3::Bucket }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Principal: { Federated: [!Ref Github, !GetAtt Github.Arn, !ImportValue Other] }
            Action: sts:AssumeRoleWithWebIdentity
            Condition:
              StringLike:
                sub:
                  - !Sub 'repo:\${Org}/app:*'
                  - !Sub ['repo:\${Owner}/app:\${!x}', { Owner: acme }]
                  - !Join [':', ['repo', !Ref Org, 'x']]
                  - !If [Prod, 'a', 'b']
                  - !If [Prod, !Ref 'AWS::NoValue', 'b']
                  - !Sub 'arn:\${AWS::Partition}:\${AWS::AccountId}'
`;
    const [document] = findPolicies(yaml, 'template.yaml', {
      parseYaml: (text) => parseTemplateYaml(text, 'template.yaml'),
    });
    const provider = `arn:aws:iam::${opaque}:oidc-provider/token.actions.githubusercontent.com`;
    expect(document).toMatchObject({
      path: 'Resources.Role.Properties.AssumeRolePolicyDocument',
      json: {
        Version: '2012-10-17',
        Statement: [
          {
            Principal: { Federated: [provider, provider, opaque] },
            Condition: {
              StringLike: {
                sub: [`repo:${opaque}/app:*`, 'repo:acme/app:${x}', `repo:${opaque}:x`, 'a', 'b', `arn:aws:${opaque}`],
              },
            },
          },
        ],
      },
    });
  });

  it('in a template whose policy is one text', () => {
    const template = {
      Resources: {
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { AssumeRolePolicyDocument: { 'Fn::Sub': JSON.stringify(policy) } },
        },
      },
    };
    expect(found(template).map(({ json }) => json)).toEqual([policy]);
  });

  it('in a template of the CDK, with conditions whose keys are functions', () => {
    const host = { 'Fn::Select': [1, { 'Fn::Split': [':oidc-provider/', { Ref: 'Provider' }] }] };
    const text = { 'Fn::Join': ['', ['{"', host, ':sub":"system:serviceaccount:prod:app"}']] };
    const attribute = { 'Fn::GetAtt': ['Keys', 'Value'] };
    const template = {
      Resources: {
        Keys: { Type: 'Custom::AWSCDKCfnJson', Properties: { Value: text } },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { AssumeRolePolicyDocument: { Statement: [{ Condition: { StringEquals: attribute } }] } },
        },
      },
    };
    expect(found(template).map(({ json }) => json)).toEqual([
      { Statement: [{ Condition: { StringEquals: { [`${opaque}:sub`]: 'system:serviceaccount:prod:app' } } }] },
    ]);
  });

  it('with the members that are there twice, those of an embedded policy too', () => {
    const text = '{"Role":{"Arn":"a","AssumeRolePolicyDocument":{"Version":"1","Version":"2"}}}';
    const embedded = JSON.stringify({ Role: { AssumeRolePolicyDocument: '{"Id":"1","Id":"2"}' } });
    expect(findPolicies(text, 'file')[0]?.duplicates).toEqual(['Role.AssumeRolePolicyDocument.Version']);
    expect(findPolicies(embedded, 'file')[0]?.duplicates).toEqual(['Role.AssumeRolePolicyDocument.Id']);
  });
});

it('is not parsed again by whoever has its JSON', () => {
  expect(findPolicies('{}', 'file', { json: policy }).map(({ json }) => json)).toEqual([policy]);
});

it('may be a plan of a whole account', () => {
  const read = (_path: string, limits?: ReadLimits): string => String(limits?.bytes);
  expect(readPolicyFile('plan.json', { files: { ...makeWorld().io.files, read } })).toBe('200000000');
});

it('a plan whose modules are no modules holds none', () => {
  expect(found({ planned_values: { root_module: { resources: ['odd'], child_modules: ['odd'] } } })).toEqual([]);
});

describe('a file that holds none is refused', () => {
  it.each<[string, string]>([
    ['neither JSON nor YAML', '{]'],
    ['a list', '[]'],
    ['a text', 'hello'],
    ['claims', '{"iss":"https://gitlab.com","sub":"x"}'],
    ['two keys of one name in YAML', 'a: 1\na: 2'],
    ['a broken URL-encoding', '{"AssumeRolePolicyDocument":"%7B%"}'],
    ['a broken URL-encoding of the whole', '%7B%'],
  ])('%s', (_, text) => {
    const parseYaml = (yaml: string) => parseTemplateYaml(yaml, 'file');
    expect(() => findPolicies(text, 'file', { parseYaml })).toThrow(
      expect.objectContaining({ code: 'policy-invalid' }),
    );
  });
});

it.each([
  ['trust.json', '{"Version": "2012-10-17",}', 'trust.json is not JSON: line 1, column 26.'],
  ['trust', '{"Statement": [{"Effect": "Allow",}]}', 'trust is not JSON: line 1, column 35.'],
  ['trust.yaml', '{Version: "2012-10-17",}', undefined],
  ['trust', 'hello', 'trust contains neither a JSON object nor a CloudFormation template.'],
])('%s with %j is taken for JSON, or for YAML, which accepts more', (name, text, message) => {
  const parseYaml = (yaml: string) => parseTemplateYaml(yaml, name);
  const find = () => findPolicies(text, name, { parseYaml });
  if (message === undefined) expect(find).not.toThrow();
  else expect(find).toThrow(expect.objectContaining({ code: 'policy-invalid', message }));
});

it.each<[string, string, string]>([
  ['by its name', 'main.tf', 'module "ci" {}'],
  ['the policy of a role', 'trust', 'assume_role_policy = jsonencode({ Statement = [] })'],
  ['a policy', 'trust.json', '{\n  Version = "2012-10-17"\n}'],
  ['by what it is about', 'stdin', 'resource "aws_iam_role" "deploy" {\n}'],
  [
    'in JSON that Terraform computes',
    'main.tf.json',
    '{"resource":{"aws_iam_role":{"a":{"assume_role_policy":"${x}"}}}}',
  ],
])("a file in Terraform's own language, %s, says how to get JSON", (_, name, text) => {
  const parseYaml = (yaml: string) => parseTemplateYaml(yaml, name);
  expect(() => findPolicies(text, name, { parseYaml })).toThrow(
    expect.objectContaining({ code: 'policy-invalid', hint: expect.stringContaining('terraform show -json') }),
  );
});

it.each([
  [
    'a bomb of aliases',
    `a: &a [x]\n${[...'bcdefgh'].map((x, i) => `${x}: &${x} [${`*${'abcdefg'[i]},`.repeat(9)}]`).join('\n')}`,
  ],
  ['a part that contains itself', 'a: &a [*a]'],
  [
    'a ladder of aliases',
    Array.from({ length: 5_000 }, (_, i) => `a${i + 1}: &a${i + 1} [${i ? `*a${i}` : ''}]`).join('\n'),
  ],
])('YAML is refused if written out it would be far larger: %s', (_, text) => {
  expect(() => parseTemplateYaml(text, 'bomb.yaml')).toThrow(
    expect.objectContaining({ code: 'policy-invalid', message: expect.stringMatching(/^bomb\.yaml repeats /) }),
  );
});

it('YAML keeps anchors, empty values, and what it does not know as a function', () => {
  expect(parseTemplateYaml('a: &x { b: 1 }\nc: *x\nd: !Custom [1]\ne:', 'file')).toEqual({
    a: { b: 1 },
    c: { b: 1 },
    d: { 'Fn::Custom': [1] },
    e: null,
  });
});
