// Makes dist/ and THIRD-PARTY-LICENSES. The same sources give the same bytes: `npm run check` compares.
// Why it is more than one call of esbuild: docs/adr/0003-bundle.md.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Metafile, type Plugin, transform } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');
const target = 'node20';

/** One bundle each, so that a program loads one file, and nothing that only the others need. */
const bundles = [
  { entry: 'src/entry/action.ts', folder: '.' },
  { entry: 'src/entry/post.ts', folder: '.' },
  { entry: 'src/entry/cli.ts', folder: '.' },
  { entry: 'src/node/sdk.ts', folder: 'sdk' },
] as const;

/**
 * Packages whose modules only define things. Told so, esbuild drops what is not used: @actions/core comes without its
 * HTTP client and its summaries, the SDK without its other protocols.
 */
const definitionsOnly: Plugin = {
  name: 'definitions-only',
  setup({ onResolve, resolve }) {
    const packages = '(@actions|@aws-sdk|@aws|@smithy)';
    onResolve({ filter: /^[.@]/ }, async ({ path, pluginData, ...from }) => {
      const concerned = new RegExp(`^${packages}/`).test(path) || isFrom(packages, from.importer);
      if (pluginData === 'seen' || !concerned) return undefined;
      return { ...(await resolve(path, { ...from, pluginData: 'seen' })), sideEffects: false };
    });
  },
};

/** The SDK's client with its chain of credentials is several times the size of all the rest. */
const sdkApart: Plugin = {
  name: 'sdk-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/sdk\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './sdk/sdk.js', external: true } : undefined,
    );
  },
};

/**
 * Outside of its own bundle the SDK serves to write and read STS's messages. What it would load later (credential
 * providers, event streams) is then never asked for; esbuild would make chunks of it all the same.
 */
const neverLoaded = 'never-loaded';

const messagesOnly: Plugin = {
  name: 'messages-only',
  setup({ onResolve }) {
    onResolve({ filter: /./ }, ({ kind, importer }) =>
      kind === 'dynamic-import' && isFrom('(@aws-sdk|@smithy)', importer)
        ? { path: neverLoaded, external: true }
        : undefined,
    );
  },
};

/**
 * `node:crypto` takes as long to load as STS to answer. The SDK and the toolkit load it at their start, for functions
 * that most runs never call; here it is loaded with the first call.
 */
const lateCrypto: Plugin = {
  name: 'late-crypto',
  setup({ onResolve, onLoad }) {
    const names = ['createHash', 'createHmac', 'getRandomValues', 'randomUUID'];
    const functions = names.map(
      (name) => `export const ${name} = (...args) => require('node:crypto').${name}(...args);`,
    );
    onResolve({ filter: /^(node:)?crypto$/ }, ({ importer }) =>
      isFrom('(@smithy|@actions)/core', importer)
        ? { path: 'crypto', namespace: 'late', sideEffects: false }
        : undefined,
    );
    onLoad({ filter: /^crypto$/, namespace: 'late' }, () => ({ contents: functions.join('\n') }));
    onLoad({ filter: /@smithy[\\/]core[\\/]dist-es[\\/]submodules[\\/]serde[\\/]uuid[\\/]v4\.js$/ }, () => ({
      contents: `export const bindV4 = () => () => require('node:crypto').randomUUID();`,
    }));
  },
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(path.join(dist, 'sdk'), { recursive: true });
writeFileSync(path.join(dist, 'package.json'), '{ "type": "commonjs" }\n');
const metafiles: Metafile[] = [];
for (const bundle of bundles) metafiles.push(await makeBundle(bundle));
writeFileSync(path.join(root, 'THIRD-PARTY-LICENSES'), licences(metafiles));

async function makeBundle({ entry, folder }: (typeof bundles)[number]): Promise<Metafile> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    format: 'esm',
    splitting: true,
    target,
    chunkNames: '[name]-[hash]',
    mainFields: ['module', 'main'],
    conditions: ['module'],
    plugins: [...(folder === 'sdk' ? [] : [messagesOnly, lateCrypto]), sdkApart, definitionsOnly],
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  for (const file of outputFiles) {
    if (file.text.includes(neverLoaded)) throw new Error(`${file.path} would load a part of the SDK that is not there`);
    writeFileSync(path.join(dist, folder, path.basename(file.path)), await toCommonJs(file.text));
  }
  return metafile;
}

/** CommonJS starts a quarter faster than the same code as ECMAScript modules; but esbuild splits only those. */
async function toCommonJs(text: string): Promise<string> {
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target,
    supported: { 'dynamic-import': false },
  });
  // `import * as fs` becomes a copy of the module, and making it runs every getter, `fs.promises` among them.
  return code.replace(/var (\w+) = __toESM\((require\("(?:node:)?\w+"\))\);/g, (copy, name, module) =>
    code.includes(`${name}.default`) ? copy : `var ${name} = ${module};`,
  );
}

function isFrom(packages: string, importer: string): boolean {
  return new RegExp(`node_modules/${packages}/`).test(importer.replaceAll('\\', '/'));
}

/** The licence texts of all packages of which a line is in the bundle. */
function licences(metafiles: readonly Metafile[]): string {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const inputs = outputs.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : [])),
  );
  const packages = new Set(inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []));
  return [...packages].sort().map(licenceOf).join('');
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
  const file = readdirSync(path.join(root, folder)).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  const text = file === undefined ? `Licence: ${license}` : readFileSync(path.join(root, folder, file), 'utf8').trim();
  return `${'='.repeat(80)}\n${name} ${version}\n${'='.repeat(80)}\n\n${text}\n\n`;
}
