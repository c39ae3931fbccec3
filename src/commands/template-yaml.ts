// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { HelperError } from '../errors.ts';

/**
 * Reads a CloudFormation template in YAML to what it would be in JSON: `!Sub x` becomes `{"Fn::Sub": "x"}`.
 *
 * @throws HelperError `policy-invalid`
 */
export function parseTemplateYaml(text: string, name: string): unknown {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) {
    throw new HelperError('policy-invalid', `${name} is neither JSON nor YAML: ${error.message.split('\n')[0]}`);
  }
  const toJson = (node: unknown): unknown => {
    if (isAlias(node)) return toJson(node.resolve(document));
    const tag = isScalar(node) || isSeq(node) || isMap(node) ? node.tag : undefined;
    const value = bare(node, toJson);
    return tag?.startsWith('!') ? { [longName(tag.slice(1))]: value } : value;
  };
  return toJson(document.contents);
}

function bare(node: unknown, toJson: (node: unknown) => unknown): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map(toJson);
  if (isMap(node)) return Object.fromEntries(node.items.map(({ key, value }) => [String(toJson(key)), toJson(value)]));
  // A key without a value.
  return null;
}

function longName(tag: string): string {
  return tag === 'Ref' || tag === 'Condition' ? tag : `Fn::${tag}`;
}
