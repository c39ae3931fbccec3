// What CircleCI makes of a job and of an orb, as far as ours needs it.
// https://circleci.com/docs/reference/reusing-config/ and https://circleci.com/docs/reference/configuration-reference/#run
import { type Ended, runProgram } from '../program.ts';

type Values = Readonly<Record<string, unknown>>;
type Step = string | Readonly<Record<string, unknown>>;

interface Reusable {
  readonly description: string;
  readonly parameters?: Readonly<Record<string, { readonly description: string; readonly default?: unknown }>>;
  readonly steps: readonly Step[];
}

export interface Orb {
  readonly commands: Readonly<Record<string, Reusable>>;
  readonly jobs: Readonly<Record<string, Reusable>>;
  readonly examples: Readonly<Record<string, { readonly usage: Config }>>;
}

export interface Config {
  readonly orbs: Readonly<Record<string, string>>;
  readonly jobs?: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
  readonly workflows: Readonly<Record<string, { readonly jobs: readonly Step[] }>>;
}

interface RunStep {
  readonly command: string;
  readonly environment?: Values;
  readonly when?: 'on_success' | 'on_fail' | 'always';
}

/** The steps of the only job of a config that knows the orb by the one name in `orbs`. */
export function stepsOf({ orbs, jobs = {}, workflows }: Config, orb: Orb): readonly RunStep[] {
  const alias = `${Object.keys(orbs)[0]}/`;
  const [job = ''] = Object.values(workflows)[0]?.jobs ?? [];
  const [name, given] = entryOf(job);
  const own = jobs[name];
  if (own !== undefined) return runSteps(own.steps, orb, alias);
  return expanded(orb.jobs[name.replace(alias, '')], given, orb);
}

function runSteps(steps: readonly Step[], orb: Orb, alias: string): readonly RunStep[] {
  return steps.flatMap((step) => {
    const [name, given] = entryOf(step);
    if (name === 'checkout') return [];
    if (name === 'run') return [(typeof given === 'string' ? { command: given } : given) as RunStep];
    return expanded(orb.commands[name.startsWith(alias) ? name.slice(alias.length) : ''], given, orb);
  });
}

function entryOf(step: Step): readonly [string, unknown] {
  return typeof step === 'string' ? [step, {}] : (Object.entries(step)[0] ?? ['', {}]);
}

function expanded(reusable: Reusable | undefined, given: unknown, orb: Orb): readonly RunStep[] {
  if (reusable === undefined) throw new Error('the orb has nothing of this name');
  const { parameters = {}, steps } = reusable;
  const unknown = Object.keys(given as object).find((name) => !(name in parameters));
  if (unknown !== undefined) throw new Error(`Unexpected argument: ${unknown}`);
  const defaults = Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]);
  const values = { ...Object.fromEntries(defaults), ...(given as object) };
  return runSteps(filled(steps, values) as readonly Step[], orb, '');
}

function filled(value: unknown, values: Values): unknown {
  if (typeof value === 'string') {
    const [, whole] = /^<< parameters\.(\w+) >>$/.exec(value) ?? [];
    if (whole !== undefined) return parameterIn(whole, values);
    return value.replace(/\\<<|<<\s*(?:parameters\.(\w+))?.*?>>/g, (found, name) =>
      found === '\\<<' ? '<<' : String(parameterIn(name, values)),
    );
  }
  if (Array.isArray(value)) return value.map((inner) => filled(inner, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner, values)]));
}

function parameterIn(name: string | undefined, values: Values): unknown {
  if (name === undefined || values[name] === undefined) throw new Error(`There is no value for the parameter ${name}`);
  return values[name];
}

interface Machine {
  /** The variables of the job, `BASH_ENV` among them. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** As CircleCI starts it, unless there is no bash. */
  readonly shell?: readonly string[];
}

/** Runs the steps up to the first that fails, and those that run always; a step's end for each that ran. */
export async function runJob(steps: readonly RunStep[], machine: Machine): Promise<readonly Ended[]> {
  const { env, cwd, shell = ['bash', '-eo', 'pipefail'] } = machine;
  const ended: Ended[] = [];
  for (const { command, environment = {}, when = 'on_success' } of steps) {
    const failed = ended.some(({ exitCode }) => exitCode !== 0);
    if (failed && when === 'on_success') continue;
    const variables = Object.entries(environment).map(([name, value]) => [name, textOf(value)]);
    ended.push(
      await runProgram({
        command: [...shell, '-c', command],
        env: { ...env, ...Object.fromEntries(variables) },
        cwd,
      }),
    );
  }
  return ended;
}

/** True and false are numbers in a variable. */
function textOf(value: unknown): string {
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
}
