import { type AccountRef, providerPath } from '../provider-name.ts';
import { type TrustPlan, trustPolicyIn, trustPolicyOf } from './trust-plan.ts';

/** A role to create. */
export interface RolePlan {
  readonly trust: TrustPlan;
  readonly roleName: string;
  readonly account: AccountRef;
  /** Only needed if no public authority signed the issuer's certificate; otherwise AWS verifies it. */
  readonly thumbprint?: string;
  /** The permissions policy of the role. */
  readonly permissions?: unknown;
}

export interface Format {
  readonly id: string;
  /** Whether the output contains the account; templates get it when they are applied. */
  readonly needsAccount: boolean;
  write(role: RolePlan): string;
}

// https://docs.aws.amazon.com/cli/latest/reference/iam/create-open-id-connect-provider.html
const cliFormat: Format = {
  id: 'cli',
  needsAccount: true,
  write(role) {
    const files = [
      ...(role.trust.builtIn ? [] : [['provider.json', providerInput(role)]]),
      ['trust-policy.json', trustPolicyIn(role.trust, role.account)],
      ...(role.permissions === undefined ? [] : [['permissions.json', role.permissions]]),
    ];
    // After JSON.stringify no value contains a line break, so none can end the heredoc early.
    const writes = files.map(([name, content]) => `cat > ${name} <<'JSON'\n${prettyJson(content)}\nJSON\n`);
    return [
      '#!/bin/sh\nset -eu\n',
      ...writes,
      ...(role.trust.builtIn ? [] : [createProvider(role)]),
      `aws iam create-role --role-name '${role.roleName}' --assume-role-policy-document file://trust-policy.json\n`,
      ...(role.permissions === undefined
        ? []
        : [
            `aws iam put-role-policy --role-name '${role.roleName}' --policy-name permissions --policy-document file://permissions.json\n`,
          ]),
    ].join('\n');
  },
};

function createProvider({ thumbprint }: RolePlan): string {
  return `# An account has one provider per issuer: remove this line if the provider already exists.
${thumbprint === undefined ? oldCli : ''}aws iam create-open-id-connect-provider --cli-input-json file://provider.json
`;
}

// https://aws.amazon.com/about-aws/whats-new/2024/07/aws-identity-access-management-open-id-connect-identity-providers/
const oldCli =
  '# An AWS CLI from before July 2024 requires a ThumbprintList here, which is now optional: upgrade it.\n';

// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_openid_connect_provider
const terraformFormat: Format = {
  id: 'terraform',
  needsAccount: false,
  write({ trust, roleName, thumbprint, permissions }) {
    const reference = 'aws_iam_openid_connect_provider.ci.arn';
    const provider = `resource "aws_iam_openid_connect_provider" "ci" {
  url            = ${hcl(providerUrl(trust))}
  client_id_list = [${hcl(trust.audience)}]
${thumbprint === undefined ? '' : `  thumbprint_list = [${hcl(thumbprint)}]\n`}}

`;
    const policy = trust.builtIn
      ? hcl(trustPolicyOf(trust, providerPath(trust.issuer)))
      : hcl(trustPolicyOf(trust, reference)).replace(hcl(reference), reference);
    return `${trust.builtIn ? '' : provider}resource "aws_iam_role" "ci" {
  name               = ${hcl(roleName)}
  assume_role_policy = jsonencode(${indentBlock(policy)})
}
${
  permissions === undefined
    ? ''
    : `
resource "aws_iam_role_policy" "ci" {
  name   = "permissions"
  role   = aws_iam_role.ci.id
  policy = jsonencode(${indentBlock(hcl(permissions))})
}
`
}`;
  },
};

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-oidcprovider.html
const cloudformationFormat: Format = {
  id: 'cloudformation',
  needsAccount: false,
  write({ trust, roleName, thumbprint, permissions }) {
    const template = {
      AWSTemplateFormatVersion: '2010-09-09',
      Resources: {
        ...(trust.builtIn
          ? {}
          : {
              Provider: {
                Type: 'AWS::IAM::OIDCProvider',
                Properties: {
                  Url: providerUrl(trust),
                  ClientIdList: [trust.audience],
                  ...(thumbprint === undefined ? {} : { ThumbprintList: [thumbprint] }),
                },
              },
            }),
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            RoleName: roleName,
            AssumeRolePolicyDocument: trustPolicyOf(
              trust,
              trust.builtIn ? providerPath(trust.issuer) : { Ref: 'Provider' },
            ),
            ...(permissions === undefined
              ? {}
              : { Policies: [{ PolicyName: 'permissions', PolicyDocument: permissions }] }),
          },
        },
      },
      Outputs: { RoleArn: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
    };
    return `${prettyJson(template)}\n`;
  },
};

const jsonFormat: Format = {
  id: 'json',
  needsAccount: true,
  write(role) {
    const { trust, roleName, account, permissions } = role;
    const parts = {
      ...(trust.builtIn ? {} : { provider: providerInput(role) }),
      role: { RoleName: roleName, AssumeRolePolicyDocument: trustPolicyIn(trust, account) },
      ...(permissions === undefined ? {} : { permissions }),
    };
    return `${prettyJson(parts)}\n`;
  },
};

/** The output formats. */
export const formats: readonly Format[] = [cliFormat, terraformFormat, cloudformationFormat, jsonFormat];

function providerInput({ trust, thumbprint }: RolePlan): object {
  return {
    Url: providerUrl(trust),
    ClientIDList: [trust.audience],
    ...(thumbprint === undefined ? {} : { ThumbprintList: [thumbprint] }),
  };
}

function providerUrl({ issuer }: TrustPlan): string {
  return `https://${providerPath(issuer)}`;
}

function prettyJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}

/** JSON is valid HCL, except for template sequences in its strings. */
function hcl(value: unknown): string {
  return prettyJson(value).replace(/[$%](?=\{)/g, '$&$&');
}

function indentBlock(text: string): string {
  return text.replaceAll('\n', '\n  ');
}
