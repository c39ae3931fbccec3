// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-environment-variable
import { isObject } from '../json.ts';
import { oneLine } from './shell-quote.ts';
import type { ExportTarget } from './target.ts';
import { credentialVariables, type Variables } from './variables.ts';

/** Variables for the steps that follow. */
export const githubEnv: ExportTarget = {
  name: 'github-env',
  check: (_plan, io) => io.runner.check(['variables']),
  write({ session, ways, profileName }, io, record) {
    const variables = {
      ...credentialVariables(session),
      ...(ways.includes('profile') ? { AWS_PROFILE: profileName } : {}),
    };
    for (const [name, value] of Object.entries(variables)) oneLine(name, value);
    const before = Object.fromEntries(Object.keys(variables).map((name) => [name, io.env[name] ?? '']));
    record({ kind: 'github-env', before });
    io.runner.exportVariables(variables);
  },
  /** The runner cannot unset a variable; an empty one is what every AWS tool takes for none. */
  undo({ before }, io) {
    if (isObject(before)) io.runner.exportVariables(onlyTexts(before));
  },
};

function onlyTexts(object: Readonly<Record<string, unknown>>): Variables {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
