// https://developer.hashicorp.com/terraform/internals/json-format
// https://developer.hashicorp.com/terraform/language/syntax/json
import { HelperError } from '../core/errors.ts';
import { isObject, type JsonObject, parseJson, stringAt } from '../core/json.ts';
import { opaque } from './opaque.ts';

/** A trust policy from Terraform JSON, unparsed. */
export interface TerraformPolicy {
  /** The resource and its member: `aws_iam_role.deploy.assume_role_policy`. */
  readonly path: string;
  readonly text: string;
  /** The ARN of the role, if known. */
  readonly roleArn: string | undefined;
}

/** How to get JSON, for a hint. */
export const terraformHint =
  'Run these, and pass plan.json:\n    terraform plan -out plan.bin\n    terraform show -json plan.bin > plan.json';

/** Whether a text is Terraform source code, by its file name, a block for roles or the policy in one. */
export function isTerraformText(text: string, name: string): boolean {
  return /\.tf$/i.test(name) || terraformLine.test(text);
}

const terraformLine =
  /^\s*((resource|data)\s+"aws_iam_(role|policy_document)"|assume_role_policy\s*=|"?(Version|Statement)"?\s*=)/m;

/**
 * The trust policies of a plan, a state, a configuration or one resource; `undefined` for other JSON.
 *
 * @throws HelperError `policy-invalid` if a configuration computes the policy
 */
export function terraformPolicies(value: JsonObject): readonly TerraformPolicy[] | undefined {
  const resources = resourcesIn(value);
  if (resources !== undefined) return policiesOf(resources);
  const blocks = isObject(value.resource) ? value.resource : value;
  return isObject(blocks.aws_iam_role) ? configuredRoles(blocks.aws_iam_role) : undefined;
}

interface Resource {
  readonly address: string;
  readonly type: string;
  readonly values: JsonObject;
}

function resourcesIn(value: JsonObject): readonly Resource[] | undefined {
  const prior = isObject(value.prior_state) ? value.prior_state.values : undefined;
  const states = [value.planned_values, value.values, prior].filter(isObject);
  if (states.some((state) => 'root_module' in state)) {
    return states.flatMap((state) => {
      const resources = moduleResources(state.root_module);
      // Of the state before the plan, only data sources: the plan has the roles as they will be.
      return state === prior ? resources.filter(({ type }) => type !== 'aws_iam_role') : resources;
    });
  }
  if (Array.isArray(value.resource_changes)) return value.resource_changes.flatMap(resourceOf);
  // A state file; its resources are a list, unlike those of CloudFormation.
  if (Array.isArray(value.resources)) return value.resources.flatMap(resourceOf);
  if (value.type === 'aws_iam_role') return resourceOf(value);
  if ('assume_role_policy' in value) return [{ address: 'aws_iam_role', type: 'aws_iam_role', values: value }];
  return undefined;
}

function moduleResources(module: unknown): readonly Resource[] {
  if (!isObject(module)) return [];
  const children = Array.isArray(module.child_modules) ? module.child_modules : [];
  const own = Array.isArray(module.resources) ? module.resources : [];
  return [...own.flatMap(resourceOf), ...children.flatMap(moduleResources)];
}

/** A resource in a plan, a list of changes or a state file, which may have several instances of one name. */
function resourceOf(resource: unknown): readonly Resource[] {
  if (!isObject(resource)) return [];
  const type = String(resource.type);
  const address = stringAt(resource, 'address') ?? [resource.module, type, resource.name].filter(Boolean).join('.');
  const instances = Array.isArray(resource.instances) ? resource.instances : [];
  const change = isObject(resource.change) ? resource.change.after : undefined;
  return [resource.values, change, ...instances.map((instance) => isObject(instance) && instance.attributes)].flatMap(
    (values) => (isObject(values) ? [{ address, type, values }] : []),
  );
}

function policiesOf(resources: readonly Resource[]): readonly TerraformPolicy[] {
  const of = (wanted: string, member: string) =>
    resources.filter(({ type }) => type === wanted).flatMap((resource) => policyOf(resource, member));
  const roles = of('aws_iam_role', 'assume_role_policy');
  const known = new Set(roles.map(({ text }) => normalized(text)));
  // A data source can be a policy of any kind; only trust policies have a principal and no resource.
  const trusts = of('aws_iam_policy_document', 'json').filter(
    ({ text }) => /"(Not)?Principal"/.test(text) && !/"(Not)?Resource"/.test(text) && !known.has(normalized(text)),
  );
  return [...roles, ...trusts];
}

function policyOf({ address, values }: Resource, member: string): readonly TerraformPolicy[] {
  const text = stringAt(values, member);
  // Values that are known only after the apply are missing.
  if (text === undefined) return [];
  return [{ path: `${address}.${member}`, text, roleArn: stringAt(values, 'arn') }];
}

function normalized(text: string): string {
  return JSON.stringify(parseJson(text));
}

/** Roles of a JSON configuration, by name; a name may have a list with one element. */
function configuredRoles(roles: JsonObject): readonly TerraformPolicy[] {
  return Object.entries(roles).flatMap(([name, role]) =>
    [role].flat().flatMap((block: unknown) => {
      const text = isObject(block) ? stringAt(block, 'assume_role_policy') : undefined;
      if (text === undefined) return [];
      const path = `aws_iam_role.${name}.assume_role_policy`;
      if (/^\s*\$\{/.test(text)) {
        throw new HelperError('policy-invalid', `${path} is computed by Terraform; the policy is only in the plan.`, {
          hint: terraformHint,
        });
      }
      return [{ path, text: withoutExpressions(text), roleArn: undefined }];
    }),
  );
}

/** Values that only Terraform can compute are opaque; `$${` is the escape for the `${` of a policy. */
function withoutExpressions(text: string): string {
  return text.replace(/(\$?)\$\{([^}]*)\}/g, (_, escaped: string, expression: string) =>
    escaped === '' ? opaque : `\${${expression}}`,
  );
}
