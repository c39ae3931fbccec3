import { expect } from 'vitest';
import type { ErrorCode } from '../../src/core/errors.ts';
import { aws, usual } from './action-account.ts';
import { scenario } from './scenario.ts';
import type { ActionStep, Scene, Setting } from './scene.ts';

export type Inputs = Readonly<Record<string, string>>;

/** One line of the specification: what a workflow says, and what comes of it. */
export interface Row {
  readonly name: string;
  /** Besides a role and a region; an empty one takes such an input away. */
  readonly inputs?: Inputs;
  readonly env?: Setting['env'];
  readonly faults?: Setting['faults'];
  readonly files?: Setting['files'];
  readonly job?: Setting['job'];
  /** Where secrets are, besides the runner's files for which this row expects them. */
  readonly secretsIn?: readonly string[];
  readonly before?: (scene: Scene) => void | Promise<void>;
  /** How it ends; well, if nothing is said. */
  readonly error?: ErrorCode;
  /** In the order sent. What a row does not name was not sent. */
  readonly requests?: readonly string[];
  /** Parameters of the last request; `undefined` for one that must not be there. */
  readonly sent?: Readonly<Record<string, string | undefined>>;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly masks?: readonly unknown[];
  /** What the log holds, each in a line of its own; or does not hold. */
  readonly log?: readonly (string | RegExp)[];
  readonly silence?: readonly (string | RegExp)[];
  /** Within how many seconds it ends. */
  readonly seconds?: number;
  readonly after?: (scene: Scene, step: ActionStep) => void | Promise<void>;
}

/** Keys of a session, as the emulator makes them. */
export const sessionKeys = {
  AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIAFAKE/),
  AWS_SECRET_ACCESS_KEY: expect.stringMatching(/^FakeSecretKey/),
  AWS_SESSION_TOKEN: expect.stringMatching(/^FakeSessionToken/),
};
export const frankfurt = { AWS_DEFAULT_REGION: 'eu-central-1', AWS_REGION: 'eu-central-1' };

/** Seconds. Less than any deadline, and enough for a machine that does other things too. */
const atOnce = 15;

export function playRows(rows: readonly Row[]): void {
  for (const row of rows) {
    scenario(row.name, settingOf(row), async (scene) => {
      await row.before?.(scene);
      const inputs = { ...usual, ...row.inputs };
      const start = performance.now();
      const step = await scene.action(Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== '')));
      const seconds = (performance.now() - start) / 1000;
      expect(step, step.stdout).toMatchObject({ exitCode: row.error === undefined ? 0 : 1, error: row.error });
      expect(scene.requests()).toEqual(row.requests ?? defaultRequests(row));
      checkResult(row, scene, step);
      expect(seconds).toBeLessThan(row.seconds ?? atOnce);
      await row.after?.(scene, step);
    });
  }
}

function settingOf(row: Row): Setting {
  const secretsIn = new Set(row.secretsIn);
  if (row.error === undefined && row.variables?.AWS_SECRET_ACCESS_KEY !== '' && handsOverVariables(row)) {
    secretsIn.add('step1/GITHUB_ENV');
  }
  if (row.outputs !== undefined && 'aws-secret-access-key' in row.outputs) secretsIn.add('step1/GITHUB_OUTPUT');
  const { env, faults, files, job } = row;
  return {
    ci: 'github',
    aws,
    secretsIn: [...secretsIn],
    ...(env === undefined ? {} : { env }),
    ...(faults === undefined ? {} : { faults }),
    ...(files === undefined ? {} : { files }),
    ...(job === undefined ? {} : { job }),
  };
}

/** A row that says nothing of variables expects the usual ones. */
function handsOverVariables({ variables }: Row): boolean {
  return variables === undefined || 'AWS_SECRET_ACCESS_KEY' in variables;
}

function defaultRequests({ error }: Row): readonly string[] {
  return error === undefined ? ['token 200', 'exchange 200'] : [];
}

function checkResult(row: Row, scene: Scene, step: ActionStep): void {
  const nothing = row.error === undefined ? undefined : {};
  const variables = row.variables ?? nothing;
  const outputs = row.outputs ?? nothing;
  if (variables !== undefined) expect(step.variables).toEqual(variables);
  if (outputs !== undefined) expect(step.outputs).toEqual(outputs);
  if (row.masks !== undefined) expect(step.masks).toEqual(row.masks);
  if (row.sent !== undefined) {
    const parameters = Object.fromEntries(new URLSearchParams(scene.sent.at(-1)?.body));
    for (const [name, value] of Object.entries(row.sent)) expect(parameters[name], name).toBe(value);
  }
  const log = step.log.join('\n');
  for (const text of row.log ?? []) expect(log).toMatch(text);
  for (const text of row.silence ?? []) expect(log).not.toMatch(text);
}
