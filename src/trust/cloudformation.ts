// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
import { isObject, type JsonObject, parseJson, stringAt } from '../core/json.ts';
import { opaque } from './opaque.ts';
import { providerPath } from './provider-name.ts';

/** Resolves the functions of a template as far as the template allows; the rest becomes an opaque string. */
export function resolveIntrinsics(value: unknown, resources: JsonObject): unknown {
  if (Array.isArray(value)) return value.map((entry) => resolveIntrinsics(entry, resources));
  if (!isObject(value)) return value;
  const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
  if (others.length === 0 && (name === 'Ref' || name.startsWith('Fn::')))
    return resolveFunction(name, argument, resources);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, resolveIntrinsics(entry, resources)]));
}

function resolveFunction(name: string, argument: unknown, resources: JsonObject): unknown {
  if (name === 'Fn::Sub') return substitute(argument, resources);
  if (name === 'Fn::Join') return join(argument, resources);
  if (name === 'Fn::If' && Array.isArray(argument)) {
    const [, ...branches] = argument;
    // Either branch is possible; the first one with a value is usually intended.
    const branch = branches.find((value) => !isObject(value) || value.Ref !== 'AWS::NoValue');
    return resolveIntrinsics(branch, resources);
  }
  if (name === 'Ref') return reference(String(argument), resources);
  if (name === 'Fn::GetAtt') {
    const attribute = Array.isArray(argument) ? argument.join('.') : String(argument);
    return cdkJson(attribute, resources) ?? reference(attribute, resources);
  }
  return opaque;
}

function substitute(argument: unknown, resources: JsonObject): string {
  const [text, variables] = Array.isArray(argument) ? argument : [argument];
  return String(text).replace(/\$\{(!?)([^}]*)\}/g, (_, literal, name) => {
    // Templates write `${!x}` for a literal `${x}`.
    if (literal) return `\${${name}}`;
    if (isObject(variables) && Object.hasOwn(variables, name)) {
      return String(resolveIntrinsics(variables[name], resources));
    }
    return reference(name, resources);
  });
}

function join(argument: unknown, resources: JsonObject): string {
  const [separator, parts] = Array.isArray(argument) ? argument : [];
  const resolved = resolveIntrinsics(parts, resources);
  return Array.isArray(resolved) ? resolved.join(String(separator)) : opaque;
}

/** An object whose keys are functions; the CDK writes it as a text into a resource of its own. */
function cdkJson(name: string, resources: JsonObject): unknown {
  const { Value: value } = propertiesOf('Custom::AWSCDKCfnJson', name.replace(/\.Value$/, ''), resources);
  return parseJson(String(resolveIntrinsics(value, resources)));
}

/** The ARN of a provider from the same template, of which only the account is unknown; other values are opaque. */
function reference(name: string, resources: JsonObject): string {
  if (name === 'AWS::Partition') return 'aws';
  const url = stringAt(propertiesOf('AWS::IAM::OIDCProvider', name.replace(/\.Arn$/, ''), resources), 'Url');
  return url === undefined ? opaque : `arn:aws:iam::${opaque}:oidc-provider/${providerPath(url)}`;
}

function propertiesOf(type: string, id: string, resources: JsonObject): JsonObject {
  const resource = Object.hasOwn(resources, id) ? resources[id] : undefined;
  return isObject(resource) && resource.Type === type && isObject(resource.Properties) ? resource.Properties : {};
}
