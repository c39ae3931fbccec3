// Edits a file as a process of its own, over and over until it is killed or has written all sections that it was given,
// or appends to it once.
import { appendSection, parseAwsIni, printAwsIni } from '../../src/export/aws-ini.ts';
import { nodeFiles } from '../../src/node/files.ts';
import { githubRunner } from '../../src/node/runner.ts';
import { clock } from './clock.ts';

const [path = '', command, ...names] = process.argv.slice(2);
const files = nodeFiles(clock);

if (command === 'sections') {
  for (const name of names) {
    await files.locked(path, () => {
      const set = [['region', 'eu-west-1']] as const;
      const ini = parseAwsIni(files.read(path) ?? '');
      appendSection(ini, name, { set, mark: { job: name } });
      files.replace(path, printAwsIni(ini));
    });
  }
}

if (command === 'versions') {
  process.stdout.write('ready\n');
  for (let version = 1; ; version += 1) {
    await files.locked(path, () => files.replace(path, `${version}\n${'x'.repeat(50_000)}\n${version}\n`));
  }
}

if (command === 'append') files.append(path, 'x'.repeat(5_000));
if (command === 'export') githubRunner({ GITHUB_ENV: path }).exportVariables({ FAKE: 'x'.repeat(5_000) });
