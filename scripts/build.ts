// Makes dist/ and THIRD-PARTY-LICENSES, here or in the folder that is named. The same sources give the same bytes:
// a test compares.
// Why it is more than one call of esbuild: docs/adr/0003-bundle.md.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Metafile, type Plugin, transform } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const output = path.resolve(process.argv[2] ?? root);
const dist = path.join(output, 'dist');
const target = 'node20';

type Minify = 'no' | 'space' | 'all';

interface Program {
  readonly entries: readonly string[];
  /** What the names of its chunks begin with. */
  readonly prefix?: string;
  /** The entry whose files, and all that they load, are kept as esbuild writes them. The rest has no white space. */
  readonly readable: string;
}

/**
 * The action's programs are one file each, so that they load nothing that only others need. They and the program of a
 * `process` profile can be read: they are what a workflow pins, and what runs in it. The command line shares the chunks of
 * that program; what only its commands load is packed without white space, because every `npx` downloads it.
 */
const programs: readonly Program[] = [
  // The npm package has the command line only: the names tell what the action loads from it.
  { entries: ['src/entry/action.ts'], prefix: 'action-', readable: 'src/entry/action.ts' },
  { entries: ['src/entry/post.ts'], readable: 'src/entry/post.ts' },
  { entries: ['src/entry/cli.ts', 'src/entry/credential-process.ts'], readable: 'src/entry/credential-process.ts' },
];

/**
 * What few runs load, and what is nearly all of it somebody else's: bundled by itself, because split with the rest it
 * would swell the chunks that all runs share, and minified, because nobody reviews it here.
 */
const apart = ['src/node/sdk.ts', 'src/node/sign.ts', 'src/node/proxy-agent.ts', 'src/commands/trust/template-yaml.ts'];

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

const loadedApart: Plugin = {
  name: 'loaded-apart',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`/(${apart.map(nameOf).join('|')})\\.ts$`) }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${nameOf(path)}/${nameOf(path)}.js`, external: true } : undefined,
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

/** STS streams no events, and Node is no browser: these calls of the SDK's are never made, and what they load is large. */
const stsInNode: Plugin = {
  name: 'sts-in-node',
  setup({ onResolve }) {
    onResolve({ filter: /^bowser$|\/event-streams$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

/** Nobody signs in with a browser in a job. */
const noSignIn: Plugin = {
  name: 'no-sign-in',
  setup({ onResolve }) {
    onResolve({ filter: /^@aws-sdk\/credential-provider-(sso|login)$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: path.join(root, 'src/node/sign-in-sessions.ts') } : undefined,
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

/** A script or a dependency for development that changes in package.json must not change what runs. */
const versionOnly: Plugin = {
  name: 'version-only',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]package\.json$/ }, ({ path: file }) => {
      if (file !== path.join(root, 'package.json')) return undefined;
      const { version } = JSON.parse(readFileSync(file, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
writeFileSync(path.join(dist, 'package.json'), '{ "type": "commonjs" }\n');
const bundles: Bundle[] = [];
for (const program of programs) bundles.push(await makeBundle({ ...program, folder: '.' }));
for (const entry of apart) bundles.push(await makeBundle({ entries: [entry], folder: nameOf(entry) }));
writeFileSync(path.join(dist, 'credential-process.json'), `${JSON.stringify(copiedForProfiles(), null, 2)}\n`);
writeFileSync(path.join(output, 'THIRD-PARTY-LICENSES'), licenses(bundles.map(({ metafile }) => metafile)));

/** What a profile of the type `process` takes with it, because the folder of the package may be a cache. */
function copiedForProfiles(): readonly string[] {
  const loaded = bundles.flatMap(({ metafile, names }) =>
    [...loadedFrom(['src/entry/credential-process.ts'], metafile)].map((file) => names.get(path.basename(file)) ?? ''),
  );
  return ['package.json', 'sign/sign.js', 'proxy-agent/proxy-agent.js', ...loaded].sort();
}

interface Bundle {
  /** Of the files that were written. */
  readonly metafile: Metafile;
  /** What they are called, by the names that esbuild gave them. */
  readonly names: ReadonlyMap<string, string>;
}

async function makeBundle(program: Omit<Program, 'readable'> & Partial<Program> & { folder: string }): Promise<Bundle> {
  const { entries, folder, readable } = program;
  mkdirSync(path.join(dist, folder), { recursive: true });
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...entries],
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    format: 'esm',
    splitting: true,
    target,
    mainFields: ['module', 'main'],
    conditions: ['module'],
    plugins: [
      ...(folder === 'sdk' ? [stsInNode, noSignIn] : [messagesOnly, lateCrypto]),
      loadedApart,
      versionOnly,
      definitionsOnly,
    ],
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const needed = loadedFrom(entries, metafile);
  const plain = readable === undefined ? new Set() : loadedFrom([readable], metafile);
  const outputs = Object.fromEntries(Object.entries(metafile.outputs).filter(([name]) => needed.has(name)));
  const names = stableNames(outputs, program);
  for (const { path: file, text } of outputFiles) {
    const name = path.relative(root, file).replaceAll('\\', '/');
    if (!needed.has(name)) continue;
    if (text.includes(neverLoaded)) throw new Error(`${name} would load a part of the SDK that is not there`);
    const minify = readable === undefined ? 'all' : plain.has(name) ? 'no' : 'space';
    const named = text.replace(/"\.\/([^"/]+\.js)"/g, (_, base) => `"./${names.get(base) ?? base}"`);
    writeFileSync(path.join(dist, folder, names.get(path.basename(name)) ?? ''), await toCommonJs(named, minify));
  }
  return { metafile: { ...metafile, outputs }, names };
}

/**
 * What several files load is named for the last of its modules, which the others serve. A hash in the name, as esbuild has it, would
 * make each change of a module a new file, and leave no file with a history.
 */
function stableNames(outputs: Metafile['outputs'], { entries, prefix = '' }: Omit<Program, 'readable'>) {
  const names = Object.entries(outputs).map(([file, { entryPoint, inputs }]) => {
    if (entryPoint !== undefined && entries.includes(entryPoint))
      return [path.basename(file), path.basename(file)] as const;
    const modules = Object.keys(inputs).filter((name) => (inputs[name]?.bytesInOutput ?? 0) > 0);
    const head = modules.findLast((name) => name.startsWith('src/')) ?? modules.at(-1) ?? '';
    return [
      path.basename(file),
      `${prefix}${entryPoint === undefined ? `shared-${flat(head)}` : flat(entryPoint)}.js`,
    ] as const;
  });
  const twice = names.find(([, name], index) => names.findIndex(([, other]) => other === name) !== index);
  if (twice !== undefined) throw new Error(`Two chunks would be called ${twice[1]}`);
  return new Map(names);
}

/** `src/aws-api/query-protocol.ts` is `sts-wire`, `…/@aws-sdk/core/dist-es/submodules/client/index.js` is `core-client`. */
function flat(module: string): string {
  return module
    .replace(/^src\/|^.*node_modules\/(@[^/]+\/)?/, '')
    .replace(/\.[cm]?[jt]s$/, '')
    .replace(/(^|\/)(dist-es|submodules|dist|index)(?=\/|$)/g, '')
    .replaceAll('/', '-');
}

/** The files that the entries may load. esbuild also makes chunks of what only code that it then dropped would load. */
function loadedFrom(entries: readonly string[], { outputs }: Metafile): ReadonlySet<string> {
  const loaded = new Set(Object.keys(outputs).filter((name) => entries.includes(outputs[name]?.entryPoint ?? '')));
  for (const name of loaded) {
    for (const { path, external } of outputs[name]?.imports ?? []) if (!external) loaded.add(path);
  }
  return loaded;
}

/** CommonJS starts a quarter faster than the same code as ECMAScript modules; but esbuild splits only those. */
async function toCommonJs(text: string, minify: Minify): Promise<string> {
  const options = { platform: 'node', target, supported: { 'dynamic-import': false } } as const;
  // It drops comments but for those that must stay, and the marks of where code comes from are worth keeping.
  const marked = text.replace(/^\/\/ (?=\S+\.[cm]?[jt]s(on)?$)/gm, '//! ');
  const { code: legal } = await transform(marked, {
    ...options,
    format: 'cjs',
    legalComments: minify === 'no' ? 'inline' : 'none',
  });
  const code = legal.replace(/^\/\/! /gm, '// ');
  // `import * as fs` becomes a copy of the module, and making it runs every getter, `fs.promises` among them.
  const plain = code.replace(/var (\w+) = __toESM\((require\("(?:node:)?\w+"\))\);/g, (copy, name, module) =>
    code.includes(`${name}.default`) ? copy : `var ${name} = ${module};`,
  );
  if (minify === 'no') return plain;
  const small = { minifyWhitespace: true, minifySyntax: true, minifyIdentifiers: minify === 'all' };
  const { code: packed } = await transform(plain, { ...options, ...small });
  // publint knows CommonJS by a statement.
  return packed.replace('),module.exports=', ');module.exports=');
}

function nameOf(entry: string): string {
  return path.basename(entry, '.ts');
}

function isFrom(packages: string, importer: string): boolean {
  return new RegExp(`node_modules/${packages}/`).test(importer.replaceAll('\\', '/'));
}

/** The license texts of all packages of which a line is in the bundle. */
function licenses(metafiles: readonly Metafile[]): string {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const inputs = outputs.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : [])),
  );
  const packages = new Set(inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []));
  const byText = new Map<string, string[]>();
  for (const { name, text } of [...packages].sort().map(licenseOf))
    byText.set(text, [...(byText.get(text) ?? []), name]);
  const line = '='.repeat(80);
  return [...byText].map(([text, names]) => `${line}\n${names.join('\n')}\n${line}\n\n${text}\n\n`).join('');
}

function licenseOf(folder: string): { readonly name: string; readonly text: string } {
  const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
  const file = readdirSync(path.join(root, folder)).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  const text = file === undefined ? `License: ${license}` : readFileSync(path.join(root, folder, file), 'utf8').trim();
  return { name: `${name} ${version}`, text };
}
