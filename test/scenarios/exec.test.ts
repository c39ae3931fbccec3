import { describe, expect } from 'vitest';
import type { Answer } from './relay.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';
import type { Scene, Setting } from './scene.ts';

const role = (ci: string): string => `arn:aws:iam::123456789012:role/${ci}-deploy`;
const job = 'private/circleci-4d5e6f7a-8b9c-4d0e-9f1a-2b3c4d5e6f7a';

/** A line of shell that runs a command with credentials of its own. */
function exec(command: string, { ci = 'circleci', options = '' } = {}): string {
  return `ci-aws-credentials exec --role-to-assume ${role(ci)} --aws-region eu-central-1 ${options} -- ${command}`;
}

const onCircle: Setting = { ci: 'circleci' };

function faultsIn(log: readonly string[]): readonly string[] {
  return log.filter((line) => /^(error|warning)/.test(line));
}

/** What stays of a private folder beside the AWS files: a folder that others may have begun to use. */

async function asksTwice(scene: Scene): Promise<void> {
  const step = await scene.bash(exec('sh -c "ci-aws-credentials whoami && ci-aws-credentials whoami"'));
  expect(step).toMatchObject({ exitCode: 0, changed: [] });
  expect(step.stdout.match(/:assumed-role\/circleci-deploy\//g)).toHaveLength(2);
  expect(scene.requests()).toEqual(['exchange 200', 'GetCallerIdentity 200', 'GetCallerIdentity 200']);
}

describe('a command with credentials of its own', () => {
  scenarioOnEveryNode('gets them from memory as often as it asks, and leaves nothing', onCircle, asksTwice);

  // Root may write where modes say that nobody may, but not there.
  scenario(
    'does without its folder where none can be made',
    { ...onCircle, env: { HOME: '/proc' }, needs: ['/proc'] },
    async (scene) => {
      expect(await scene.bash(exec('true'))).toMatchObject({ exitCode: 0, error: undefined, changed: [] });
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );

  scenarioOnEveryNode(
    'has them renewed for longer than a session lives',
    { ci: 'github', aws: { sessionSeconds: 3 } },
    async (scene) => {
      const command = "sh -ec 'ci-aws-credentials whoami; sleep 3.5; ci-aws-credentials whoami'";
      const step = await scene.bash(exec(command, { ci: 'github' }));
      expect(step).toMatchObject({ exitCode: 0, error: undefined });
      expect(step.stdout.match(/:assumed-role\//g)).toHaveLength(2);
      const keys = scene.sent.flatMap(({ headers }) => /Credential=(\w+)/.exec(headers.authorization ?? '')?.[1] ?? []);
      expect(new Set(keys).size).toBe(2);
      const requests = scene.requests();
      const count = (what: string): number => requests.filter((request) => request === what).length;
      expect(count('exchange 200')).toBeGreaterThanOrEqual(2);
      expect(count('exchange 200')).toBeLessThanOrEqual(8);
      // The command may end in the middle of a renewal.
      expect(count('token 200') - count('exchange 200')).toBeOneOf([0, 1]);
      expect(count('GetCallerIdentity 200')).toBe(2);
      expect(new Set(requests).size).toBe(3);
    },
  );

  scenario('is over when the command is, whatever would be renewed later', onCircle, async (scene) => {
    const begun = performance.now();
    expect(await scene.bash(exec('true'))).toMatchObject({ exitCode: 0, stdout: '' });
    expect(performance.now() - begun).toBeLessThan(8_000);
    expect(scene.requests()).toEqual(['exchange 200']);
  });

  scenario(
    'is over when the command is, even while a renewal waits for an answer',
    { ...onCircle, aws: { sessionSeconds: 2 } },
    async (scene) => {
      scene.emulator.fault({ on: 'sts', kind: 'slow', seconds: 0 });
      scene.emulator.fault({ on: 'sts', kind: 'silence', times: 9 });
      const begun = performance.now();
      expect(await scene.bash(exec('sleep 3'))).toMatchObject({ exitCode: 0 });
      expect(performance.now() - begun).toBeLessThan(10_000);
      expect(scene.requests()[0]).toBe('exchange 200');
    },
  );

  scenario(
    'finds none of the identities of the job, and all of its settings',
    {
      ...onCircle,
      env: {
        AWS_ACCESS_KEY_ID: 'AKIAOTHER',
        AWS_SECRET_ACCESS_KEY: 'other',
        AWS_SESSION_TOKEN: 'other',
        AWS_PROFILE: 'production',
        AWS_ROLE_SESSION_NAME: 'somebody',
        AWS_BEARER_TOKEN_BEDROCK: 'other',
        AWS_CREDENTIAL_SCOPE: 'other',
        AWS_SSO_SESSION: 'other',
        AWS_CA_BUNDLE: '/etc/ssl/cert.pem',
        AWS_RETRY_MODE: 'adaptive',
        AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9',
        NO_PROXY: 'internal.example',
      },
      files: {
        'home/.aws/config': `[default]
region = us-west-2
[profile production]
# mine
credential_process = /bin/false
retry_mode = adaptive
services = local
s3 =
  addressing_style = path
[services local]
s3 =
  endpoint_url = http://127.0.0.1:9
[profile another]
role_arn = arn:aws:iam::123456789012:role/other
`,
        'home/.aws/credentials': '[production]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = other\n',
      },
    },
    async (scene) => {
      const names = await scene.bash(exec("sh -c 'env | grep -Ei ^\\(AWS_\\|NO_PROXY\\) | sed s/=.*// | sort'"));
      expect(names.stdout.split('\n').filter(Boolean)).toEqual([
        'AWS_CA_BUNDLE',
        'AWS_CONFIG_FILE',
        'AWS_CONTAINER_AUTHORIZATION_TOKEN',
        'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
        'AWS_CONTAINER_CREDENTIALS_FULL_URI',
        'AWS_DEFAULT_REGION',
        'AWS_EC2_METADATA_DISABLED',
        'AWS_ENDPOINT_URL_S3',
        'AWS_ENDPOINT_URL_STS',
        'AWS_REGION',
        'AWS_RETRY_MODE',
        'AWS_SHARED_CREDENTIALS_FILE',
        'NO_PROXY',
        'no_proxy',
      ]);
      const texts =
        'cat "$AWS_CONFIG_FILE" "$AWS_SHARED_CREDENTIALS_FILE"; echo "$NO_PROXY"; ls -l "$AWS_CONFIG_FILE" | cut -c 1-10';
      scene.program('texts', texts);
      expect((await scene.bash(exec('texts'))).stdout).toBe(`[default]
region = eu-central-1
# mine
retry_mode = adaptive
services = local
s3 =
  addressing_style = path
[services local]
s3 =
  endpoint_url = http://127.0.0.1:9
internal.example,127.0.0.1
-rw-------
`);
      expect(scene.requests()).toEqual(['exchange 200', 'exchange 200']);
    },
  );

  scenario('may have plain variables instead', onCircle, async (scene) => {
    const step = await scene.bash(exec('ci-aws-credentials whoami', { options: '--static' }));
    expect(step).toMatchObject({ exitCode: 0, changed: [] });
    expect(step.stdout).toContain(':assumed-role/circleci-deploy/');
    expect(step.log).toContain('The credentials expire at <time> and are not renewed (--static).');
    expect(scene.requests()).toEqual(['exchange 200', 'GetCallerIdentity 200']);
  });

  scenario(
    'may have a token file instead, whatever the default profile is',
    {
      ci: 'github',
      files: { 'home/.aws/credentials': '[default]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = other\n' },
    },
    async (scene) => {
      scene.program('ask', 'ls -l "$AWS_WEB_IDENTITY_TOKEN_FILE" | cut -c 1-10 && exec ci-aws-credentials whoami');
      const step = await scene.bash(exec('ask', { ci: 'github', options: '--token-file' }));
      expect(step).toMatchObject({ exitCode: 0, changed: [] });
      expect(step.stdout).toMatch(/^-rw-------\n/);
      expect(step.stdout).toContain(':assumed-role/github-deploy/');
      expect(scene.requests()).toEqual([
        ...['token 200', 'exchange 200', 'token 200'],
        ...['exchange 200', 'GetCallerIdentity 200'],
      ]);
    },
  );

  scenario('may not lose a policy with a token file', { ci: 'github' }, async (scene) => {
    const options = "--token-file --inline-session-policy '{}'";
    const step = await scene.bash(`${exec('true', { ci: 'github', options })} || exit $?`);
    expect(step).toMatchObject({ exitCode: 2, error: 'option-conflict', changed: [] });
  });

  scenario('is not started with credentials of an account that is not allowed', onCircle, async (scene) => {
    const step = await scene.bash(exec('echo started', { options: '--allowed-account-ids 210987654321' }));
    expect(step).toMatchObject({ exitCode: 6, error: 'account-not-allowed', stdout: '' });
  });

  scenario('is told when the only token of the job ends', { ci: 'gitlab' }, async (scene) => {
    const step = await scene.bash(exec('true', { ci: 'gitlab' }));
    expect(step.log.slice(1)).toEqual([
      'note: The token (the variable AWS_ID_TOKEN) is the only one of this job. Credentials can be renewed until it expires at <time>.',
      'Not passed to the command: AWS_ID_TOKEN. --pass-env NAME passes a variable.',
    ]);
    expect(scene.requests()).toEqual(['exchange 200']);
  });

  scenario(
    'has not the token of the job, unless that is asked for',
    { ci: 'gitlab', env: { AWS_ACCOUNT_ID: '123456789012' } },
    async (scene) => {
      const names = "sh -c 'env | grep -E ^AWS_\\(ID_TOKEN\\|ACCOUNT_ID\\)= | sed s/=.*//'";
      const without = await scene.bash(exec(names, { ci: 'gitlab' }));
      expect(without).toMatchObject({ exitCode: 0, stdout: '' });
      expect(without.log).toContain(
        'Not passed to the command: AWS_ACCOUNT_ID, AWS_ID_TOKEN. --pass-env NAME passes a variable.',
      );
      const options = '--pass-env AWS_ID_TOKEN,AWS_ACCOUNT_ID';
      const nested = exec('true', { ci: 'gitlab' });
      scene.program('deploy', `env | grep -c ^AWS_ACCOUNT_ID=; ${nested}`);
      expect(await scene.bash(exec('deploy', { ci: 'gitlab', options }))).toMatchObject({ exitCode: 0, stdout: '1\n' });
      expect(scene.requests()).toEqual(['exchange 200', 'exchange 200', 'exchange 200']);
    },
  );

  scenario('cannot ask for another identity', onCircle, async (scene) => {
    const step = await scene.bash(`${exec('true', { options: '--pass-env AWS_PROFILE' })} || exit $?`);
    expect(step).toMatchObject({ exitCode: 2, error: 'option-conflict' });
  });

  scenario('may print them where the log is masked', { ci: 'github' }, async (scene) => {
    const options = '--static';
    const step = await scene.bash(
      exec("sh -c 'echo $AWS_SECRET_ACCESS_KEY $AWS_SESSION_TOKEN >&2'", { ci: 'github', options }),
    );
    expect(step.log.filter((line) => /^\*\*\* \*\*\*$/.test(line))).toHaveLength(1);
    expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
  });

  scenario(
    'has later ones masked on a line of their own, even where one of its own is open',
    { ci: 'github', aws: { sessionSeconds: 2 } },
    async (scene) => {
      const step = await scene.bash(exec("sh -c 'printf busy >&2; sleep 3; echo done >&2'", { ci: 'github' }));
      expect(step.log.join('\n')).not.toMatch(/busy::/);
      expect(step.masks.length).toBeGreaterThanOrEqual(8);
      expect(scene.requests().filter((request) => request === 'exchange 200').length).toBeGreaterThanOrEqual(2);
    },
  );
});

describe('the exit code', () => {
  const cases: readonly (readonly [what: string, command: string, exitCode: number, log: readonly string[]])[] = [
    ['is that of the command', "sh -c 'exit 3'", 3, []],
    [
      'tells of a command that is not there',
      'no-such',
      127,
      ['error: no-such: not found, or it exited with code 127.'],
    ],
    [
      'tells of one that cannot be run',
      '/etc/passwd',
      126,
      ['error: /etc/passwd: cannot be run, or it exited with code 126.'],
    ],
    [
      'tells of one below a file',
      '/etc/passwd/x',
      126,
      ['error: /etc/passwd/x: cannot be run, or it exited with code 126.'],
    ],
    ['tells of the signal that ended it', "sh -c 'kill -KILL $$'", 137, []],
  ];
  for (const [what, command, exitCode, log] of cases) {
    scenario(what, onCircle, async (scene) => {
      const step = await scene.bash(exec(command));
      expect(step).toMatchObject({ exitCode, changed: [] });
      expect(faultsIn(step.log)).toEqual(log);
      expect(scene.requests()).toEqual(['exchange 200']);
    });
  }
});

describe('a signal', () => {
  const started = 'until [ -e started ]; do sleep 0.05; done';
  const signalled: readonly (readonly [signal: string, script: string, exitCode: number])[] = [
    ['TERM', 'touch started; exec sleep 9', 143],
    ['HUP', 'touch started; exec sleep 9', 129],
    ['TERM', "trap 'exit 7' TERM; touch started; while :; do sleep 0.05; done", 7],
    ['USR1', "trap 'exit 8' USR1; touch started; while :; do sleep 0.05; done", 8],
  ];
  for (const [signal, script, exitCode] of signalled) {
    scenarioOnEveryNode(`${signal} reaches the command (${exitCode}), and nothing is left`, onCircle, async (scene) => {
      scene.program('work', script);
      const step = await scene.bash(
        `${exec('work')} & pid=$!; ${started}; kill -${signal} $pid; wait $pid || code=$?; rm started; exit $code`,
      );
      expect(step).toMatchObject({ exitCode, changed: [] });
      expect(faultsIn(step.log)).toEqual([]);
      expect(scene.requests()).toEqual(['exchange 200']);
    });
  }

  scenario('that the command ignores is ignored', onCircle, async (scene) => {
    scene.program('stubborn', "trap '' TERM; touch started; sleep 1; ci-aws-credentials whoami");
    const step = await scene.bash(`${exec('stubborn')} & pid=$!; ${started}; kill -TERM $pid; wait $pid; rm started`);
    expect(step).toMatchObject({ exitCode: 0, changed: [] });
    expect(step.stdout).toContain(':assumed-role/circleci-deploy/');
    expect(scene.requests()).toEqual(['exchange 200', 'GetCallerIdentity 200']);
  });

  scenarioOnEveryNode(
    'that cannot be caught ends the endpoint; cleanup removes what is left',
    onCircle,
    async (scene) => {
      scene.program('orphan', 'echo "$AWS_CONTAINER_CREDENTIALS_FULL_URI" > started; sleep 2');
      const step = await scene.bash(
        `${exec('orphan')} & pid=$!; ${started}; sleep 0.2; kill -KILL $pid; wait $pid || :; curl -s "$(cat started)" || echo "curl $?"; rm started`,
      );
      expect(step.stdout).toBe('curl 7\n');
      expect(step.changed.filter((name) => name.startsWith('private/'))).not.toEqual([]);
      expect((await scene.cli('cleanup')).changed.filter((name) => name.includes('/exec/'))).not.toEqual([]);
      expect((await scene.bash('ls tmp ../tmp')).stdout).not.toContain('ci-aws-credentials');
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );
});

describe('the endpoint', () => {
  scenarioOnEveryNode('answers its own command only, and only what it has to', onCircle, async (scene) => {
    scene.program(
      'probe',
      `url=$AWS_CONTAINER_CREDENTIALS_FULL_URI; file=$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE
token=$(cat "$file"); port=\${url#http://127.0.0.1:}; port=\${port%%/*}
[ "$token" = "$AWS_CONTAINER_AUTHORIZATION_TOKEN" ]; echo "token: $? \${#token} $(wc -c < "$file" | tr -d ' ') $(ls -l "$file" | cut -c 1-10)"
ask() { what=$1; shift; echo "$what: $(curl -s -m 3 -o /dev/null -w '%{http_code}' "$@")"; }
auth="Authorization: $token"
ask right -H "$auth" "$url"
ask 'by name' -H "$auth" -H "Host: localhost:$port" "$url"
ask 'no token' "$url"
ask 'wrong token' -H "\${auth}x" "$url"
ask 'short token' -H "Authorization: A" "$url"
ask 'wrong host' -H "$auth" -H 'Host: evil.example' "$url"
ask 'wrong port' -H "$auth" -H 'Host: 127.0.0.1:80' "$url"
ask 'forwarded' -H "$auth" -H 'X-Forwarded-For: 10.0.0.1' "$url"
ask 'wrong path' -H "$auth" "\${url}/x"
ask 'query' -H "$auth" "$url?x"
ask 'POST' -H "$auth" -X POST "$url"
ask 'HEAD' -H "$auth" -I "$url"
ask 'OPTIONS' -H "$auth" -X OPTIONS "$url"
for address in $(hostname -I 2>/dev/null); do case $address in *:*) ;; *) ask outside -H "$auth" "http://$address:$port/credentials"; break;; esac; done
`,
    );
    const step = await scene.bash(exec('probe'));
    const lines = step.stdout.trim().split('\n');
    expect(lines.filter((line) => !line.startsWith('outside'))).toEqual([
      'token: 0 43 43 -rw-------',
      ...['right: 200', 'by name: 200', 'no token: 401', 'wrong token: 401', 'short token: 401'],
      ...['wrong host: 403', 'wrong port: 403', 'forwarded: 403', 'wrong path: 404', 'query: 404'],
      ...['POST: 405', 'HEAD: 405', 'OPTIONS: 405'],
    ]);
    expect(lines.filter((line) => line.startsWith('outside') && line !== 'outside: 000')).toEqual([]);
    expect(scene.requests()).toEqual(['exchange 200']);
  });

  scenario('is another one each time, and gone with the command', onCircle, async (scene) => {
    const show = exec("sh -c 'echo $AWS_CONTAINER_CREDENTIALS_FULL_URI $AWS_CONTAINER_AUTHORIZATION_TOKEN'");
    const step = await scene.bash(
      `set -- $(${show}) $(${show}); [ "$2" != "$4" ]; for url in "$1" "$3"; do curl -s "$url" || echo "curl $?"; done`,
    );
    expect(step).toMatchObject({ exitCode: 0, stdout: 'curl 7\ncurl 7\n', changed: [] });
    expect(scene.requests()).toEqual(['exchange 200', 'exchange 200']);
  });

  scenario('is one of many on a machine, each for its own command', onCircle, async (scene) => {
    scene.program(
      'probe',
      'sleep 1; echo "$AWS_CONTAINER_CREDENTIALS_FULL_URI $(ci-aws-credentials whoami | grep -c circleci-deploy)"',
    );
    const many = `for i in $(seq 8); do ${exec('probe')} & done; for job in $(jobs -p); do wait $job; done`;
    const step = await scene.bash(many);
    expect(step).toMatchObject({ exitCode: 0, changed: [] });
    const lines = step.stdout.trim().split('\n');
    expect(new Set(lines).size).toBe(8);
    expect(lines.filter((line) => !/^http:\/\/127\.0\.0\.1:\d+\S* 1$/.test(line))).toEqual([]);
    expect(scene.requests().filter((request) => request === 'exchange 200')).toHaveLength(8);
  });

  /**
   * A command that asks for its credentials when a renewal has failed, and then until there are none. Of two more
   * renewals the first has been told of when the second fails.
   */
  const probe = `ask() { curl -s -o /dev/null -w '%{http_code}\\n' -H "Authorization: $AWS_CONTAINER_AUTHORIZATION_TOKEN" "$AWS_CONTAINER_CREDENTIALS_FULL_URI"; }
until [ -e failed ]; do sleep 0.05; done; ask
until [ "$(ask)" = 503 ]; do sleep 0.2; done; ask
for last in 1 2; do rm failed; until [ -e failed ]; do sleep 0.05; done; done; rm failed`;

  /** Answers the exchanges after the first. */
  function failLater(scene: Scene, failure: Answer): void {
    let asked = 0;
    scene.interpose(({ method }) => {
      if (method !== 'POST' || ++asked === 1) return undefined;
      scene.write('work/failed', '');
      return failure;
    });
  }

  scenario(
    'serves credentials until the only token of the job has ended, and says so',
    { ci: 'gitlab', aws: { sessionSeconds: 3 } },
    async (scene) => {
      scene.program('probe', probe);
      failLater(scene, {
        status: 400,
        body: '<ErrorResponse><Error><Code>ExpiredTokenException</Code><Message>Token expired</Message></Error></ErrorResponse>',
      });
      const step = await scene.bash(exec('probe', { ci: 'gitlab' }));
      expect(step.stdout).toBe('200\n503\n');
      expect(step.log.join('\n')).toMatch(
        /could not be renewed; the previous ones are valid until <time>\. .*ExpiredToken/,
      );
      expect(step.log.join('\n')).toMatch(/could not be renewed; the previous ones have expired\. .*ExpiredToken/);
      expect(new Set(scene.requests())).toEqual(new Set(['exchange 200', 'exchange 400 ExpiredTokenException']));
    },
  );

  scenario(
    'serves the last credentials while they are valid, and then none',
    { ...onCircle, aws: { sessionSeconds: 3 } },
    async (scene) => {
      scene.program('probe', probe);
      failLater(scene, { status: 503, body: '' });
      const step = await scene.bash(exec('probe', { options: '--disable-retry' }));
      expect(step.stdout).toBe('200\n503\n');
      expect(
        step.log.some((line) =>
          /^warning: The credentials could not be renewed; the previous ones are valid until <time>\./.test(line),
        ),
      ).toBe(true);
      const requests = scene.requests();
      expect(requests[0]).toBe('exchange 200');
      expect(requests.length).toBeLessThan(10);
    },
  );
});

describe('a token file that a killed exec left', () => {
  scenario('goes with cleanup', { ci: 'circleci', secretsIn: [`${job}/exec/token`] }, async (scene) => {
    scene.program('orphan', 'touch started; sleep 1');
    await scene.bash(
      `${exec('orphan', { options: '--token-file' })} & pid=$!; until [ -e started ]; do sleep 0.05; done; kill -KILL $pid; wait $pid || :`,
    );
    expect(scene.secretPlaces().map((name) => name.replace(/exec-[\d-]+/, 'exec'))).toEqual([`${job}/exec/token`]);
    await scene.cli('cleanup');
    expect(scene.secretPlaces()).toEqual([]);
    expect(scene.requests()).toEqual(['exchange 200']);
  });
});
