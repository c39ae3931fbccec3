import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compiledAtOnce, listFile } from '../../scripts/compiled-at-once.ts';

const bundle = `import { readSync } from "node:fs";

// src/a.ts
var table = build(["a"]);
var shown = (name) => name;
var hidden = (name) => name;
function build(names) {
  return names.map((name) => () => \`
}
\`);
}
async function load() {
  await build2();
}
function cold() {
  return [].map((name) => name);
}

// node_modules/b/b.js
function build2() {
  function build3() {
  }
}
export {
  load
};
`;

describe('functions that are compiled with their file', () => {
  it('are in parentheses with the arrow functions in them, and before what calls them', () => {
    const list = ['src/a.ts build', 'src/a.ts load', 'src/a.ts shown', 'node_modules/b/b.js build', 'src/b.ts cold'];
    expect(compiledAtOnce(bundle, new Set(list))).toBe(`import { readSync } from "node:fs";

// src/a.ts
var build = (function build(names) {
  return names.map(((name) => (() => \`
}
\`)));
});
var load = (async function load() {
  await build2();
});
var table = build(["a"]);
var shown = ((name) => name);
var hidden = (name) => name;
function cold() {
  return [].map((name) => name);
}

// node_modules/b/b.js
var build2 = (function build2() {
  function build3() {
  }
});
export {
  load
};
`);
  });

  it('are none without a list', () => {
    expect(compiledAtOnce(bundle, new Set())).toBe(bundle);
  });

  it('exist: else run npm run build:plain-run', () => {
    const lists: Readonly<Record<string, readonly string[]>> = JSON.parse(readFileSync(listFile, 'utf8'));
    const root = path.resolve(import.meta.dirname, '../..');
    const stale = Object.values(lists)
      .flat()
      .filter((line) => {
        const [module = '', name = ''] = line.split(' ');
        const file = path.join(root, module);
        return !existsSync(file) || !new RegExp(`(function\\*?|const) ${name}\\d?\\b`).test(readFileSync(file, 'utf8'));
      });
    expect(stale).toEqual([]);
  });
});
