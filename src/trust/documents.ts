import { HelperError } from '../core/errors.ts';
import { isObject, type JsonObject, parseJson, stringAt } from '../core/json.ts';
import { invalidJson } from '../core/json-fault.ts';
import { memberPath } from '../core/json-place.ts';
import { resolveIntrinsics } from './cloudformation.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { isTerraformText, terraformHint, terraformPolicies } from './terraform-json.ts';

/** An unparsed trust policy from a file. */
export interface PolicyDocument {
  /** The path in the file, such as `Role.AssumeRolePolicyDocument`; empty if the file is the policy. */
  readonly path: string;
  readonly json: unknown;
  /** The role of the policy, if the file contains it. */
  readonly roleArn: string | undefined;
  /** Paths in the file of members that appear twice. */
  readonly duplicates: readonly string[];
}

/** Bytes. A plan or a template may describe a whole account. */
export const largestPolicyFile = 200_000_000;

/** How to get the policy of one role. */
export const onePolicyHint = 'Pass the policy of one role, such as the output of `aws iam get-role --role-name NAME`.';

export interface Parsing {
  /** The parsed JSON of the file, to avoid parsing twice: plans can be very large. */
  readonly json?: unknown;
  /** Converts YAML to the equivalent of JSON. Injected, because its parser is loaded only when needed. */
  readonly parseYaml?: ((text: string) => unknown) | undefined;
}

/**
 * Finds the trust policies of a file: a policy, the output of `aws iam get-role`, Terraform JSON (a plan, a state, a
 * configuration, one resource), a CloudFormation template or one of its resources. A policy may be URL-encoded, or a
 * JSON string.
 *
 * @throws HelperError `policy-invalid`
 */
export function findPolicies(
  text: string,
  name: string,
  { json = parseJson(text), parseYaml }: Parsing = {},
): readonly PolicyDocument[] {
  // PowerShell writes a byte order mark.
  const plain = typeof json === 'string' ? json : withoutUrlEncoding(text.replace(/^\uFEFF/, ''), name);
  if (plain !== text) return findPolicies(plain, name, { parseYaml });
  const duplicates = json === undefined ? [] : duplicateKeys(text, name);
  if (json === undefined && isTerraformText(text, name)) {
    throw new HelperError(
      'policy-invalid',
      `${name} is Terraform source code, which is not supported. Use its plan as JSON.`,
      {
        hint: terraformHint,
      },
    );
  }
  // YAML accepts much that looks like JSON and that IAM does not store.
  if (json === undefined && /^\s*[{[]/.test(text) && !/\.ya?ml$/i.test(name)) {
    throw invalidJson(text, name, 'policy-invalid');
  }
  const value = json ?? parseYaml?.(text);
  if (!isObject(value)) {
    throw json === undefined && parseYaml === undefined
      ? new HelperError('policy-invalid', `${name} contains no JSON object.`, { hint: onePolicyHint })
      : new HelperError('policy-invalid', `${name} contains neither a JSON object nor a CloudFormation template.`);
  }
  if ('iss' in value && 'sub' in value) {
    throw new HelperError('policy-invalid', `${name} contains the claims of a token, not a policy.`);
  }
  return documentsIn(value).map((document) => ({
    ...document,
    duplicates: [...document.duplicates, ...duplicates.filter((path) => path.startsWith(document.path))],
  }));
}

function documentsIn(value: JsonObject): readonly PolicyDocument[] {
  // Of `get-role`, and of `trust generate --format json`.
  for (const name of ['Role', 'role']) {
    const role = value[name];
    if (isObject(role)) return [roleDocument(role, name)];
  }
  // Of `list-roles`, and of `get-account-authorization-details`.
  for (const list of ['Roles', 'RoleDetailList']) {
    const roles = value[list];
    if (Array.isArray(roles)) {
      return roles.flatMap((role, i) => (isObject(role) ? [roleDocument(role, `${list}[${i}]`)] : []));
    }
  }
  if ('AssumeRolePolicyDocument' in value) return [roleDocument(value, '')];
  if (isObject(value.Resources)) return templateDocuments(value.Resources, 'Resources');
  if (value.Type === 'AWS::IAM::Role') return templateDocuments({ '': value }, '');
  if (Object.values(value).some((part) => isObject(part) && part.Type === 'AWS::IAM::Role')) {
    return templateDocuments(value, '');
  }
  const terraform = terraformPolicies(value);
  if (terraform !== undefined) {
    return terraform.map(({ path, text, roleArn }) => embedded(text, { path, roleArn }));
  }
  return [{ path: '', json: value, roleArn: undefined, duplicates: [] }];
}

function roleDocument(role: JsonObject, path: string): PolicyDocument {
  const inRole = memberPath(path, 'AssumeRolePolicyDocument');
  return embedded(role.AssumeRolePolicyDocument, { path: inRole, roleArn: stringAt(role, 'Arn') });
}

function embedded(value: unknown, place: Pick<PolicyDocument, 'path' | 'roleArn'>): PolicyDocument {
  if (typeof value !== 'string') return { ...place, json: value, duplicates: [] };
  const text = withoutUrlEncoding(value, place.path);
  const json = parseJson(text);
  const duplicates = json === undefined ? [] : duplicateKeys(text, place.path).map((path) => `${place.path}.${path}`);
  return { ...place, json, duplicates };
}

/**
 * Decodes a URL-encoded policy; other texts are unchanged. IAM sends policies in this form, and some tools print them
 * as they are.
 *
 * @throws HelperError `policy-invalid`
 */
export function withoutUrlEncoding(text: string, name: string): string {
  if (!/^\s*%7B/i.test(text)) return text;
  try {
    return decodeURIComponent(text.trim());
  } catch (cause) {
    throw new HelperError('policy-invalid', `${name} looks URL-encoded but is not.`, { cause });
  }
}

/** The roles of a template; a single resource has no name. */
function templateDocuments(resources: JsonObject, list: string): readonly PolicyDocument[] {
  return Object.entries(resources).flatMap(([id, resource]) => {
    if (!isObject(resource) || resource.Type !== 'AWS::IAM::Role' || !isObject(resource.Properties)) return [];
    const path = memberPath(
      memberPath(id === '' ? '' : memberPath(list, id), 'Properties'),
      'AssumeRolePolicyDocument',
    );
    const document = resolveIntrinsics(resource.Properties.AssumeRolePolicyDocument, resources);
    return [embedded(document, { path, roleArn: undefined })];
  });
}
