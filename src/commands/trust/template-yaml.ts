// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
import { CORE_SCHEMA, defineMappingTag, defineScalarTag, defineSequenceTag, load, YAMLException } from 'js-yaml';
import { HelperError } from '../../core/errors.ts';

/**
 * Converts a CloudFormation template from YAML to its JSON form: `!Sub x` becomes `{"Fn::Sub": "x"}`.
 *
 * @throws HelperError `policy-invalid`
 */
export function parseTemplateYaml(text: string, name: string): unknown {
  try {
    const value = load(text, { schema });
    if (sizeOf(value, new Map()) <= text.length + repeatable) return value;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { reason, mark } = error;
    const place = mark === undefined ? '' : `, line ${mark.line + 1}, column ${mark.column + 1}`;
    throw new HelperError('policy-invalid', `${name}${place} is neither JSON nor YAML: ${reason}.`, { cause: error });
  }
  throw new HelperError('policy-invalid', `${name} repeats its own parts without end, or too often.`, {
    hint: 'Write them out: CloudFormation does not support aliases (*NAME).',
  });
}

/** Values that aliases may add, far more than CloudFormation accepts. Without aliases, each takes a character. */
const repeatable = 1_000_000;

/** The number of values if all aliases were written out; infinite for a part that contains itself. */
function sizeOf(value: unknown, known: Map<unknown, number>, depth = 0): number {
  if (typeof value !== 'object' || value === null) return 1;
  if (depth > 1000) return Number.POSITIVE_INFINITY;
  const size = known.get(value);
  if (size !== undefined) return size;
  known.set(value, Number.POSITIVE_INFINITY);
  const sum = Object.values(value).reduce((total, part) => total + sizeOf(part, known, depth + 1), 1);
  known.set(value, sum);
  return sum;
}

/** The short form of a function applies to a scalar, a list or a mapping; AWS adds functions over time. */
const anyTag = { matchByTagPrefix: true, identify: () => false } as const;

const schema = CORE_SCHEMA.withTags(
  defineScalarTag('!', { ...anyTag, resolve: (text, _, tag) => written(tag, text) }),
  defineSequenceTag('!', {
    ...anyTag,
    create: (tag) => ({ tag, items: [] as unknown[] }),
    addItem: ({ items }, item) => void items.push(item),
    finalize: ({ tag, items }) => written(tag, items),
  }),
  defineMappingTag('!', {
    ...anyTag,
    create: (tag) => ({ tag, members: new Map<string, unknown>() }),
    addPair: ({ members }, key, value) => {
      members.set(String(key), value);
      return '';
    },
    has: ({ members }, key) => members.has(String(key)),
    // Templates have no merge keys.
    keys: () => [],
    get: () => undefined,
    finalize: ({ tag, members }) => written(tag, Object.fromEntries(members)),
  }),
);

function written(tag: string, value: unknown): unknown {
  const name = tag.slice(1);
  if (name === '') return value;
  return { [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: value };
}
