// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how a template names its parameters
import { describe, expect, it } from 'vitest';
import { parseTemplateYaml } from '../../src/commands/trust/template-yaml.ts';
import { findPolicies } from '../../src/trust/documents.ts';
import { opaque } from '../../src/trust/opaque.ts';

const policy = { Version: '2012-10-17', Statement: [] };
const roleArn = 'arn:aws:iam::111122223333:role/deploy';

function found(value: unknown) {
  return findPolicies(JSON.stringify(value), 'file').map(({ path, json, roleArn }) => ({ path, json, roleArn }));
}

describe('trust policies are found', () => {
  it('in a file of their own', () => {
    expect(found(policy)).toEqual([{ path: '', json: policy, roleArn: undefined }]);
  });

  it.each<[string, object, string]>([
    [
      'as get-role prints it',
      { Role: { Arn: roleArn, AssumeRolePolicyDocument: policy } },
      'Role.AssumeRolePolicyDocument',
    ],
    [
      'as list-roles prints them',
      { Roles: [{ Arn: roleArn, AssumeRolePolicyDocument: policy }] },
      'Roles[0].AssumeRolePolicyDocument',
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
                  - !Sub 'arn:\${AWS::Partition}:\${AWS::AccountId}'
`;
    const [document] = findPolicies(yaml, 'template.yaml', (text) => parseTemplateYaml(text, 'template.yaml'));
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
                sub: [`repo:${opaque}/app:*`, 'repo:acme/app:${x}', `repo:${opaque}:x`, 'a', `arn:aws:${opaque}`],
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

  it('with the members that are there twice, those of an embedded policy too', () => {
    const text = '{"Role":{"Arn":"a","AssumeRolePolicyDocument":{"Version":"1","Version":"2"}}}';
    const embedded = JSON.stringify({ Role: { AssumeRolePolicyDocument: '{"Id":"1","Id":"2"}' } });
    expect(findPolicies(text, 'file')[0]?.duplicates).toEqual(['Role.AssumeRolePolicyDocument.Version']);
    expect(findPolicies(embedded, 'file')[0]?.duplicates).toEqual(['Role.AssumeRolePolicyDocument.Id']);
  });
});

describe('a file that holds none is refused', () => {
  it.each<[string, string]>([
    ['neither JSON nor YAML', '{]'],
    ['a list', '[]'],
    ['a text', 'hello'],
    ['two keys of one name in YAML', 'a: 1\na: 2'],
    ['a broken URL-encoding', '{"AssumeRolePolicyDocument":"%7B%"}'],
  ])('%s', (_, text) => {
    const parse = (yaml: string) => parseTemplateYaml(yaml, 'file');
    expect(() => findPolicies(text, 'file', parse)).toThrow(expect.objectContaining({ code: 'policy-invalid' }));
  });
});

it('YAML keeps anchors, empty values, and what it does not know as a function', () => {
  expect(parseTemplateYaml('a: &x { b: 1 }\nc: *x\nd: !Custom [1]\ne:', 'file')).toEqual({
    a: { b: 1 },
    c: { b: 1 },
    d: { 'Fn::Custom': [1] },
    e: null,
  });
});
