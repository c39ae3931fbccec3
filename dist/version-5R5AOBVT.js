var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var stdin_exports = {};
__export(stdin_exports, {
  version: () => version
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_75QCMCYK = require("./chunk-75QCMCYK.js");
var package_default = {
  name: "ci-aws-credentials",
  version: "0.1.0",
  description: "Short-lived AWS credentials for any CI job: OIDC token in, masked credentials or a web identity profile out",
  keywords: [
    "aws",
    "sts",
    "oidc",
    "credentials",
    "ci",
    "github-actions",
    "gitlab",
    "circleci",
    "semaphore"
  ],
  license: "MIT",
  type: "module",
  bin: {
    "ci-aws-credentials": "dist/cli.js"
  },
  files: [
    "dist",
    "THIRD-PARTY-LICENSES"
  ],
  engines: {
    node: ">=20"
  },
  scripts: {
    build: "node scripts/build.ts",
    test: "vitest run",
    check: "biome ci && tsc && tsc -p tsconfig.pure.json && knip && vitest run",
    fix: "biome check --write",
    docs: "node scripts/docs.ts"
  },
  devDependencies: {
    "@actions/core": "3.0.1",
    "@aws-sdk/client-sts": "3.1169.0",
    "@aws-sdk/core": "3.981.0",
    "@aws-sdk/credential-providers": "3.1169.0",
    "@biomejs/biome": "2.6.8",
    "@cloud-copilot/iam-simulate": "0.1.173",
    "@smithy/core": "3.41.0",
    "@smithy/signature-v4": "5.7.5",
    "@types/node": "20.19.43",
    "@vitest/coverage-v8": "5.1.0",
    esbuild: "0.28.2",
    "fast-check": "4.10.2",
    "https-proxy-agent": "9.1.0",
    jose: "6.2.17",
    knip: "6.44.2",
    node: "24.21.0",
    publint: "0.3.25",
    typescript: "7.0.2",
    vitest: "5.1.0",
    yaml: "2.9.1"
  },
  overrides: {
    vitest: {
      "@types/node": "20.19.43"
    }
  },
  allowScripts: {
    esbuild: true,
    node: true
  }
};
var { version } = package_default;
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  version
});
