// What GitHub's runner makes of a step's files and log:
// https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs

/**
 * The entries of `GITHUB_ENV`, `GITHUB_OUTPUT` or `GITHUB_STATE`.
 *
 * @throws Error where the runner would fail the step, with its words
 */
export function parseRunnerFile(text: string): Readonly<Record<string, string>> {
  const entries: Record<string, string> = {};
  const lines = text.split('\n');
  // What follows the last line end is no line.
  if (lines.at(-1) === '') lines.pop();
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      entries[line.slice(0, equals)] = line.slice(equals + 1);
    } else if (heredoc >= 0) {
      const end = lines.indexOf(line.slice(heredoc + 2));
      if (end < 0) throw new Error('Invalid value. Matching delimiter not found');
      entries[line.slice(0, heredoc)] = lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join('\n');
    } else {
      throw new Error(`Invalid format '${line}'`);
    }
  }
  if ('' in entries) throw new Error('Invalid format: a name is empty');
  return entries;
}

/** What stands before a value that a runner is to hide. */
export type MaskCommand = '::add-mask::' | '##vso[task.setsecret]';

function maskIn(line: string, command: MaskCommand): string | undefined {
  const start = line.trimStart();
  return start.startsWith(command) ? start.slice(command.length) : undefined;
}

/** A log as people see it: each mask holds from its line on, and the line itself is not shown. */
export function maskedLog(text: string, command: MaskCommand = '::add-mask::'): string {
  const masks: string[] = [];
  return text
    .split('\n')
    .filter((line) => {
      const value = maskIn(line, command);
      if (value === undefined) return true;
      masks.push(...unescapeData(value).split(/\r?\n/).filter(Boolean));
      return false;
    })
    .map((line) => masks.reduce((shown, mask) => shown.replaceAll(mask, '***'), line))
    .join('\n');
}

/** The values that a log asks to be masked. */
export function masksIn(text: string, command: MaskCommand = '::add-mask::'): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const value = maskIn(line, command);
    return value === undefined ? [] : [unescapeData(value)];
  });
}

/** What a log sets for later steps: https://learn.microsoft.com/azure/devops/pipelines/process/set-variables-scripts */
export function variablesSetIn(text: string): Readonly<Record<string, string>> {
  const lines = text.matchAll(/##vso\[task\.setvariable variable=(\w+)\](.*)$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
