// Builds one executable from Node and this program, for images without Node: `npm run standalone -- FILE`.
// https://nodejs.org/api/single-executable-applications.html
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { renewArgument } from '../src/export/process-program.ts';

const root = path.resolve(import.meta.dirname, '..');

/** Marks the place in Node's executable for the program; see the page above. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** @param output the path of the executable, for the platform of the Node that runs this */
export async function makeStandalone(output: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'standalone-'));
  try {
    const inFolder = (name: string): string => path.join(folder, name);
    await bundle(inFolder('program.js'));
    const config = {
      main: inFolder('program.js'),
      output: inFolder('program.blob'),
      disableExperimentalSEAWarning: true,
      // It belongs to one version of V8: that of the Node that creates it and is copied below.
      useCodeCache: true,
      // NODE_OPTIONS of a job could load code that is not meant for this program.
      execArgvExtension: 'none',
    };
    writeFileSync(inFolder('config.json'), JSON.stringify(config));
    execFileSync(process.execPath, ['--experimental-sea-config', inFolder('config.json')], { stdio: 'ignore' });
    copyFileSync(process.execPath, output);
    chmodSync(output, 0o755);
    // Before the program is added: afterwards it would be cut off.
    if (process.platform === 'linux') execFileSync('strip', [output]);
    const onMac = process.platform === 'darwin';
    // Node's signature is not valid for the result, and macOS starts only signed executables.
    if (onMac) execFileSync('codesign', ['--remove-signature', output]);
    const segment = onMac ? ['--macho-segment-name', 'NODE_SEA'] : [];
    const injection = [output, 'NODE_SEA_BLOB', inFolder('program.blob'), '--sentinel-fuse', fuse, ...segment];
    execFileSync(process.execPath, [path.join(root, 'node_modules/postject/dist/cli.js'), ...injection], {
      stdio: 'ignore',
    });
    if (onMac) execFileSync('codesign', ['--sign', '-', output]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The built program in one file. Its parts stay separate and run on first use. */
async function bundle(file: string): Promise<void> {
  const start = `
    if (process.argv[2] === ${JSON.stringify(renewArgument)}) {
      process.argv.splice(2, 1);
      require('./credential-process.js');
    } else require('./cli.js');`;
  await build({
    stdin: { contents: start, resolveDir: path.join(root, 'dist') },
    outfile: file,
    bundle: true,
    platform: 'node',
    minifyWhitespace: true,
    // Modules that the built program omits are never loaded.
    packages: 'external',
    logLevel: 'error',
  });
}

if (process.argv[1] === import.meta.filename) {
  const [, , output] = process.argv;
  if (output === undefined) throw new Error('Name the file to write: npm run standalone -- FILE');
  await makeStandalone(path.resolve(output));
}
