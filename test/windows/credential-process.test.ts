import { describe, expect, it } from 'vitest';
import { role, type Scene, startScene } from './scene.ts';

/** The line that the tools find, as it stands in the config. */
async function writtenLine(scene: Scene): Promise<string> {
  const profile = ['--aws-region', 'eu-central-1', '--export', 'profile', '--profile-type', 'process'];
  const step = await scene.cli('--role-to-assume', role('circleci'), ...profile);
  expect(step.exitCode, step.stderr).toBe(0);
  return /^credential_process = (.*)$/m.exec(scene.read(scene.home, '.aws/config') ?? '')?.[1] ?? '';
}

/** How each client starts the line, in what it gives to cmd; read in the sources that are named. */
const clients: Readonly<Record<string, (line: string) => string>> = {
  // https://github.com/boto/botocore/blob/develop/botocore/compat.py: its words, of which the system has cmd run a batch file.
  botocore: (line) => `/c "${line}"`,
  // https://nodejs.org/api/child_process.html#child_processexeccommand-options-callback
  JavaScript: (line) => `/d /s /c "${line}"`,
  // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Core/Amazon.Runtime/Credentials/ProcessAWSCredentials.cs
  '.NET': (line) => `/c ${line}`,
  // https://github.com/aws/aws-sdk-go-v2/blob/main/credentials/processcreds/provider.go, quoted as Go does
  Go: (line) => `/C ${/[ \t]/.test(line) ? `"${line.replaceAll('"', '\\"')}"` : line}`,
  // https://github.com/aws/aws-sdk-java-v2: ProcessCredentialsProvider; ProcessImpl quotes what has blanks.
  Java: (line) => `/C ${/[ \t]/.test(line) ? `"${line}"` : line}`,
};

describe('a profile that runs a program', () => {
  it('has a line that each client can start: one word without quotes', async () => {
    const scene = await startScene({ ci: 'circleci' });
    const line = await writtenLine(scene);
    expect(line).toMatch(/^[A-Z]:\\[^\s"]+\\credential-process\.cmd$/i);
    for (const [name, start] of Object.entries(clients)) {
      const step = await scene.cmd(start(line));
      expect(step.exitCode, `${name}: ${step.stdout}${step.stderr}`).toBe(0);
      expect(JSON.parse(step.stdout), name).toMatchObject({ Version: 1, AccessKeyId: expect.stringMatching(/^ASIA/) });
    }
  });
});
