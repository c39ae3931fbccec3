// Which functions are compiled together with their file, and why: docs/adr/0003-bundle.md.
import path from 'node:path';
import MagicString from 'magic-string';
import { type Program, parseSync, type Span, type Statement, Visitor } from 'oxc-parser';

/** The functions that a plain run calls, by program; written by plain-run.ts. */
export const listFile = path.join(import.meta.dirname, 'plain-run.json');

/**
 * A file of a bundle in which the listed functions, and the arrow functions in them, are in parentheses: V8 compiles them with the
 * file. All others it only reads to their ends, and reads again when they are first called.
 */
export function compiledAtOnce(text: string, list: ReadonlySet<string>): string {
  if (list.size === 0) return text;
  const program = parse(text);
  const called = functionsIn(text, program).filter(({ listed }) => list.has(listed));
  const result = new MagicString(text);
  const inParentheses = ({ start, end }: Span): void => {
    result.appendRight(start, '(').appendLeft(end, ')');
  };
  for (const arrow of arrowFunctionsIn(program)) {
    if (called.some(({ span }) => span.start <= arrow.start && arrow.end <= span.end)) inParentheses(arrow);
  }
  for (const { name, span, isDeclaration, moduleStart } of called) {
    if (!isDeclaration) continue;
    result.appendRight(span.start, `var ${name} = `);
    inParentheses(span);
    result.appendLeft(span.end, ';');
    // It can be called from above.
    if (span.start > moduleStart) result.move(span.start, span.end + 1, moduleStart);
  }
  return result.toString();
}

interface FunctionOfModule {
  readonly name: string;
  /** The module and the name, without the digit by which esbuild tells equal names apart. */
  readonly listed: string;
  readonly span: Span;
  readonly isDeclaration: boolean;
  /** Where the code of the module starts. */
  readonly moduleStart: number;
}

/** The functions of a file of a bundle that are in no other function. */
export function functionsIn(text: string, program = parse(text)): readonly FunctionOfModule[] {
  const modules = [...text.matchAll(/^\/\/ (\S+\.[cm]?[jt]s)\n/gm)].map(({ 0: mark, 1: module, index }) => ({
    module,
    start: index + mark.length,
  }));
  return program.body.flatMap((statement) => {
    const { module, start: moduleStart } = modules.findLast(({ start }) => start <= statement.start) ?? { start: 0 };
    const isDeclaration = statement.type === 'FunctionDeclaration';
    return namedFunctions(statement).map(([name, span]) => {
      return { name, listed: `${module} ${name.replace(/(?<!\d)\d$/, '')}`, span, isDeclaration, moduleStart };
    });
  });
}

function namedFunctions(statement: Statement): readonly (readonly [name: string, span: Span])[] {
  if (statement.type === 'FunctionDeclaration') return [[statement.id?.name ?? '', statement]];
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.flatMap(({ id, init }) =>
    id.type === 'Identifier' && init?.type === 'ArrowFunctionExpression' ? [[id.name, init] as const] : [],
  );
}

function arrowFunctionsIn(program: Program): readonly Span[] {
  const arrows: Span[] = [];
  new Visitor({ ArrowFunctionExpression: (arrow) => arrows.push(arrow) }).visit(program);
  return arrows;
}

function parse(text: string): Program {
  return parseSync('bundle.js', text).program;
}
