import { parseAst } from 'vitest/node';

/** A text in a source file. */
export interface SourceText {
  /** With `‹expression›` for each value that is filled in. */
  readonly text: string;
  /** The error code for the message of an error; `hint`, `help` and `summary` by the property; else empty. */
  readonly role: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

const roles = ['hint', 'help', 'summary'];

/** The string and template literals of a source file in their order, and its comments. */
export function textsIn(source: string): {
  readonly texts: readonly SourceText[];
  readonly comments: readonly string[];
} {
  const texts: SourceText[] = [];
  let code = source;
  const visit = (value: unknown, role = ''): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, role);
    if (!isNode(value) || value.type.startsWith('TS') || value.type === 'ImportDeclaration') return;
    const text = textOf(value, source);
    if (text !== undefined) texts.push({ text, role });
    if (['Literal', 'TemplateElement'].includes(value.type)) code = blanked(code, value);
    const passesRole = ['ConditionalExpression', 'LogicalExpression'].includes(value.type);
    const ownCode = codeOf(value);
    for (const [name, child] of Object.entries(value)) {
      if (ownCode !== undefined && name === 'arguments' && Array.isArray(child)) {
        for (const [index, argument] of child.entries()) visit(argument, index === 1 ? ownCode : '');
      } else if (value.type === 'Property' && name === 'value') visit(child, roleOf(value));
      else visit(child, passesRole && name !== 'test' ? role : '');
    }
  };
  visit(parseAst(source, { lang: 'ts' }).body);
  return { texts, comments: code.match(/\/\*[\s\S]*?\*\/|\/\/.*/g) ?? [] };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function textOf(node: Node, source: string): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral') return undefined;
  const [quasis, expressions] = [node.quasis as readonly Node[], node.expressions as readonly Node[]];
  const values = expressions.map(({ start, end }) => source.slice(start, end).replace(/\s+/g, ' '));
  return quasis
    .map(({ value }, index) => `${(value as { cooked: string }).cooked}${index in values ? `‹${values[index]}›` : ''}`)
    .join('');
}

/** The code of `new HelperError(code, …)`; `error` where it is computed. */
function codeOf({ type, callee, arguments: list }: Node): string | undefined {
  if (type !== 'NewExpression' || !isNode(callee) || callee.name !== 'HelperError') return undefined;
  const [code] = list as readonly Node[];
  return typeof code?.value === 'string' ? code.value : 'error';
}

function roleOf({ key }: Node): string {
  return isNode(key) && typeof key.name === 'string' && roles.includes(key.name) ? key.name : '';
}

function blanked(text: string, { start, end }: Node): string {
  return `${text.slice(0, start)}${text.slice(start, end).replace(/[^\n]/g, ' ')}${text.slice(end)}`;
}
