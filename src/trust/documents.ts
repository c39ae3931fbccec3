import { HelperError } from '../core/errors.ts';
import { isObject, type JsonObject, parseJson, stringAt } from '../core/json.ts';
import { memberPath } from '../core/json-place.ts';
import { resolveIntrinsics } from './cloudformation.ts';
import { duplicateKeys } from './duplicate-keys.ts';

/** A trust policy as it was found in a file, not yet read. */
export interface PolicyDocument {
  /** Where in the file it stands, `Role.AssumeRolePolicyDocument` say; empty where it is the file. */
  readonly path: string;
  readonly json: unknown;
  /** The role that it belongs to, where the file says so. */
  readonly roleArn: string | undefined;
  /** Members that are there twice, as paths in the file. */
  readonly duplicates: readonly string[];
}

/** Reads YAML to what JSON would have been; injected, because the parser is loaded only for a file that needs it. */
export type ParseYaml = (text: string) => unknown;

/**
 * Finds the trust policies of a file: a bare policy, a role as `aws iam get-role` prints it, a Terraform
 * plan or state as `terraform show -json` prints it, a CloudFormation template.
 *
 * @throws HelperError `policy-invalid`
 */
export function findPolicies(text: string, name: string, parseYaml?: ParseYaml): readonly PolicyDocument[] {
  const json = parseJson(text);
  const duplicates = json === undefined ? [] : duplicateKeys(text);
  const value = json ?? parseYaml?.(text);
  if (!isObject(value)) {
    throw new HelperError('policy-invalid', `${name} contains neither a JSON object nor a CloudFormation template.`);
  }
  return documentsIn(value).map((document) => ({
    ...document,
    duplicates: [...document.duplicates, ...duplicates.filter((path) => path.startsWith(document.path))],
  }));
}

function documentsIn(value: JsonObject): readonly PolicyDocument[] {
  if (isObject(value.Role)) return [roleDocument(value.Role, 'Role')];
  if (Array.isArray(value.Roles)) {
    return value.Roles.flatMap((role, i) => (isObject(role) ? [roleDocument(role, `Roles[${i}]`)] : []));
  }
  if ('AssumeRolePolicyDocument' in value) return [roleDocument(value, '')];
  if (isObject(value.Resources)) return templateDocuments(value.Resources);
  const modules = [value.planned_values, value.values, isObject(value.prior_state) && value.prior_state.values];
  if (modules.some(isObject)) return planDocuments(modules);
  return [{ path: '', json: value, roleArn: undefined, duplicates: [] }];
}

/** Older tools print the policy as IAM sends it: URL-encoded. */
function roleDocument(role: JsonObject, path: string): PolicyDocument {
  const inRole = memberPath(path, 'AssumeRolePolicyDocument');
  return embedded(role.AssumeRolePolicyDocument, { path: inRole, roleArn: stringAt(role, 'Arn') });
}

function embedded(value: unknown, place: Pick<PolicyDocument, 'path' | 'roleArn'>): PolicyDocument {
  if (typeof value !== 'string') return { ...place, json: value, duplicates: [] };
  const text = value.startsWith('%7B') ? decodeUrl(value, place.path) : value;
  const json = parseJson(text);
  const duplicates = json === undefined ? [] : duplicateKeys(text).map((path) => `${place.path}.${path}`);
  return { ...place, json, duplicates };
}

function decodeUrl(text: string, path: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new HelperError('policy-invalid', `${path} looks URL-encoded but is not.`, { cause });
  }
}

function templateDocuments(resources: JsonObject): readonly PolicyDocument[] {
  return Object.entries(resources).flatMap(([id, resource]) => {
    if (!isObject(resource) || resource.Type !== 'AWS::IAM::Role' || !isObject(resource.Properties)) return [];
    const path = `${memberPath('Resources', id)}.Properties.AssumeRolePolicyDocument`;
    const document = resolveIntrinsics(resource.Properties.AssumeRolePolicyDocument, resources);
    return [embedded(document, { path, roleArn: undefined })];
  });
}

interface PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly values: JsonObject;
}

function planDocuments(modules: readonly unknown[]): readonly PolicyDocument[] {
  const resources = modules.flatMap((values) => (isObject(values) ? resourcesOf(values.root_module) : []));
  const roles = resources.filter(({ type }) => type === 'aws_iam_role').flatMap(planDocument('assume_role_policy'));
  const known = new Set(roles.map(({ json }) => JSON.stringify(json)));
  const sources = resources.filter(({ type }) => type === 'aws_iam_policy_document').flatMap(planDocument('json'));
  // A source may be a policy of any kind; of those only trust policies have a principal and no resource.
  const trusts = sources.filter(({ json }) => {
    const text = JSON.stringify(json);
    return /"(Not)?Principal"/.test(text) && !/"(Not)?Resource"/.test(text) && !known.has(text);
  });
  return [...roles, ...trusts];
}

function planDocument(member: string): (resource: PlannedResource) => readonly PolicyDocument[] {
  return ({ address, values }) => {
    const text = stringAt(values, member);
    // A value that is known only after the apply is not there.
    if (text === undefined) return [];
    return [embedded(text, { path: `${address}.${member}`, roleArn: stringAt(values, 'arn') })];
  };
}

function resourcesOf(module: unknown): readonly PlannedResource[] {
  if (!isObject(module)) return [];
  const own = Array.isArray(module.resources) ? module.resources : [];
  const children = Array.isArray(module.child_modules) ? module.child_modules : [];
  const planned = own
    .filter(isObject)
    .flatMap(({ address, type, values }) =>
      isObject(values) ? [{ address: String(address), type: String(type), values }] : [],
    );
  return [...planned, ...children.flatMap(resourcesOf)];
}
