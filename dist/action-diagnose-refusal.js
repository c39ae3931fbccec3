// src/core/errors.ts
var brand = /* @__PURE__ */ Symbol.for("ci-aws-credentials.HelperError");
var HelperError = class extends Error {
  name = "HelperError";
  [brand] = true;
  code;
  details;
  constructor(code, message, details = {}) {
    super(message, details.cause === void 0 ? void 0 : { cause: details.cause });
    this.code = code;
    this.details = details;
  }
  get hint() {
    return this.details.hint;
  }
  get diagnosis() {
    return this.details.diagnosis;
  }
  get retryAfterSeconds() {
    return this.details.retryAfterSeconds;
  }
  /** Checks the brand, not the class: each separate bundle (`scripts/build.ts`) has its own copy of the class. */
  static [Symbol.hasInstance](value) {
    return typeof value === "object" && value !== null && brand in value;
  }
};

// src/core/input-text.ts
function inputText(path, files, limits) {
  return files.read(path, { utf16: true, ...limits })?.replace(/^\uFEFF/, "");
}

// src/core/docs-page.ts
var docsBase = "https://github.com/ci-aws-credentials/ci-aws-credentials/blob/v1/";
function pageUrl(page12) {
  return `${docsBase}${page12}`;
}
var playground = "https://ci-aws-credentials.github.io/ci-aws-credentials/";
function errorPage(code) {
  return pageUrl(`docs/troubleshooting.md#${code}`);
}

// src/trust/pattern.ts
var anyRun = /* @__PURE__ */ Symbol("*");
var anyCharacter = /* @__PURE__ */ Symbol("?");
function hasWildcard(text) {
  return /[*?]/.test(text.replace(/\$\{[*?$]\}/g, ""));
}
function compilePattern(text, syntax) {
  const { wildcards, variable } = syntax;
  const glyphs = [];
  for (const [token, expression] of text.matchAll(variable ? /\$\{([^}]*)\}|[\s\S]/gu : /[\s\S]/gu)) {
    if (variable && expression !== void 0) {
      const value = resolve(expression, variable);
      if (value === void 0) return void 0;
      if (value === anyRun) glyphs.push(value);
      else glyphs.push(...value);
    } else if (wildcards && token === "*") glyphs.push(anyRun);
    else if (wildcards && token === "?") glyphs.push(anyCharacter);
    else glyphs.push(token);
  }
  return glyphs;
}
function resolve(expression, variable) {
  if (["*", "?", "$"].includes(expression)) return expression;
  const [, key = expression, fallback] = /^([^,]*?)\s*,\s*'(.*)'\s*$/.exec(expression) ?? [];
  return variable(key.trim()) ?? fallback;
}
function matchesPattern(text, pattern) {
  const characters = Array.from(text);
  let at = 0;
  let glyph = 0;
  let retryGlyph = -1;
  let retryAt = 0;
  while (at < characters.length) {
    if (pattern[glyph] === anyRun) {
      retryGlyph = ++glyph;
      retryAt = at;
    } else if (pattern[glyph] === anyCharacter || pattern[glyph] === characters[at]) {
      glyph++;
      at++;
    } else if (retryGlyph >= 0) {
      glyph = retryGlyph;
      at = ++retryAt;
    } else return false;
  }
  return pattern.slice(glyph).every((rest) => rest === anyRun);
}
function literalOf(pattern) {
  return pattern.join("");
}
function splitAtColons(pattern, parts) {
  const colon = pattern.indexOf(":");
  if (parts === 1 || colon < 0) return [pattern];
  return [pattern.slice(0, colon), ...splitAtColons(pattern.slice(colon + 1), parts - 1)];
}

// src/trust/opaque.ts
var opaque = "\uFFFC";
function isOpaque(text) {
  return text.includes(opaque);
}

// src/trust/provider-name.ts
function splitKey(key) {
  const start = /^(https?:\/\/|arn:[^/]*:oidc-provider\/)/i.exec(key)?.[0] ?? "";
  const port2 = /^[^:]*:\d+(?=[:/])/.exec(key.slice(start.length))?.[0] ?? "";
  const colon = key.indexOf(":", start.length + port2.length);
  const host2 = colon < 0 ? "" : key.slice(0, colon);
  return { host: host2.includes(".") || isOpaque(host2) ? host2 : void 0, claim: key.slice(colon + 1) };
}
function providerPath(issuer) {
  return issuer.replace(/^https?:\/\//i, "");
}
function barePath(name) {
  return providerPath(name).replace(/\/+$/, "");
}
function namesSameIssuer(name, other) {
  const [bare, own] = [name, other].map((text) => barePath(providerNameInArn(text)).toLowerCase());
  return bare === own;
}
function isProviderArn(principal) {
  return principal.includes(":oidc-provider/");
}
function providerNameInArn(arn) {
  return arn.replace(/^.*?:oidc-provider\//s, "");
}
function providerArn(issuer, { accountId, partition }) {
  return `arn:${partition}:iam::${accountId}:oidc-provider/${providerPath(issuer)}`;
}

// src/trust/generate/trust-plan.ts
var assumeAction = "sts:AssumeRoleWithWebIdentity";
function exactClaims(claims) {
  return Object.fromEntries(Object.entries(claims).flatMap(([claim, value]) => value ? [[claim, [value]]] : []));
}
function trustPolicyOf(plan, provider) {
  const path = providerPath(plan.issuer);
  const hasPattern = plan.subjects.some(hasWildcard);
  const subject = { [`${path}:sub`]: oneOrList(plan.subjects) };
  const exact = Object.entries(plan.exact).map(([claim, values2]) => [
    `${path}:${claim}`,
    oneOrList(values2.map(policyLiteral))
  ]);
  const tags = Object.entries(plan.tags ?? {}).map(([tag2, values2]) => [
    `aws:RequestTag/${tag2}`,
    oneOrList(values2.map(policyLiteral))
  ]);
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: provider },
        Action: oneOrList(plan.actions),
        Condition: {
          StringEquals: {
            [`${path}:aud`]: policyLiteral(plan.audience),
            ...hasPattern ? {} : subject,
            ...Object.fromEntries([...exact, ...tags])
          },
          ...hasPattern ? { StringLike: subject } : {}
        }
      }
    ]
  };
}
function trustPolicyIn(plan, account) {
  return trustPolicyOf(plan, plan.builtIn ? providerPath(plan.issuer) : providerArn(plan.issuer, account));
}
function refPattern(ref) {
  return ref.replace(/\$(?=\{)/g, "${$$}");
}
function policyLiteral(text) {
  return text.replace(/[*?]|\$(?=\{)/g, (character) => `\${${character}}`);
}
function oneOrList(values2) {
  const [first, ...others] = values2;
  return first !== void 0 && others.length === 0 ? first : values2;
}

// src/core/json.ts
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
}
function stringAt(object, key) {
  const value = Object.hasOwn(object, key) ? object[key] : void 0;
  return typeof value === "string" ? value : void 0;
}
function numberAt(object, key) {
  const value = Object.hasOwn(object, key) ? object[key] : void 0;
  return typeof value === "number" && Number.isFinite(value) ? value : void 0;
}

// src/core/secret.ts
var values = /* @__PURE__ */ new WeakMap();
var known = /* @__PURE__ */ new Set();
var unspelled = /* @__PURE__ */ new Map();
var shortest = 8;
var Secret = class {
  constructor(value) {
    values.set(this, value);
    hideFromNowOn(value);
  }
  reveal() {
    return values.get(this) ?? "";
  }
  toString() {
    return "***";
  }
  toJSON() {
    return "***";
  }
  /** Called by Node's `util.inspect`. */
  [/* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom")]() {
    return "***";
  }
};
function hideFromNowOn(value) {
  const text = value.trim();
  if (text.length < shortest || /^\d{12}$/.test(text) || known.has(text)) return;
  known.add(text);
  unspelled.set(text, spellingsOf);
  for (const part of partsOf(text)) unspelled.set(part, (plain) => [plain]);
}
function partsOf(secret) {
  const [, ...parts] = /^[\w-]+\.([\w-]+)\.([\w-]+)$/.exec(secret) ?? [];
  return parts.filter((part) => part.length >= shortest);
}
function spellingsOf(secret) {
  const encoded = encodeURIComponent(secret);
  const strictly = encoded.replace(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  );
  const base64 = [0, 1, 2].map((before) => base64Within(secret, before));
  return [
    .../* @__PURE__ */ new Set([
      secret,
      JSON.stringify(secret).slice(1, -1),
      JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/"),
      ...[encoded, strictly, strictly.replaceAll("%20", "+")].flatMap(withLowerEscapes),
      ...base64,
      ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"))
    ])
  ];
}
function withLowerEscapes(text) {
  return [text, text.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase())];
}
function base64Within(secret, before) {
  const bytes = bytesOf(secret);
  const text = btoa("\0".repeat(before) + bytes);
  return text.slice(Math.ceil(before * 8 / 6), Math.floor((before + bytes.length) * 8 / 6));
}
function bytesOf(text) {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

// src/token/token.ts
function audiencesOf(claims) {
  if (typeof claims.aud === "string") return [claims.aud];
  return Array.isArray(claims.aud) ? claims.aud.filter((entry) => typeof entry === "string") : [];
}

// src/trust/generate/generate-options.ts
var awsAudience = "sts.amazonaws.com";
var issuerOption = { issuer: "another issuer, self-managed or of an enterprise" };
var tokenOptions = {
  audience: "the audience of the token",
  subject: "the whole subject, where it was customized"
};
var refOptions = {
  branch: "jobs on this branch; * is a wildcard",
  tag: "jobs on this tag; * is a wildcard"
};
function requiredOption(options, name, hint) {
  const value = options[name];
  if (typeof value === "string" && value !== "") return value;
  throw new HelperError("option-invalid", `${flagOf(name)} is missing.`, { hint });
}
function exactName(value, name) {
  if (!/[*?:$\s]/.test(value)) return value;
  throw new HelperError("option-invalid", `${flagOf(name)} is not an exact name: ${JSON.stringify(value)}.`, {
    hint: "Write it in full, without wildcards. Wildcards are for branches and tags."
  });
}
function optionalName(options, name) {
  const value = options[name];
  return value === void 0 ? void 0 : exactName(value, name);
}
function refSubjects({ branch, tag: tag2, subject }, write) {
  if (subject !== void 0) return [policyLiteral(subject)];
  const subjects = [
    ...branch === void 0 ? [] : [write("branch", refPattern(branch))],
    ...tag2 === void 0 ? [] : [write("tag", refPattern(tag2))]
  ];
  if (subjects.length > 0) return subjects;
  throw new HelperError("option-invalid", "No option selects the jobs of the project that can assume the role.", {
    hint: "Pass --branch, --tag or both."
  });
}
function flagOf(option) {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

// src/trust/generate/read-claims.ts
function claimText(claims, claim) {
  const value = claims[claim];
  return typeof value === "string" || typeof value === "number" ? String(value) : void 0;
}
function definedOptions(options) {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== void 0));
}

// src/trust/issuers/azure-pipelines.ts
var cloud = /^(vstoken\.dev\.azure\.com\/[^/]+|login\.microsoftonline\.com\/[^/]+\/v2\.0)$/;
var page = "docs/ci/azure-pipelines.md#aws";
var azureGenerator = {
  optionHelp: {
    ...issuerOption,
    subject: tokenOptions.subject,
    organization: "its name",
    organizationId: "the UUID of the organization",
    project: "its name",
    pipeline: "its name"
  },
  hint: "The subject is p://ORGANIZATION/PROJECT/PIPELINE: use --organization, --project and --pipeline. It contains no branch: restrict branches in Azure. For a service connection, or a name that the token spells differently, use --subject.",
  plan(options) {
    const issuer = options.issuer ?? `https://vstoken.dev.azure.com/${exactName(requiredOption(options, "organizationId", "Write --organization-id UUID, the claim org_id of the token."), "organizationId")}`;
    const plan = { issuer, audience: "api://AzureADTokenExchange", actions: [assumeAction], exact: {} };
    if (options.subject !== void 0) return { ...plan, subjects: [policyLiteral(options.subject)] };
    const names = ["organization", "project", "pipeline"].map(
      (name) => exactName(requiredOption(options, name, "Or pass --subject, as `doctor` shows it."), name)
    );
    return { ...plan, subjects: [policyLiteral(`p://${names.join("/")}`)] };
  },
  optionsFrom(claims) {
    const { iss = "", sub = "" } = claims;
    if (!cloud.test(providerPath(iss)) && !/^(p|sc):\/\//.test(sub)) return void 0;
    const [, organization, project, pipeline] = /^p:\/\/([^/\s]+)\/([^/\s]+)\/([^/\s]+)$/.exec(sub) ?? [];
    if (organization === void 0) return { subject: sub };
    return definedOptions({ organization, project, pipeline, organizationId: stringAt(claims, "org_id") });
  }
};
var tokenKind = {
  id: "azure-pipelines-token-kind",
  title: "The token of a pipeline (p://\u2026) and that of a service connection (sc://\u2026) have different subjects.",
  page,
  explains(pattern, token) {
    const [own, theirs] = [token.subject, pattern].map((text) => /^(p|sc):\/\//.exec(text)?.[1]);
    if (own === void 0 || theirs === void 0 || own === theirs) return void 0;
    const job = theirs === "sc" ? "Request the token of the service connection, which applies its approvals and checks:\n    --service-connection-id ID" : "Request the pipeline's own token: remove --service-connection-id.";
    return { jobOnly: true, job };
  }
};
var branchInSubject = {
  id: "azure-pipelines-branch",
  title: "The subject names the pipeline but no branch; restrict branches in Azure.",
  page,
  explains: (pattern, token) => cloud.test(token.path) && pattern.startsWith(token.subject) && /^[/:].*ref/.test(pattern.slice(token.subject.length)) ? { pattern: policyLiteral(token.subject) } : void 0
};
var azurePipelinesIssuer = {
  id: "azure-pipelines",
  name: "Azure Pipelines",
  docs: "https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create",
  paths: { cloud, oneTenant: cloud },
  subjectForms: [
    {
      start: "p://",
      end: "/",
      tenant: "organization",
      ignoresCase: true
    },
    {
      start: "sc://",
      end: "/",
      tenant: "organization",
      ignoresCase: true
    }
  ],
  unnamedSubjects: [
    /^p:\/\/(?<organization>[^/]+)\/(?<project>[^/]+)\/(?<pipeline>[^/]+)$/,
    /^sc:\/\/(?<organization>[^/]+)\/(?<project>[^/]+)\/(?<service_connection>[^/]+)$/
  ],
  wholeTenant: /^(p|sc):\/\/(\*|[^/]+?(\*|\/\*(\/\*)?))$/,
  lifetime: "A token of Azure Pipelines is valid for ten minutes; the program requests a new one whenever it needs one.",
  audience: {
    says: "The audience of Azure Pipelines is api://AzureADTokenExchange and cannot be changed.",
    fixed: true,
    page: "docs/ci/azure-pipelines.md#aws"
  },
  shownClaims: ["org_id", "prj_id", "def_id", "rpo_uri", "rpo_ref"],
  subjectFaults: [
    {
      rule: "impossible-value",
      value: /^(p|sc):\/\/([^/*?]*\/?[^/*?]*|[^/]+\/[^/]+\/[^/]+[/:].*refs\/.*)$/,
      why: "the subject is p://ORGANIZATION/PROJECT/PIPELINE, or sc://ORGANIZATION/PROJECT/CONNECTION: three names and no branch.",
      fix: "Write all three names, and restrict branches in Azure: a branch control check of the service connection."
    }
  ],
  traps: [
    {
      id: "azure-pipelines-trap-subject",
      page,
      weigh: ({ subject }) => /^(p|sc):\/\//.test(subject) ? 60 : 0,
      title: () => "The subject has three names, p://ORGANIZATION/PROJECT/PIPELINE or sc://ORGANIZATION/PROJECT/CONNECTION, and no branch: a policy for another form refuses it.",
      fix: "Write the subject as it is, and restrict branches in Azure."
    }
  ],
  subjectMismatches: [tokenKind, branchInSubject],
  generator: azureGenerator
};

// src/trust/issuers/bitbucket.ts
var cloud2 = /^api\.bitbucket\.org\/2\.0\/workspaces\//;
var page2 = "docs/ci/bitbucket.md#aws";
var lastingSubject = /^(\{[\da-f-]{36}\}:)+(?=\{)/i;
var bitbucketGenerator = {
  optionHelp: {
    ...issuerOption,
    ...tokenOptions,
    organization: "the workspace",
    repositoryId: "the UUID of the repository",
    environment: "the UUID of the deployment environment"
  },
  hint: "Use --organization WORKSPACE, --repository-id UUID and, for a deployment, --environment UUID. The subject contains no branch.",
  plan(options) {
    const workspace = () => exactName(requiredOption(options, "organization", "Write --organization WORKSPACE."), "organization");
    const plan = {
      issuer: options.issuer ?? `https://api.bitbucket.org/2.0/workspaces/${workspace()}/pipelines-config/identity/oidc`,
      audience: options.audience ?? awsAudience,
      actions: [assumeAction],
      exact: {}
    };
    if (options.subject !== void 0) return { ...plan, subjects: [policyLiteral(options.subject)] };
    const repository = requiredOption(
      options,
      "repositoryId",
      "Write --repository-id UUID (Repository settings > OpenID Connect)."
    );
    const ids = [
      exactName(repository, "repositoryId"),
      ...options.environment === void 0 ? [] : [exactName(options.environment, "environment")]
    ];
    return { ...plan, subjects: [`${ids.map(inBraces).join(":")}:*`] };
  },
  optionsFrom({ iss = "", sub = "", repositoryUuid }) {
    const path = providerPath(iss);
    if (!cloud2.test(path)) return void 0;
    const [, repositoryId, environment2] = /^(\{[^{}]+\}):(?:(\{[^{}]+\}):)?\{[^{}]+\}$/.exec(sub) ?? [];
    const known2 = repositoryUuid === void 0 || repositoryUuid === repositoryId;
    if (repositoryId === void 0 || !known2) return { subject: sub };
    return definedOptions({ organization: path.split("/")[3], repositoryId, environment: environment2 });
  }
};
function inBraces(uuid) {
  return `{${uuid.replace(/^\{|\}$/g, "")}}`;
}
var braces = {
  id: "bitbucket-braces",
  title: "The policy lacks the braces, which are part of Bitbucket's UUIDs.",
  page: "docs/lint/impossible-value.md",
  explains(pattern, { path }) {
    if (!cloud2.test(path)) return void 0;
    const braced = pattern.replace(/(?<!\{)\b[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\b(?!\})/gi, "{$&}");
    return braced === pattern ? void 0 : { pattern: braced };
  }
};
var stepInSubject = {
  id: "bitbucket-step",
  title: "The subject ends with the UUID of the step, which changes with each run.",
  page: page2,
  explains(pattern, { subject }) {
    const [start] = lastingSubject.exec(subject) ?? [];
    const isBegin = start !== void 0 && `${pattern}:`.startsWith(start);
    if (!isBegin || !/^(\{[^{}*?:]+\})?$/.test(pattern.slice(start.length))) return void 0;
    return { jobOnly: true, job: `If every step may have the role, write under StringLike:
    "${start}*"` };
  }
};
var deployment = {
  id: "bitbucket-deployment",
  title: "Only a step with a deployment has the UUID of its environment in the subject.",
  page: page2,
  explains(pattern, token) {
    const wanted = /^\{[^{}*?]+\}:\{[^{}*?]+\}:\*$/.test(pattern);
    const [repository] = /^\{[^{}]+\}:/.exec(token.subject) ?? [];
    if (!cloud2.test(token.path) || !wanted || repository === void 0 || !pattern.startsWith(repository))
      return void 0;
    const isDeployment = /^(\{[^{}]+\}:){2}\{/.test(token.subject);
    return {
      ...isDeployment ? { title: "The step deploys to another environment than the policy is for." } : {},
      jobOnly: true,
      job: "Run the step as a deployment to that environment:\n    - step:\n        deployment: ENVIRONMENT"
    };
  }
};
var bitbucketIssuer = {
  id: "bitbucket",
  name: "Bitbucket Pipelines",
  docs: "https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/",
  paths: { cloud: cloud2, oneTenant: cloud2 },
  subjectForms: [{ start: "{", end: "}", tenant: "repository" }],
  subjectFormsAreAll: true,
  // The UUID of an environment belongs to one repository.
  wholeTenant: /^\{?[*?]+\}?(:[*?{}:]*)?$/,
  subjectFaults: [
    {
      rule: "impossible-value",
      value: /(?<![{\da-f-])[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}(?!\})/i,
      why: "Bitbucket writes braces around every UUID.",
      fix: (value) => `Write ${value.replace(/\{?[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\}?/gi, (id) => `{${id.replace(/[{}]/g, "")}}`)}.`
    },
    {
      rule: "impossible-value",
      value: /^(\{[^{}*?]+\}:?)+$/,
      why: "a subject ends with the UUID of the step, which changes with each run.",
      fix: "Write {REPOSITORY_UUID}:* with StringLike, or {REPOSITORY_UUID}:{ENVIRONMENT_UUID}:* for a deployment."
    }
  ],
  traps: [
    {
      id: "bitbucket-trap-step",
      page: "docs/ci/bitbucket.md#aws",
      weigh: ({ subject }) => subject.startsWith("{") ? 75 : 0,
      title: () => "The subject consists of UUIDs in braces; the last one is the step: a policy without braces or for one step refuses it.",
      fix: 'Write "{UUID of the repository}:*", with the braces, under StringLike.'
    },
    {
      id: "bitbucket-trap-deployment",
      page: "docs/ci/bitbucket.md#aws",
      weigh: ({ claims }) => typeof claims.deploymentEnvironmentUuid === "string" ? 76 : 0,
      title: () => "The step has a deployment; its UUID follows that of the repository in the subject.",
      fix: 'Write "{UUID of the repository}:{UUID of the environment}:*", or leave the environment to the wildcard.'
    }
  ],
  subjectTails: [{ tail: /^:/, why: "a Bitbucket subject ends in the step's UUID" }],
  subjectMismatches: [braces, deployment, stepInSubject],
  lastingSubject,
  lifetime: "A token of Bitbucket is valid for about an hour, and the step gets only one: exchange it earlier.",
  audience: {
    says: "Bitbucket's audience is set by `audiences` under `oidc` in the step; the default is the ARI of the workspace.",
    fixed: false,
    page: "docs/ci/bitbucket.md#the-job"
  },
  shownClaims: ["repositoryUuid", "workspaceUuid", "deploymentEnvironmentUuid", "branchName"],
  generator: bitbucketGenerator
};

// src/trust/generate/names-generator.ts
function namesGenerator(jobs) {
  const subjectsOf = (options, names) => {
    const known2 = options.subject === void 0 ? jobs.subjects(names) : [];
    return known2.length > 0 ? known2 : [policyLiteral(requiredOption(options, "subject", "Write --subject TEXT."))];
  };
  return {
    optionHelp: { ...jobs.names, ...jobs.more, ...issuerOption, ...tokenOptions },
    hint: jobs.hint,
    plan(options) {
      const names = namesFrom(options, jobs);
      const issuer = options.issuer ?? jobs.issuer?.(names) ?? requiredOption(options, "issuer", "Write --issuer URL, the `iss` of the tokens.");
      return {
        issuer,
        audience: options.audience ?? jobs.audience?.(names, issuer) ?? awsAudience,
        actions: [assumeAction],
        subjects: subjectsOf(options, names),
        exact: {},
        ...jobs.rest?.(names)
      };
    },
    optionsFrom(claims) {
      if (!jobs.isFrom(claims)) return void 0;
      return definedOptions(jobs.namesIn(claims) ?? { subject: claims.sub });
    }
  };
}
function namesFrom(options, { names, more = {} }) {
  const given = Object.entries(options);
  const written = Object.keys({ ...names, ...more }).flatMap((name) => {
    const value = given.find(([option]) => option === name)?.[1];
    if (typeof value === "string" && value !== "") return [[name, writtenName(name, value)]];
    if (options.subject !== void 0 || Object.hasOwn(more, name)) return [];
    throw new HelperError("option-invalid", `${flagOf(name)} is missing.`, { hint: `Write ${flagOf(name)} NAME.` });
  });
  return Object.fromEntries(written);
}
function writtenName(name, value) {
  if (name === "branch") return refPattern(value);
  if (!/[*?:]|\$\{/.test(value)) return policyLiteral(value);
  throw new HelperError("option-invalid", `${flagOf(name)} is not an exact name: ${JSON.stringify(value)}.`, {
    hint: "Write it in full, without wildcards."
  });
}
function groupsOf(subject) {
  return ({ sub = "" }) => subject.exec(sub)?.groups;
}

// src/trust/issuers/bitrise.ts
var cloud3 = /^token\.builds\.bitrise\.io$/;
var bitriseIssuer = {
  id: "bitrise",
  name: "Bitrise",
  docs: "https://docs.bitrise.io/en/bitrise-platform/integrations/oidc-authentication/oidc-for-aws.html",
  paths: { cloud: cloud3 },
  audience: {
    says: "On Bitrise the option `audience` chooses the audience.",
    fixed: false,
    page: "docs/ci/bitrise.md#aws"
  },
  lifetime: "A token of Bitrise is valid for minutes. Remove token-env and web-identity-token-file: the program requests tokens itself, also for renewal.",
  shownClaims: ["repository_owner", "repository_slug", "repository_url"],
  generator: namesGenerator({
    names: {},
    hint: "Use --subject with the subject of the token: in a build, `doctor` shows it and `trust generate` sets it.",
    isFrom: ({ iss = "" }) => cloud3.test(providerPath(iss)),
    namesIn: () => void 0,
    issuer: () => "https://token.builds.bitrise.io",
    subjects: () => []
  })
};

// src/trust/issuers/subject-mismatch.ts
function patternMatches(pattern, text) {
  const compiled = compilePattern(pattern, { wildcards: true, variable: () => void 0 });
  return compiled !== void 0 && matchesPattern(text, compiled);
}

// src/trust/issuers/buildkite.ts
var cloud4 = /^agent\.(buildkite\.com|[^./]+\.buildkite\.(dev|site))$/;
var buildkiteGenerator = {
  optionHelp: {
    ...refOptions,
    ...issuerOption,
    ...tokenOptions,
    organization: "its slug",
    organizationId: "the UUID of the organization",
    pipeline: "its slug",
    projectId: "the UUID of the pipeline"
  },
  hint: "Use --organization, --pipeline, and --branch or --tag. --organization-id and --project-id (of the pipeline) do not change when names do.",
  plan(options) {
    const ids = { organization_id: options.organizationId, pipeline_id: optionalName(options, "projectId") };
    const nameOf2 = (name) => exactName(requiredOption(options, name, `Write --${name} SLUG, or --subject TEXT.`), name);
    return {
      issuer: options.issuer ?? "https://agent.buildkite.com",
      audience: options.audience ?? awsAudience,
      // Jobs can request session tags, which AWS refuses without this.
      actions: [assumeAction, "sts:TagSession"],
      subjects: refSubjects(options, (type, ref) => {
        const folder = type === "tag" ? "tags" : "heads";
        return `organization:${nameOf2("organization")}:pipeline:${nameOf2("pipeline")}:ref:refs/${folder}/${ref}:commit:*:step:*`;
      }),
      exact: exactClaims(ids)
    };
  },
  optionsFrom(claims) {
    const { iss = "", sub = "" } = claims;
    if (!cloud4.test(providerPath(iss))) return void 0;
    const [, organization, pipeline, folder, ref] = /^organization:([^:]+):pipeline:([^:]+):ref:refs\/(heads|tags)\/([^:]+):/.exec(sub) ?? [];
    return definedOptions({
      ...ref === void 0 ? { subject: sub } : { organization, pipeline, [folder === "tags" ? "tag" : "branch"]: ref },
      organizationId: stringAt(claims, "organization_id"),
      projectId: stringAt(claims, "pipeline_id")
    });
  }
};
var commitAndStep = {
  id: "buildkite-subject",
  title: "A Buildkite subject continues after the branch with the commit and the step.",
  page: "docs/ci/buildkite.md#aws",
  hint: {
    // A job can request another claim as its subject.
    when: ({ path, subject }) => cloud4.test(path) && /:commit:[^:]*:step:/.test(subject),
    title: "The subject names the commit and the step: a policy must not pin them.",
    likelihood: "possible"
  },
  explains(pattern, token) {
    if (!/^organization:[^:]+:pipeline:[^:]+:ref:refs\/[^:*]+$/.test(pattern)) return void 0;
    return patternMatches(`${pattern}:*`, token.subject) ? { pattern: `${pattern}:*` } : void 0;
  }
};
var buildkiteIssuer = {
  id: "buildkite",
  name: "Buildkite",
  docs: "https://buildkite.com/docs/agent/v3/cli-oidc",
  paths: { cloud: cloud4, withClaimKeys: cloud4, subjectRequired: /^agent\.buildkite\.com$/ },
  claimKeys: [
    "build_branch",
    "cluster_id",
    "cluster_name",
    "organization_id",
    "organization_slug",
    "pipeline_id",
    "pipeline_slug"
  ],
  claimForms: [
    { claim: "build_branch", value: /^(?!refs\/)/, says: "the name of the branch, without refs/heads/" },
    ...["organization_id", "pipeline_id", "cluster_id"].map((claim) => ({
      claim,
      value: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
      says: "a UUID; the slug contains the name"
    }))
  ],
  identityClaims: [
    { claim: "pipeline_id", immutable: true, advised: true },
    { claim: "organization_id", immutable: true, advised: true },
    { claim: "organization_slug" },
    { claim: "cluster_id", immutable: true }
  ],
  subjectForms: [{ start: "organization:", end: ":", tenant: "organization" }],
  lifetime: "A token of Buildkite is valid for five minutes, or as long as its `--lifetime` (at most 7200 seconds). Remove token-env and other token options: the program requests tokens itself.",
  unreviewedJobs: [
    {
      jobs: "any branch",
      subjects: ["organization:*:pipeline:*:ref:refs/heads/any-branch:commit:*:step:*"]
    }
  ],
  refClaims: ["build_branch"],
  claimsOnRequest: Object.fromEntries(
    ["organization_id", "pipeline_id", "cluster_id", "cluster_name"].map((claim) => [
      claim,
      `Request it: buildkite-agent oidc request-token --audience sts.amazonaws.com --claim ${claim}`
    ])
  ),
  runNames: ["agent_id", "build_commit", "build_id", "build_number", "commit", "job_id", "step", "step_key"],
  lastingSubject: /^organization:[^:]+:pipeline:[^:]+:ref:[^:]+:/,
  audience: {
    says: "The job chooses Buildkite's audience; the default is sts.amazonaws.com.",
    fixed: false,
    page: "docs/ci/buildkite.md#the-job"
  },
  sessionTags: { setBy: "job", identity: ["organization_id", "pipeline_id"] },
  shownClaims: ["organization_slug", "organization_id", "pipeline_slug", "pipeline_id", "build_branch"],
  subjectFaults: [
    {
      rule: "impossible-value",
      value: /^organization:[^:]+:pipeline:.*:ref:(?!refs\/|\*)[^:]/,
      why: "Buildkite writes the full reference.",
      fix: "Write ref:refs/heads/BRANCH or ref:refs/tags/TAG."
    }
  ],
  generator: buildkiteGenerator,
  subjectMismatches: [commitAndStep],
  traps: [
    {
      id: "buildkite-trap-reference",
      page: "docs/lint/impossible-value.md",
      weigh: ({ subject }) => /:ref:refs\//.test(subject) ? 60 : 0,
      title: () => "The subject contains the full reference, refs/heads/\u2026: a policy with only the branch name refuses it.",
      fix: "Write ref:refs/heads/BRANCH."
    }
  ]
};

// src/trust/issuers/circleci.ts
var cloud5 = /^oidc\.circleci\.com(\/|$)/;
var ofOrganization = /^oidc\.circleci\.com\/org\/([^/]+)$/;
var projectClaim = "oidc.circleci.com/project-id";
var page3 = "docs/ci/circleci.md#aws";
var circleciGenerator = {
  optionHelp: {
    audience: tokenOptions.audience,
    organizationId: "the UUID of the organization",
    projectId: "the UUID of the project"
  },
  hint: "A branch name can contain the end of the subject, so AWS cannot tell branches apart. Use a separate project for deployments: --organization-id and --project-id.",
  plan(options) {
    const organization = exactName(
      requiredOption(options, "organizationId", "Write --organization-id UUID."),
      "organizationId"
    );
    const project = exactName(requiredOption(options, "projectId", "Write --project-id UUID."), "projectId");
    return {
      issuer: `https://oidc.circleci.com/org/${organization}`,
      audience: options.audience ?? organization,
      actions: [assumeAction],
      // The user who started the job follows, then the branch.
      subjects: [`org/${organization}/project/${project}/user/*`],
      exact: { [projectClaim]: [project] }
    };
  },
  optionsFrom(claims) {
    const [, organizationId] = ofOrganization.exec(providerPath(claims.iss ?? "")) ?? [];
    if (organizationId === void 0) return void 0;
    return definedOptions({ organizationId, projectId: stringAt(claims, projectClaim) });
  }
};
var subjectVersion = {
  id: "circleci-subject-version",
  title: "CircleCI has two forms of subject: the one in CIRCLE_OIDC_TOKEN_V2 also names the repository and the branch.",
  page: page3,
  hint: {
    when: ({ path }) => cloud5.test(path),
    title: "The subject names the user who started the job, and its newer form also the branch: a policy must not pin the user.",
    likelihood: "possible"
  },
  explains(pattern, token) {
    const tail = /\/vcs-origin\/.*$/s;
    const [[own] = [], [theirs] = []] = [token.subject, pattern].map((text) => tail.exec(text) ?? []);
    if (!cloud5.test(token.path) || own === void 0 === (theirs === void 0)) return void 0;
    if (own === void 0) {
      return {
        jobOnly: true,
        job: "Use the newer token, which names the branch:\n    token-env: CIRCLE_OIDC_TOKEN_V2"
      };
    }
    if (pattern.endsWith("*")) return void 0;
    return {
      title: `The subject continues with ${own} after the policy's value, because the token is CIRCLE_OIDC_TOKEN_V2: CircleCI has two forms of subject, and this one also names the repository and the branch.`,
      pattern: `${pattern}${policyLiteral(own)}`,
      keepsOld: true
    };
  }
};
var userMismatch = {
  id: "circleci-user",
  title: "The subject names the user who started the job; the policy names a different user.",
  page: page3,
  // The policy decides who may start the job: the advice keeps that.
  explains(pattern, token) {
    const [, own] = /\/user\/([^/]+)/.exec(token.subject) ?? [];
    const [, theirs] = /\/user\/([^/]+)/.exec(pattern) ?? [];
    if (!cloud5.test(token.path) || own === void 0 || theirs === void 0) return void 0;
    if (patternMatches(theirs, own)) return void 0;
    return {
      jobOnly: true,
      anotherKind: ["user"],
      job: "Have that user start the job. If everyone who can start jobs of the project may have the role, write user/* in the policy."
    };
  }
};
var circleciIssuer = {
  id: "circleci",
  name: "CircleCI",
  docs: "https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/",
  paths: {
    cloud: cloud5,
    withClaimKeys: ofOrganization,
    oneTenant: /^oidc\.circleci\.com\/org\//,
    sharedRoot: { path: "oidc.circleci.com", instead: "oidc.circleci.com/org/ORGANIZATION_ID" }
  },
  claimKeys: [projectClaim],
  claimForms: [{ claim: projectClaim, value: /^[^/]+$/, says: "the UUID of the project, not its slug" }],
  identityClaims: [{ claim: projectClaim, immutable: true, advised: true }],
  subjectForms: [{ start: "org/", end: "/", tenant: "organization" }],
  lifetime: "A token in CircleCI's variables is valid for one hour from the start of the job. `circleci run oidc get` returns a new one: set audience, or remove token-env.",
  subjectFormsAreAll: true,
  // A leading wildcard leaves the project open, unless the ID of a project follows.
  wholeTenant: /^org\/(\*|[^/]+\/(\*|project\/\*(\/user\/\*)?))$|^\*(?!.*project\/[^*?])/,
  subjectNames: { separator: "/", names: ["org", "project", "user", "vcs-origin", "vcs-ref"] },
  subjectTails: [
    {
      tail: /^\/vcs-origin\//,
      why: "the token is CIRCLE_OIDC_TOKEN_V2, which names the repository and the branch after the user"
    },
    { tail: /^\//, why: "a CircleCI subject names the user who started the job after the project" }
  ],
  runNames: ["user", "oidc.circleci.com/job-id", "oidc.circleci.com/pipeline-id", "oidc.circleci.com/workflow-id"],
  unreadClaims: {
    "oidc.circleci.com/org-id": {
      guards: "which organization the job belongs to",
      nearest: "The issuer belongs to the organization alone."
    },
    "oidc.circleci.com/vcs-origin": { guards: "which repository the job runs for", nearest: `Use ${projectClaim}.` },
    "oidc.circleci.com/vcs-ref": {
      guards: "which branch the job runs for",
      nearest: `AWS cannot tell branches apart: use a separate project for deployments, and ${projectClaim}.`
    }
  },
  audience: {
    says: "CircleCI's audience is the ID of the organization, unless the job requests another.",
    fixed: true,
    page: "docs/ci/circleci.md#another-audience"
  },
  shownClaims: ["oidc.circleci.com/org-id", projectClaim, "oidc.circleci.com/vcs-origin", "oidc.circleci.com/vcs-ref"],
  subjectFaults: [
    {
      rule: "impossible-value",
      value: /^org\/[^/*?]+\/(?!project\/|[*?])|\/project\/[^/*?]+\/(?!user\/|[^/]*[*?])/,
      why: "one ID of the project follows the organization, then the user.",
      fix: "Write org/ORGANIZATION/project/PROJECT/user/*, with the IDs of both."
    },
    {
      rule: "impossible-value",
      value: /\/vcs-ref\/(?!refs\/|[*?])/,
      why: "CircleCI writes the full reference.",
      fix: "Write vcs-ref/refs/heads/BRANCH or vcs-ref/refs/tags/TAG."
    },
    {
      rule: "ambiguous-wildcard",
      value: /^org\/.*\*.*\/vcs-ref\/[^*]*$/s,
      why: "branch names can contain slashes, so a branch name can imitate everything after the wildcard.",
      fix: `Pin ${projectClaim}, and use a separate project for deployments; or write the full subject, user included, with StringEquals.`
    }
  ],
  subjectMismatches: [subjectVersion, userMismatch],
  generator: circleciGenerator
};

// src/trust/issuers/codefresh.ts
var generator = namesGenerator({
  names: { organizationId: "the ID of the account", projectId: "the ID of the pipeline" },
  more: { branch: "jobs on this branch; * is a wildcard" },
  hint: "Use --organization-id ACCOUNT, --project-id PIPELINE and --branch. Without a branch, every run of the pipeline gets the role, pull requests included.",
  isFrom: ({ iss = "" }) => cloud6.test(providerPath(iss)),
  namesIn: ({ sub = "" }) => {
    const [, organizationId, projectId] = /^account:([^:]+):pipeline:([^:]+):/.exec(sub) ?? [];
    const [, branch] = /:scm_ref:([^:]+)$/.exec(sub) ?? [];
    return organizationId === void 0 ? void 0 : { organizationId, projectId, branch };
  },
  issuer: () => "https://oidc.codefresh.io",
  // For a pull request, the subject continues after the branch; a branch name cannot contain a colon.
  subjects: ({ organizationId, projectId, branch }) => {
    const start = `account:${organizationId}:pipeline:${projectId}`;
    return branch === void 0 ? [start, `${start}:*`] : [`${start}:*:scm_ref:${branch}`];
  }
});
var cloud6 = /^oidc\.codefresh\.io$/;
var push = "account:*:pipeline:*:scm_repo_url:https:*:scm_user_name:*";
function triggerOf(subject) {
  if (subject.includes(":scm_pull_request_target_branch:")) return "a pull request";
  if (subject.includes(":initiator:")) return "a person";
  return subject.includes(":scm_ref:") ? "a push" : "a schedule";
}
var codefreshIssuer = {
  id: "codefresh",
  name: "Codefresh",
  docs: "https://codefresh.io/docs/docs/integrations/oidc-pipelines/",
  generator,
  audience: {
    says: "On Codefresh the option `audience` chooses the audience.",
    fixed: false,
    page: "docs/ci/codefresh.md#aws"
  },
  lifetime: "A token of Codefresh is valid for five minutes. Remove token-env and web-identity-token-file: the program requests tokens itself, also for renewal.",
  shownClaims: ["account_name", "pipeline_name", "scm_repo_url", "scm_ref"],
  paths: { cloud: cloud6, subjectRequired: cloud6 },
  subjectTails: [{ tail: /^:/, why: "a Codefresh subject names the trigger after the pipeline" }],
  // The URL contains colons.
  subjectNames: {
    separator: ":",
    names: [
      "account",
      "pipeline",
      "initiator",
      "scm_repo_url",
      "scm_user_name",
      "scm_ref",
      "scm_pull_request_target_branch"
    ]
  },
  runNames: ["initiator", "scm_user_name"],
  subjectForms: [{ start: "account:", end: ":", tenant: "account" }],
  subjectFormsAreAll: true,
  traps: [
    {
      id: "codefresh-trap-trigger",
      page: "docs/ci/codefresh.md#aws",
      weigh: ({ subject }) => /:(initiator|scm_pull_request_target_branch):/.test(subject) ? 75 : 45,
      title: ({ subject }) => `The subject depends on the trigger of the pipeline; this one is from ${triggerOf(subject)}: a policy for another trigger refuses it.`,
      fix: "List the subjects of all allowed triggers."
    }
  ],
  unreviewedJobs: [
    {
      jobs: "pull requests",
      pullRequest: true,
      // The target branch comes last, so a pattern that ends with a branch matches pull requests to it.
      subjects: ["main", "master", "any-branch"].map(
        (target) => `${push}:scm_ref:any-branch:scm_pull_request_target_branch:${target}`
      )
    },
    { jobs: "any branch", subjects: [`${push}:scm_ref:any-branch`] }
  ]
};

// src/trust/issuers/depot.ts
var cloud7 = /^identity\.depot\.dev$/;
var ofBranch = /^spiffe:\/\/identity\.depot\.dev\/org\/(?<organizationId>[^/]+)\/ci\/github\/(?<repository>[^/]+\/[^/]+)\/ref\/refs\/heads\/(?<branch>.+)\/sandbox\/[^/]+$/;
var movedFromGithub = {
  id: "depot-github-subject",
  title: "Depot CI runs GitHub workflows with its own tokens: the subject is a SPIFFE ID, never repo:\u2026.",
  page: "docs/ci/github.md#runners-with-an-issuer-of-their-own",
  hint: {
    when: ({ path }) => cloud7.test(path),
    title: "Depot CI has its own issuer and subjects: a policy for GitHub's refuses its tokens."
  },
  explains(pattern, { path, subject }) {
    const [, start, own] = /^(spiffe:\/\/identity\.depot\.dev\/org\/[^/]+\/ci\/github\/)([^/]+\/[^/]+)\//.exec(subject) ?? [];
    const [, repository, ref] = /^repo:([^:]+):ref:(refs\/.+)$/.exec(pattern) ?? [];
    if (!cloud7.test(path) || own === void 0 || repository !== own) return void 0;
    return { pattern: `${start}${own}/ref/${ref}/sandbox/*` };
  }
};
var depotIssuer = {
  id: "depot",
  name: "Depot CI",
  jobsOf: "github",
  docs: "https://depot.dev/docs/ci/oidc",
  paths: { cloud: cloud7 },
  subjectForms: [{ start: "spiffe://identity.depot.dev/org/", end: "/", tenant: "organization" }],
  subjectFormsAreAll: true,
  unreviewedJobs: [
    {
      jobs: "pull requests",
      pullRequest: true,
      separator: "/",
      subjects: ["spiffe://identity.depot.dev/org/*/ci/github/*/*/ref/refs/pull/7/merge/sandbox/*"]
    },
    {
      jobs: "any branch",
      separator: "/",
      subjects: ["spiffe://identity.depot.dev/org/*/ci/github/*/*/ref/refs/heads/any-branch/sandbox/*"]
    }
  ],
  unnamedSubjects: [
    /^spiffe:\/\/identity\.depot\.dev\/org\/(?<organization>[^/]+)\/ci\/github\/(?<repository>[^/]+\/[^/]+)\/ref\/(?<ref>.+)\/sandbox\/(?<sandbox>[^/]+)$/
  ],
  // The sandbox belongs to the run.
  lastingSubject: /^spiffe:\/\/.*\/sandbox\/(?=[^/]+$)/,
  audience: {
    says: "On Depot CI the option `audience` chooses the audience.",
    fixed: false,
    page: "docs/ci/github.md#aws"
  },
  lifetime: "A token of Depot CI is valid for five minutes. Remove token-env and web-identity-token-file: the program requests tokens itself, also for renewal.",
  shownClaims: ["repository", "repository_id", "ref", "event_name"],
  subjectMismatches: [movedFromGithub],
  generator: namesGenerator({
    names: {
      organizationId: "the ID of the organization at Depot",
      repository: "OWNER/NAME",
      branch: "jobs on this branch; * is a wildcard"
    },
    hint: "Use --organization-id ID, --repository OWNER/NAME and --branch.",
    isFrom: ({ iss = "" }) => cloud7.test(providerPath(iss)),
    namesIn: (claims) => {
      const { organizationId, repository, branch } = ofBranch.exec(claims.sub ?? "")?.groups ?? {};
      if (organizationId === void 0) return void 0;
      return { organizationId, repository: stringAt(claims, "repository") ?? repository, branch };
    },
    issuer: () => "https://identity.depot.dev",
    subjects: ({ organizationId, repository, branch }) => [
      `spiffe://identity.depot.dev/org/${organizationId}/ci/github/${repository}/ref/refs/heads/${branch}/sandbox/*`
    ]
  })
};

// src/trust/issuers/env0.ts
var host = /^login\.app\.env0\.com$/;
var audience = "hoMiq9PdkRh9LUvVpH4wIErWg50VSG1b";
var generator2 = namesGenerator({
  names: {},
  more: { projectId: "the UUID of the project, which AWS reads from a session tag" },
  hint: "Use --subject for the organization (trust generate sets it in a deployment) and --project-id for the project.",
  isFrom: ({ iss = "" }) => host.test(barePath(iss)),
  namesIn: (claims) => ({ subject: claims.sub, projectId: projectTag(claims) }),
  issuer: () => "https://login.app.env0.com/",
  audience: () => audience,
  subjects: () => [],
  rest: ({ projectId }) => ({
    actions: [assumeAction, "sts:TagSession"],
    tags: projectId === void 0 ? {} : { projectId: [projectId] }
  })
});
function projectTag(claims) {
  const tags = claims["https://aws.amazon.com/tags"];
  const values2 = isObject(tags) && isObject(tags.principal_tags) ? tags.principal_tags.projectId : void 0;
  const [first] = Array.isArray(values2) ? values2 : [];
  return typeof first === "string" ? first : void 0;
}
var env0Issuer = {
  id: "env0",
  name: "env zero",
  docs: "https://docs.envzero.com/guides/integrations/oidc-integrations/oidc-with-aws",
  paths: { cloud: /^login\.app\.env0\.com\/?$/, endsInSlash: host },
  audience: {
    says: "AWS uses the claim azp of these tokens as the audience, and no job can choose it.",
    fixed: true,
    page: "docs/ci/env0.md#aws"
  },
  sessionTags: { setBy: "organization", identity: ["projectId", "environmentId", "organizationId"] },
  lifetime: "A token of env zero is valid for 24 hours from the start of the deployment, which gets only one: exchange it earlier.",
  shownClaims: ["azp", "organizationId", "projectId", "environmentId"],
  traps: [
    {
      id: "env0-trap-organization",
      page: "docs/ci/env0.md#aws",
      weigh: () => 60,
      title: () => "The whole organization has one subject: a policy with a project or an environment in it refuses it.",
      fix: "Copy the subject. For projects, add a condition on the session tag aws:RequestTag/projectId, and allow sts:TagSession."
    }
  ],
  generator: generator2
};

// src/trust/issuers/fly.ts
var generator3 = namesGenerator({
  names: { organization: "the slug of the organization", project: "the name of the app" },
  hint: "Use --organization and --project APP.",
  isFrom: ({ iss = "" }) => cloud8.test(providerPath(iss)),
  namesIn: groupsOf(/^(?<organization>[^:]+):(?<project>[^:]+):[^:]+$/),
  issuer: ({ organization }) => organization && `https://oidc.fly.io/${organization}`,
  // The name of the Machine follows.
  subjects: ({ organization, project }) => [`${organization}:${project}:*`]
});
var cloud8 = /^oidc\.fly\.io\//;
var flyIssuer = {
  id: "fly",
  name: "Fly.io",
  docs: "https://fly.io/docs/security/openid-connect/",
  generator: generator3,
  audience: {
    says: "On Fly.io the option `audience` chooses the audience.",
    fixed: false,
    page: "docs/ci/fly.md#aws"
  },
  lifetime: "A token of Fly.io is valid for ten minutes. Remove token-env and web-identity-token-file: the program requests tokens itself, also for renewal.",
  shownClaims: ["org_id", "app_id", "machine_name", "region"],
  paths: { cloud: cloud8, oneTenant: cloud8 },
  // The organization, the app, the Machine.
  wholeTenant: /^[^:]*\*(:\*)*$|^[^:*?]+:\*(:\*)?$/,
  subjectTails: [{ tail: /^:/, why: "a Fly.io subject ends in the name of the machine" }],
  unnamedSubjects: [/^(?<organization>[^:]+):(?<app>[^:]+):(?<machine>[^:]+)$/],
  // The Machine comes last.
  lastingSubject: /^[^:]+:[^:]+:(?=[^:]+$)/
};

// src/trust/issuers/github-mismatches.ts
var page4 = "docs/ci/github.md#the-subject";
function withIds(subject) {
  const [, owner, ownerId, name, id] = /^repo:([^/@:]+)@(\d+)\/([^/@:]+)@(\d+):/.exec(subject) ?? [];
  if (owner === void 0 || ownerId === void 0 || name === void 0 || id === void 0) return void 0;
  return { owner, ownerId, name, id };
}
var hyphenIds = {
  id: "github-hyphen-subject",
  title: "The policy has the IDs after hyphens: only a withdrawn preview had that form, and anyone can give an owner such a name.",
  page: "docs/lint/hyphen-id.md",
  explains(pattern, token) {
    const [, owner, ownerId, name, id] = /^repo:(.+)-(\d+)\/([^:]+)-(\d+)(?=:)/.exec(pattern) ?? [];
    const { repository_owner_id, repository_id } = token.claims;
    const known2 = withIds(token.subject) ?? { ownerId: String(repository_owner_id), id: String(repository_id) };
    if (owner === void 0 || known2.ownerId !== ownerId || known2.id !== id) return void 0;
    const rest = pattern.slice(pattern.indexOf(":", "repo:".length));
    const repo = withIds(token.subject) === void 0 ? `${owner}/${name}` : `${owner}@${ownerId}/${name}@${id}`;
    const pins = { repository_owner_id: known2.ownerId, repository_id: known2.id };
    return { pattern: `repo:${repo}${rest}`, ...withIds(token.subject) === void 0 ? { pins } : {} };
  }
};
var immutable = {
  id: "github-immutable-subject",
  title: "The subject contains the IDs of owner and repository, the policy only their names.",
  page: page4,
  hint: {
    when: ({ subject }) => withIds(subject) !== void 0,
    title: "The subject contains the IDs of owner and repository: a policy with their names alone refuses it."
  },
  explains(pattern, token) {
    const repository = withIds(token.subject);
    const [, owner, name, rest = ""] = /^repo:([^/:@]+)\/([^:@]+)(:.*)?$/s.exec(pattern) ?? [];
    if (repository === void 0 || owner === void 0 || name === void 0) return void 0;
    const isOwner = owner === repository.owner;
    const isName = name === repository.name;
    if (!isOwner && !isName) return void 0;
    const newOwner = isOwner ? `${owner}@${repository.ownerId}` : owner;
    const newName = isName ? `${name}@${repository.id}` : name;
    return { pattern: `repo:${newOwner}/${newName}${rest}`, keepsOld: hasWildcard(`${owner}/${name}`) };
  }
};
var namesOnly = {
  id: "github-names-subject",
  title: "The policy has the IDs of owner and repository, but the subjects of this repository contain only names.",
  page: page4,
  explains(pattern, token) {
    if (withIds(token.subject) !== void 0 || !/^repo:[^:]*@\d+/.test(pattern)) return void 0;
    const bare = pattern.replace(/^repo:([^/:]+?)(?:@\d+)?\/([^:]+?)(?:@\d+)?(?=:|$)/, "repo:$1/$2");
    if (!sameRepository(bare, token)) return void 0;
    const { ownerId, id } = withIds(`${pattern}:`) ?? {};
    const [ownOwner, own] = ["repository_owner_id", "repository_id"].map((claim) => claimText(token.claims, claim));
    const isKnown = id !== void 0 && ownOwner !== void 0 && own !== void 0;
    if (isKnown && (own !== id || ownOwner !== ownerId)) return otherId;
    const pins = isKnown ? { pins: { repository_owner_id: ownOwner, repository_id: own } } : {};
    return { pattern: bare, keepsOld: true, ...pins };
  }
};
var otherId = {
  title: "The names of owner and repository are those of the policy, and their IDs are not: the repository was made anew, or somebody else has its name now.",
  jobOnly: true,
  anotherKind: ["repo"],
  job: "Find out whose it is: `gh api repos/OWNER/REPO --jq .owner.id,.id`. Only if it is yours, write its IDs into the policy."
};
var foreignIds = {
  id: "github-other-id",
  title: otherId.title,
  page: "docs/lint/name-only-subject.md",
  explains(pattern, { subject }) {
    const [own, theirs] = [withIds(subject), withIds(pattern)];
    if (own === void 0 || theirs === void 0) return void 0;
    const isNamesake = own.owner === theirs.owner && own.name === theirs.name;
    return isNamesake && (own.ownerId !== theirs.ownerId || own.id !== theirs.id) ? otherId : void 0;
  }
};
var encodedColon = {
  id: "github-encoded-colon",
  title: "GitHub writes a colon in a name as %3A.",
  page: page4,
  explains(pattern, { subject }) {
    const [, head = "", name] = /^(repo:[^:]+:environment:)(.+:.+)$/s.exec(pattern) ?? [];
    if (name === void 0 || !subject.includes("%3A")) return void 0;
    return { pattern: `${head}${name.replaceAll(":", "%3A")}` };
  }
};
var environment = {
  id: "github-environment-subject",
  title: "The job has an `environment:`, which replaces the branch in the subject.",
  page: page4,
  hint: {
    when: ({ subject }) => /^repo:[^:]+:environment:/.test(subject),
    title: "The job has an `environment:`: its subject names no branch, and a policy for a branch refuses it."
  },
  explains(pattern, token) {
    const [, own] = /^(repo:[^:]+):environment:/.exec(token.subject) ?? [];
    if (own === void 0 || pattern.includes(":environment:") || !pattern.startsWith("repo:")) return void 0;
    const [, theirs = "", ref] = /^(repo:[^:]+):ref:(refs\/heads\/[^*?]+)$/.exec(pattern) ?? [];
    if (ref === void 0) return { anotherKind: [] };
    const isSame2 = withoutNumbers(theirs) === withoutNumbers(own) && token.claims.ref === ref;
    const kept = isSame2 ? { pattern: policyLiteral(token.subject), keepsOld: true, pins: { ref } } : {};
    return { anotherKind: [], ...kept, loses: anyBranch };
  }
};
function withoutNumbers(repository) {
  return repository.replace(/@\d+(?=\/|$)/g, "");
}
var anyBranch = "Every branch that may deploy to the environment has this subject: limit the branches in the settings of the environment.";
function isForgejo(path) {
  return path.endsWith("/api/actions");
}
var environmentMissing = {
  id: "github-environment-missing",
  title: "The policy is for jobs with an environment, and this job has none.",
  page: page4,
  explains(pattern, token) {
    const [, name] = /:environment:([^:]+)$/.exec(pattern) ?? [];
    if (name === void 0 || !/^repo:/.test(token.subject) || token.subject.includes(":environment:"))
      return void 0;
    if (isForgejo(token.path)) {
      return {
        title: "The policy is for jobs with an environment, which subjects of Forgejo never contain.",
        jobOnly: true,
        job: "Name the branch that deploys in the policy instead: repo:OWNER/REPO:ref:refs/heads/BRANCH"
      };
    }
    const yaml = hasWildcard(name) ? "NAME" : name.replaceAll("%3A", ":");
    const set = token.subject.endsWith(":pull_request") ? "Skip the step for pull requests, because their code is not reviewed yet. Or set" : "Set";
    return {
      jobOnly: true,
      job: `${set} the environment in the job; its protection rules then guard the role:
    environment: ${yaml}`
    };
  }
};
function template(cloud18) {
  const isTemplate = ({ subject, path }) => cloud18.test(path) && !usualForm.test(subject);
  return {
    id: "github-subject-template",
    title: "The subject is customized by the organization or the repository.",
    page: page4,
    hint: {
      when: isTemplate,
      title: "The subject is customized by the organization or the repository: a policy for the default form refuses it."
    },
    explains: (pattern, token) => isTemplate(token) && !token.subject.startsWith(pattern.replace(/[*?].*$/s, "")) ? { anotherKind: [], pins: ownId(pattern, token) } : void 0
  };
}
function ownId(pattern, { claims }) {
  const [, owner, name] = /^repo:([^/:@]+)(?:@\d+)?\/([^:@]*)/.exec(pattern) ?? [];
  const [ownOwner, ownName] = (claimText(claims, "repository") ?? "").split("/");
  const claim = name === ownName ? "repository_id" : "repository_owner_id";
  const id = claimText(claims, claim);
  return owner !== ownOwner || id === void 0 ? {} : { [claim]: id };
}
var usualForm = /^repo:[^:]+:(ref:refs\/[^:]+|environment:[^:]+|pull_request)$/;
function sameRepository(pattern, { subject }) {
  const [repo = ""] = /^repo:[^:]+/.exec(pattern) ?? [];
  return subject.startsWith(`${policyLiteral(repo)}:`);
}
function githubMismatches(cloud18) {
  return [hyphenIds, immutable, namesOnly, foreignIds, encodedColon, environment, environmentMissing, template(cloud18)];
}

// src/trust/issuers/github.ts
var cloud9 = /^(token\.actions\.githubusercontent\.com(\/[^/]+)?|token\.actions\.[^./]+\.ghe\.com|github\.com\/enterprises\/[^/]+)$/;
var usualSubject = /^repo:[^:]+:(?:ref:refs\/(heads|tags)\/([^:]+)|environment:([^:]+)|(pull_request))$/;
var githubGenerator = {
  optionHelp: {
    ...refOptions,
    ...issuerOption,
    ...tokenOptions,
    repository: "OWNER/NAME",
    repositoryId: "the number that stays the same when names change",
    ownerId: "the number of the owner",
    environment: "jobs of this environment",
    pullRequest: "jobs of pull requests"
  },
  hint: "Use --repository OWNER/NAME.",
  plan(options) {
    const issuer = options.issuer ?? "https://token.actions.githubusercontent.com";
    const repositoryId = optionalName(options, "repositoryId");
    const ownerId = optionalName(options, "ownerId");
    if (options.environment !== void 0 && isForgejo(providerPath(issuer))) throw noEnvironments();
    const ids = cloud9.test(providerPath(issuer)) ? { repository_id: repositoryId, repository_owner_id: ownerId } : {};
    return {
      issuer,
      audience: options.audience ?? awsAudience,
      actions: [assumeAction],
      subjects: options.subject === void 0 ? usualSubjects(options, ids) : [policyLiteral(options.subject)],
      exact: exactClaims(ids)
    };
  },
  optionsFrom(claims) {
    const { iss = "", sub = "" } = claims;
    if (!cloud9.test(providerPath(iss)) && !/^repo:[^:]+:(ref|environment|pull_request)/.test(sub)) return void 0;
    return tokenJob(claims, sub);
  }
};
function noEnvironments() {
  return new HelperError(
    "option-invalid",
    "--environment cannot be used: subjects of Forgejo contain no environment.",
    {
      hint: "Pass the branch that deploys: --branch NAME."
    }
  );
}
function usualSubjects(options, { repository_id: id, repository_owner_id: ownerId }) {
  const hint = "Write --repository OWNER/NAME, or --subject TEXT.";
  const repository = exactName(requiredOption(options, "repository", hint), "repository");
  const [owner = "", name = "", ...rest] = repository.split("/");
  if (owner === "" || name === "" || rest.length > 0) {
    throw new HelperError("option-invalid", "--repository is not OWNER/NAME.");
  }
  const names = [`repo:${owner}/${name}`, ...id && ownerId ? [`repo:${owner}@${ownerId}/${name}@${id}`] : []];
  const contexts = contextsOf(options);
  return names.flatMap((start) => contexts.map((context) => `${start}:${context}`));
}
function contextsOf({ branch, tag: tag2, environment: environment2, pullRequest: pullRequest2 }) {
  const contexts = [
    ...branch === void 0 ? [] : [`ref:refs/heads/${refPattern(branch)}`],
    ...tag2 === void 0 ? [] : [`ref:refs/tags/${refPattern(tag2)}`],
    // GitHub writes a colon in a value as %3A.
    ...environment2 === void 0 ? [] : [`environment:${policyLiteral(environment2.replaceAll(":", "%3A"))}`],
    ...pullRequest2 ? ["pull_request"] : []
  ];
  if (contexts.length > 0) return contexts;
  throw new HelperError("option-invalid", "No option selects the jobs of the repository that can assume the role.", {
    hint: "Pass one or more of --branch, --tag, --environment and --pull-request."
  });
}
function tokenJob(claims, subject) {
  const [, folder, ref, environment2, pullRequest2] = usualSubject.exec(subject) ?? [];
  return definedOptions({
    repository: stringAt(claims, "repository") ?? /^repo:([^:]+)/.exec(subject)?.[1]?.replace(/@\d+/g, ""),
    repositoryId: claimText(claims, "repository_id"),
    ownerId: claimText(claims, "repository_owner_id"),
    branch: folder === "heads" ? ref : void 0,
    tag: folder === "tags" ? ref : void 0,
    environment: environment2?.replaceAll("%3A", ":"),
    pullRequest: pullRequest2 === void 0 ? void 0 : true,
    // A customized subject is used unchanged.
    subject: usualSubject.test(subject) ? void 0 : subject
  });
}
var githubIssuer = {
  id: "github",
  name: "GitHub Actions",
  docs: "https://docs.github.com/en/actions/reference/security/oidc",
  paths: {
    cloud: cloud9,
    // GitHub Enterprise Server, and Forgejo.
    selfHosted: /\/_services\/token$|\/api\/actions$/,
    withClaimKeys: cloud9,
    subjectRequired: /^token\.actions\.githubusercontent\.com$/
  },
  claimKeys: [
    "actor",
    "actor_id",
    "enterprise_id",
    "environment",
    "job_workflow_ref",
    "ref",
    "repository",
    "repository_id",
    "repository_owner_id",
    "workflow"
  ],
  claimForms: [
    ...["repository_id", "repository_owner_id", "actor_id", "enterprise_id"].map((claim) => ({
      claim,
      value: /^\d+$/,
      says: "a number"
    })),
    { claim: "repository", value: /^[\w.-]+\/[\w.-]+$/, says: "OWNER/NAME" },
    {
      claim: "ref",
      value: /^refs\/(heads|tags|pull)\/./,
      says: "a whole reference, refs/heads/BRANCH or refs/tags/TAG"
    },
    {
      claim: "job_workflow_ref",
      value: /^[\w.-]+\/[\w.-]+\/\.(github|forgejo|gitea)\/workflows\/[^@]+@./,
      says: "OWNER/NAME/.github/workflows/FILE@REF"
    }
  ],
  identityClaims: [
    { claim: "repository_id", immutable: true, advised: true },
    { claim: "repository_owner_id", immutable: true, advised: true },
    { claim: "repository", tenantEnd: "/" },
    { claim: "job_workflow_ref", tenantEnd: "/", ofCalledCode: true },
    { claim: "enterprise_id", immutable: true }
  ],
  jobChosenClaims: [
    "workflow",
    "workflow_ref",
    "environment",
    "ref",
    "ref_type",
    "head_ref",
    "base_ref",
    "actor",
    "event_name",
    "context",
    "run_id",
    "sha",
    "runner_environment"
  ],
  subjectForms: [
    { start: "repo:", end: "/", tenant: "owner", namesProject: true, ignoresCase: true },
    { start: "repository:", end: "/", tenant: "owner", namesProject: true },
    { start: "repository_owner:", end: ":", tenant: "owner" },
    { start: "repository_owner_id:", end: ":", tenant: "owner" },
    { start: "repository_id:", end: ":", tenant: "repository" },
    { start: "job_workflow_ref:", end: "/", tenant: "owner" },
    { start: "enterprise:", end: ":", tenant: "enterprise" },
    { start: "enterprise_id:", end: ":", tenant: "enterprise" }
  ],
  lifetime: "A token of GitHub is valid for five minutes, which cannot be changed. Remove token-env and web-identity-token-file: the program requests tokens itself, also for renewal. A token from another step must be used immediately.",
  unreviewedJobs: [
    { jobs: "pull requests", pullRequest: true, subjects: ["repo:*:pull_request"] },
    { jobs: "any branch", subjects: ["repo:*:ref:refs/heads/any-branch"] },
    { jobs: "any environment", subjects: ["repo:*:environment:any-environment"] }
  ],
  refClaims: ["ref", "environment", "job_workflow_ref"],
  subjectTails: [
    {
      tail: /^:(ref:[^:]+|environment:[^:]+|pull_request)$/,
      why: "a GitHub subject names the branch, the tag, the environment or the pull request after the repository"
    },
    { tail: /^:/, why: "the organization or the repository customizes its subjects" }
  ],
  claimsOnRequest: { environment: "Give the job an environment; its protection rules then guard the role." },
  runNames: [
    "actor",
    "actor_id",
    "check_run_id",
    "job_workflow_sha",
    "run_attempt",
    "run_id",
    "run_number",
    "sha",
    "workflow_sha"
  ],
  unreadClaims: {
    event_name: {
      guards: "which event starts the job",
      nearest: "A subject with a branch or an environment keeps pull requests out."
    },
    head_ref: { guards: "which branch a pull request comes from", nearest: "The subject tells pull requests apart." },
    base_ref: { guards: "which branch a pull request is for", nearest: "The subject tells pull requests apart." },
    ref_protected: {
      guards: "whether the branch is protected",
      nearest: "Use an environment that only protected branches can deploy to, and name it in the subject."
    },
    ref_type: {
      guards: "whether the job runs for a branch or a tag",
      nearest: "Use the subject or ref: refs/heads/\u2026 or refs/tags/\u2026."
    },
    repository_owner: { guards: "who owns the repository", nearest: "Use its ID.", sameAs: "repository_owner_id" },
    repository_visibility: { guards: "who can see the repository", nearest: "Use repository_id." },
    runner_environment: {
      guards: "whose runners the job runs on",
      nearest: "Use job_workflow_ref, for a workflow file whose jobs run there, or an environment."
    },
    workflow_ref: { guards: "which workflow file the run uses", nearest: "Use job_workflow_ref." }
  },
  pullRequests: { subject: /:pull_request$/, skip: "if: github.event_name != 'pull_request'" },
  audience: {
    says: "On GitHub the option `audience` chooses the audience.",
    fixed: false,
    page: "docs/ci/github.md#aws"
  },
  shownClaims: [
    "repository",
    "repository_id",
    "repository_owner_id",
    "environment",
    "event_name",
    "job_workflow_ref",
    "ref_type",
    "ref",
    "ref_protected"
  ],
  subjectFaults: [
    {
      rule: "impossible-value",
      value: /^[\w.-]+\/[\w.-]+(:|$)/,
      why: "the subject begins with repo:.",
      fix: "Write repo:OWNER/REPO:\u2026."
    },
    {
      rule: "impossible-value",
      value: /^repo:[^:]+:ref:(?!refs\/|\*)[^:]/,
      why: "GitHub writes the full reference.",
      fix: "Write ref:refs/heads/BRANCH or ref:refs/tags/TAG."
    },
    {
      rule: "impossible-value",
      value: /^repo:[^:]+:(branch|tag|refs\/[^:]*)(:|$)/,
      why: "after the repository, GitHub writes ref:refs/heads/BRANCH, ref:refs/tags/TAG, environment:NAME or pull_request.",
      fix: "Write one of those."
    },
    {
      rule: "impossible-value",
      value: /:ref:refs\/(?!heads\/|tags\/|[^:/]*[*?])/,
      why: "a branch is below refs/heads/, a tag below refs/tags/; jobs of pull requests have pull_request instead.",
      fix: "Write ref:refs/heads/BRANCH or ref:refs/tags/TAG."
    },
    {
      rule: "impossible-value",
      value: /^repo:[^/:*?]+(:|$)|^repo:[^/:]+\/[^/:]*\/[^:]*:/,
      why: "the owner and the repository follow repo:, separated by one slash.",
      fix: "Write repo:OWNER/REPO:\u2026."
    },
    {
      rule: "impossible-value",
      value: /^repo:[^/:]*[^\w.\-@*?/:][^/:]*\/|^repo:[^/:]+\/[^:]*[^\w.\-@*?/:]/,
      why: "names of owners and repositories contain only letters, digits, hyphens, underscores and dots.",
      fix: "Copy the names from the URL of the repository."
    },
    {
      rule: "customized-subject",
      value: /^repo:[^:*?]+$/,
      why: "a GitHub subject does not end after the repository, unless it is customized.",
      fix: "Add :ref:refs/heads/BRANCH or :environment:NAME."
    },
    {
      rule: "customized-subject",
      value: /^repo:[^:]+:(environment:[^:]*:ref:|ref:[^:]*:environment:)/,
      why: "the environment of a GitHub job replaces its reference.",
      fix: "Write environment:NAME alone, and restrict the branches in the settings of the environment."
    },
    {
      rule: "wildcard-id",
      value: /^repo:[^/:]*@[^/:]*[*?][^/:]*\/|^repo:[^/]*\/[^:]*@[^:]*[*?]/,
      why: "this matches any ID, including that of someone who registers the name after you.",
      fix: "Write the numbers: `gh api repos/OWNER/REPO --jq .owner.id,.id`."
    },
    {
      rule: "hyphen-id",
      value: /^repo:[^/@:]+-\d{5,}\/[^/@:]+-\d{5,}(:|$)/,
      why: "this is the form of a withdrawn preview; today it is the subject of an owner with exactly this name.",
      fix: (value) => `Use the form with @: ${value.replace(/-(\d{5,})(?=[/:]|$)/g, "@$1")}.`
    }
  ],
  subjectMismatches: githubMismatches(cloud9),
  traps: [
    {
      id: "github-trap-called-workflow",
      page: "docs/ci/github.md#the-subject",
      weigh: ({ claims: { job_workflow_ref: ref, repository } }) => typeof ref === "string" && typeof repository === "string" && !ref.startsWith(`${repository}/`) ? 75 : 0,
      title: ({ claims: { repository, job_workflow_ref: ref } }) => `The job is in a reusable workflow (${ref}); the subject names the repository that calls it, ${repository}.`,
      fix: "Write the calling repository in the policy. A condition on job_workflow_ref can be added to it."
    },
    {
      id: "github-trap-ids",
      page: "docs/ci/github.md#the-subject",
      weigh: ({ subject, path }) => cloud9.test(path) && /^repo:[^@:]+:/.test(subject) ? 35 : 0,
      title: () => "The subject contains the names of owner and repository without their IDs: a policy with the IDs refuses it.",
      fix: "Write both forms, as `trust generate` does."
    }
  ],
  generator: githubGenerator
};

// src/trust/issuers/gitlab.ts
var cloud10 = /^gitlab\.com$/;
var page5 = "docs/ci/gitlab.md#aws";
var gitlabGenerator = {
  optionHelp: {
    ...refOptions,
    ...issuerOption,
    ...tokenOptions,
    project: "GROUP/NAME",
    projectId: "the number that stays the same when names change"
  },
  hint: "Use --project GROUP/NAME. The subject names a branch or a tag; merge request pipelines have that of their source branch.",
  plan(options) {
    const issuer = options.issuer ?? "https://gitlab.com";
    const project = () => exactName(requiredOption(options, "project", "Write --project GROUP/PROJECT, or --subject TEXT."), "project");
    return {
      issuer,
      audience: options.audience ?? awsAudience,
      actions: [assumeAction],
      subjects: refSubjects(options, (type, ref) => `project_path:${project()}:ref_type:${type}:ref:${ref}`),
      exact: cloud10.test(providerPath(issuer)) ? exactClaims({ project_id: optionalName(options, "projectId") }) : {}
    };
  },
  optionsFrom(claims) {
    const { sub = "" } = claims;
    if (!sub.startsWith("project_path:")) return void 0;
    const [, project, type, ref] = /^project_path:([^:]+):ref_type:(branch|tag):ref:([^:]+)$/.exec(sub) ?? [];
    return definedOptions({
      project: project ?? stringAt(claims, "project_path"),
      projectId: claimText(claims, "project_id"),
      ...type === void 0 ? { subject: sub } : { [type]: ref }
    });
  }
};
var mergeRequest = {
  id: "gitlab-merge-request",
  title: "Merge request pipelines have the subject of their source branch, never mr or merge_request.",
  page: page5,
  hint: {
    when: ({ claims }) => isOfMergeRequest(claims),
    title: "The job runs for a merge request: its subject names the source branch."
  },
  explains(pattern, token) {
    if (!isGitlab(token)) return void 0;
    const tail = /:ref_type:.*$/s;
    if (/:ref_type:(?!branch|tag|[*?])/.test(pattern)) {
      return { pattern: pattern.replace(tail, () => policyLiteral(tail.exec(token.subject)?.[0] ?? "")) };
    }
    return isOfMergeRequest(token.claims) && /:ref_type:branch:/.test(pattern) ? {
      anotherKind: ["ref"],
      job: "Run the job only after the merge:\n    rules:\n      - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"
    } : void 0;
  }
};
var components = {
  id: "gitlab-subject-components",
  title: "The project's settings build the subject from other claims than the policy expects.",
  page: page5,
  hint: {
    when: (token) => isGitlab(token) && !/^project_path:[^:]+:ref_type:[^:]+:ref:[^:]+$/.test(token.subject),
    title: "The project's settings build the subject from other claims: a policy for the default form refuses it."
  },
  explains(pattern, token) {
    const start = /^project_(path|id):[^:]+/;
    const [[own] = [], [theirs] = []] = [token.subject, pattern].map((text) => start.exec(text) ?? []);
    if (!isGitlab(token) || theirs === void 0) return void 0;
    const isId = theirs.startsWith("project_id:");
    if (own?.startsWith("project_id:") === isId) return void 0;
    const [path, id] = ["project_path", "project_id"].map((claim) => claimText(token.claims, claim));
    const known2 = isId ? id : path;
    if (known2 !== void 0 && !patternMatches(theirs, `project_${isId ? "id" : "path"}:${known2}`)) return void 0;
    const pins = id === void 0 || hasWildcard(theirs) ? {} : { project_id: id };
    if (own === void 0) return { anotherKind: [], pins };
    const changed = { pattern: pattern.replace(theirs, () => policyLiteral(own)), keepsOld: hasWildcard(theirs) };
    return isId ? { ...changed, pins } : changed;
  }
};
var renamed = {
  id: "gitlab-project-path",
  title: "The project path differs from the policy: the project was renamed or moved, or it is a different project.",
  page: page5,
  explains(pattern, token) {
    const start = /^project_path:[^:]+/;
    const [own] = start.exec(token.subject) ?? [];
    const [theirs] = start.exec(pattern) ?? [];
    if (own === void 0 || theirs === void 0) return void 0;
    if (patternMatches(theirs.toLowerCase(), own.toLowerCase())) return void 0;
    return {
      pattern: pattern.replace(theirs, () => policyLiteral(own)),
      job: "If it is a different project, run the job of the project that the policy is for."
    };
  }
};
function isGitlab({ claims, subject }) {
  return typeof claims.project_path === "string" || /^project_(path|id):/.test(subject);
}
function isOfMergeRequest({ pipeline_source }) {
  return pipeline_source === "merge_request_event";
}
var gitlabIssuer = {
  id: "gitlab",
  name: "GitLab CI",
  docs: "https://docs.gitlab.com/ci/secrets/id_token_authentication/",
  paths: { cloud: cloud10, withClaimKeys: cloud10, subjectRequired: cloud10 },
  serverClaims: ["project_path"],
  lifetime: "A token of GitLab is valid from the start of the job for the job's timeout, or for five minutes without one: exchange it earlier, or raise `timeout` in the job.",
  unusableTokens: [
    {
      // https://docs.gitlab.com/update/deprecations/ - CI_JOB_JWT and CI_JOB_JWT_V1
      isOne: ({ iss, aud }) => typeof iss === "string" && iss !== "" && !iss.includes("://") && aud === void 0,
      says: "This is GitLab's old token, CI_JOB_JWT. AWS does not accept it: its issuer has no https://, and it has no audience.",
      fix: "Declare an ID token in the job (GitLab 15.7 and later). GitLab sets it as a variable:\n\n    id_tokens:\n      AWS_ID_TOKEN:\n        aud: sts.amazonaws.com\n\nOn a server before 15.7, use CI_JOB_JWT_V2."
    }
  ],
  claimKeys: [
    "namespace_id",
    "pipeline_source",
    "project_id",
    "ref_protected",
    "runner_environment",
    "user_access_level",
    "user_email",
    "user_id",
    "user_login"
  ],
  claimForms: [
    ...["project_id", "namespace_id", "user_id"].map((claim) => ({ claim, value: /^\d+$/, says: "a number" })),
    { claim: "ref_protected", value: /^(true|false)$/, says: "true or false" },
    { claim: "runner_environment", value: /^(gitlab-hosted|self-hosted)$/, says: "gitlab-hosted or self-hosted" }
  ],
  identityClaims: [
    { claim: "project_id", immutable: true, advised: true },
    { claim: "namespace_id", immutable: true, advised: true }
  ],
  jobChosenClaims: [
    "ref",
    "ref_type",
    "ref_path",
    "environment",
    "sha",
    "runner_environment",
    "pipeline_source",
    "user_login",
    "user_email"
  ],
  subjectForms: [
    { start: "project_path:", end: "/", tenant: "group", namesProject: true, ignoresCase: true },
    { start: "project_id:", end: ":", tenant: "project" },
    { start: "namespace_path:", end: ":", tenant: "group" },
    { start: "namespace_id:", end: ":", tenant: "group" }
  ],
  unreviewedJobs: [
    {
      jobs: "any branch and its merge requests",
      subjects: ["project_path:*:ref_type:branch:ref:any-branch", "project_id:*:ref_type:branch:ref:any-branch"]
    }
  ],
  refClaims: ["ref_protected"],
  subjectTails: [
    { tail: /^:ref_type:/, why: "a GitLab subject names the branch or the tag after the project" },
    { tail: /^:/, why: "the project's settings put more claims into the subject" }
  ],
  runNames: ["ci_config_sha", "job_id", "pipeline_id", "runner_id", "sha", "user_email", "user_id", "user_login"],
  guardClaims: ["pipeline_source", "ref_protected", "runner_environment", "user_access_level"],
  unreadClaims: {
    environment: {
      guards: "which environment the job deploys to",
      nearest: "Use ref_protected, and protect the branch; from GitLab 18.7 on, the subject can contain deployment_tier, but not the name of the environment."
    },
    namespace_path: { guards: "which group the project belongs to", nearest: "Use its ID.", sameAs: "namespace_id" },
    project_path: { guards: "which project the job belongs to", nearest: "Use its ID.", sameAs: "project_id" },
    ref: { guards: "which branch or tag the job runs for", nearest: "The subject ends in :ref:NAME." },
    ref_type: {
      guards: "whether the job runs for a branch or a tag",
      nearest: "The subject has :ref_type:branch or :ref_type:tag."
    }
  },
  audience: {
    says: "GitLab's audience is `aud` under `id_tokens` in the job.",
    fixed: false,
    page: "docs/ci/gitlab.md#the-job"
  },
  shownClaims: ["project_path", "project_id", "namespace_id", "pipeline_source", "ref_type", "ref", "ref_protected"],
  subjectFaults: [
    {
      rule: "impossible-value",
      value: /:ref_type:(mr|merge_request|pull_request)(:|$)/,
      why: "GitLab has only the ref types branch and tag; merge request pipelines have branch.",
      fix: "Use ref_type:branch with the source branch."
    },
    {
      rule: "impossible-value",
      value: /:ref_type:(branch|tag):ref:refs\//,
      why: "GitLab writes only the name of the branch or the tag.",
      fix: "Write ref:BRANCH, without refs/heads/."
    },
    {
      // https://docs.gitlab.com/api/projects/#edit-a-project (ci_id_token_sub_claim_components)
      rule: "impossible-value",
      value: /^project_(path|id):[^:]+:(.*:)?environment:/,
      why: "GitLab subjects never contain the name of an environment.",
      fix: "Write ref_type:branch:ref:BRANCH, and protect the branch. From GitLab 18.7 on, the subject can contain deployment_tier."
    },
    {
      rule: "impossible-value",
      value: /^project_path:[^/:*?]+(:|$)/,
      why: "a project path begins with a group or a user.",
      fix: "Write project_path:GROUP/PROJECT:\u2026."
    },
    {
      rule: "customized-subject",
      value: /^project_path:[^:]+:ref:/,
      why: "GitLab puts ref_type before ref.",
      fix: "Write project_path:GROUP/PROJECT:ref_type:branch:ref:BRANCH."
    }
  ],
  subjectMismatches: [mergeRequest, components, renamed],
  traps: [
    {
      id: "gitlab-trap-environment",
      page: page5,
      weigh: ({ claims }) => typeof claims.environment === "string" ? 72 : 0,
      title: ({ claims }) => `The job has the environment ${claims.environment}, but GitLab subjects contain no environment: a policy for it refuses every job.`,
      fix: "Write the branch in the policy, and protect the branch."
    }
  ],
  generator: gitlabGenerator
};

// src/trust/issuers/google.ts
var cloud11 = /^accounts\.google\.com$/;
var googleGenerator = {
  optionHelp: {
    audience: "the audience of the token",
    serviceAccount: "its unique ID, a number"
  },
  hint: 'Use --service-account NUMBER (`gcloud iam service-accounts describe EMAIL --format "value(uniqueId)"`).',
  plan(options) {
    const number = exactName(
      requiredOption(options, "serviceAccount", "Write --service-account NUMBER."),
      "serviceAccount"
    );
    return {
      issuer: "https://accounts.google.com",
      // AWS uses `azp` as the audience, and the requested audience is in another key.
      audience: number,
      actions: [assumeAction],
      subjects: [number],
      exact: { oaud: [options.audience ?? awsAudience] },
      builtIn: true
    };
  },
  optionsFrom(claims) {
    if (!cloud11.test(providerPath(claims.iss ?? ""))) return void 0;
    const [audience2 = awsAudience] = audiencesOf(claims);
    return { serviceAccount: claims.sub ?? "", audience: audience2 };
  }
};
var googleIssuer = {
  id: "google",
  name: "Google",
  docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif",
  generator: googleGenerator,
  audience: {
    says: "AWS uses the number of the service account (azp) as the audience; the requested audience is in the key accounts.google.com:oaud.",
    fixed: true,
    page: "docs/ci/google.md#aws"
  },
  lifetime: "A token of the metadata server is valid for one hour. Remove token-env and web-identity-token-file: the program requests tokens itself, also for renewal.",
  traps: [
    {
      id: "google-trap-audience",
      page: "docs/ci/google.md#aws",
      weigh: () => 72,
      title: () => "The key aud contains the number of the service account: a policy with the requested audience there refuses the token.",
      fix: "Write the number under accounts.google.com:aud, and the audience under accounts.google.com:oaud."
    }
  ],
  subjectFaults: [
    {
      rule: "impossible-value",
      value: /@[\w.-]+\.gserviceaccount\.com$/,
      why: "the subject is the number of the service account, not its address.",
      fix: 'Write the number: gcloud iam service-accounts describe EMAIL --format "value(uniqueId)".'
    }
  ],
  shownClaims: ["email", "azp"],
  paths: { cloud: cloud11, withClaimKeys: cloud11, builtIn: cloud11 },
  claimKeys: ["oaud", "google/organization_number"],
  // The requested audience; `aud` is the authorized party.
  derivedKeys: { oaud: audiencesOf }
};

// src/trust/issuers/harness.ts
var cloud12 = /^(?:[a-z\d-]+\.)*harness\.io(?:\/|$)/;
var harnessIssuer = {
  id: "harness",
  name: "Harness",
  docs: "https://developer.harness.io/harness-platform/use-harness-platform/pipelines/workload-identity",
  paths: { cloud: cloud12, oneTenant: /^[^/]+\.harness\.io\/ng\/api\/oidc\/account\/[^/]+$/ },
  subjectForms: [{ start: "account/", end: ":", tenant: "account" }],
  audience: {
    says: "The audience is part of the identity that the pipeline declares.",
    fixed: false,
    page: "docs/ci/harness.md#aws"
  },
  shownClaims: ["account_id", "organization_id", "project_id", "pipeline_id"],
  generator: namesGenerator({
    names: {},
    hint: "Use --issuer and --subject as in the token: `doctor` shows both in a step.",
    isFrom: ({ iss = "" }) => cloud12.test(providerPath(iss)),
    namesIn: () => void 0,
    subjects: () => []
  })
};

// src/trust/issuers/hcp-terraform.ts
var generator4 = namesGenerator({
  names: {
    organization: "its name",
    project: "the name of the project",
    workspace: "the name of the workspace"
  },
  hint: "Use --organization, --project and --workspace. Both phases, plan and apply, get the role.",
  isFrom: ({ iss = "", sub = "" }) => cloud13.test(providerPath(iss)) || /^organization:[^:]+:(project:[^:]+:workspace|module):/.test(sub),
  namesIn: groupsOf(
    /^organization:(?<organization>[^:]+):project:(?<project>[^:]+):workspace:(?<workspace>[^:]+):run_phase:(?:plan|apply)$/
  ),
  issuer: () => "https://app.terraform.io",
  audience: () => "aws.workload.identity",
  subjects: ({ organization, project, workspace }) => ["plan", "apply"].map(
    (phase) => `organization:${organization}:project:${project}:workspace:${workspace}:run_phase:${phase}`
  )
});
var cloud13 = /^app\.(eu\.)?terraform\.io$/;
var hcpTerraformIssuer = {
  id: "hcp-terraform",
  name: "HCP Terraform",
  docs: "https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens",
  generator: generator4,
  audience: {
    says: "The audience is the variable TFC_WORKLOAD_IDENTITY_AUDIENCE of the workspace.",
    fixed: false,
    page: "docs/ci/hcp-terraform.md#aws"
  },
  lifetime: "A token of HCP Terraform is valid for the time limit of its phase (plan or apply): exchange it in that phase.",
  shownClaims: ["terraform_workspace_name", "terraform_workspace_id", "terraform_run_phase"],
  paths: { cloud: cloud13, subjectRequired: /^app\.terraform\.io$/ },
  subjectTails: [
    { tail: /^:/, why: "the subject names the workspace and the phase of the run: plan and apply differ" }
  ],
  subjectForms: [{ start: "organization:", end: ":", tenant: "organization" }],
  subjectFormsAreAll: true,
  unreviewedJobs: [
    {
      jobs: "any workspace of the organization",
      subjects: ["organization:*:project:any-project:workspace:any-workspace:run_phase:*"]
    }
  ],
  traps: [
    {
      id: "hcp-terraform-trap-phase",
      page: "docs/ci/hcp-terraform.md#aws",
      weigh: ({ subject }) => /:run_phase:plan$/.test(subject) ? 75 : /:run_phase:/.test(subject) ? 50 : 0,
      title: ({ subject }) => `Plan and apply have different subjects. This is the one for ${/:run_phase:plan$/.test(subject) ? "plan: a policy for apply" : "apply: a policy for plan"} refuses it.`,
      fix: "Write both into the policy, in a list, or run_phase:* for both."
    },
    {
      id: "hcp-terraform-trap-project",
      page: "docs/ci/hcp-terraform.md#aws",
      weigh: ({ subject }) => /:project:[^:]*[ A-Z]/.test(subject) ? 60 : 0,
      title: () => "The project name contains a space or a capital letter: the policy must match it exactly.",
      fix: "Copy the subject from the claims."
    }
  ],
  subjectFaults: [
    {
      rule: "impossible-value",
      value: /^organization:[^:*?]+:workspace:/,
      why: "the project follows the organization.",
      fix: "Write organization:ORGANIZATION:project:PROJECT:workspace:WORKSPACE:run_phase:*."
    },
    {
      rule: "impossible-value",
      value: /:run_phase:(?!plan$|apply$|.*[*?])/,
      why: "the phase of a run is plan or apply.",
      fix: "Write run_phase:apply, run_phase:plan, or both in a list."
    },
    {
      rule: "impossible-value",
      value: /^organization:[^:]+:project:[^:]+:workspace:[^:*?]+$/,
      why: "the phase of the run follows the workspace.",
      fix: "Add :run_phase:apply, :run_phase:plan or :run_phase:*."
    }
  ]
};

// src/trust/issuers/jenkins.ts
var selfHosted = /^(?!api\.pulumi\.com\/)[^/]+(\/[\w-]+)?\/oidc(\/job\/[^/]+)*$/;
var page6 = "docs/ci/jenkins.md#aws";
function branchInUrl(branch) {
  return encodeURIComponent(encodeURIComponent(branch)).replaceAll("%252A", "*");
}
function jobUrl(server, names) {
  return `${server}${names.map((name) => `job/${name}/`).join("")}`;
}
function serverOf(issuer) {
  return issuer.replace(/\/oidc(\/job\/.*)?$/, "/");
}
var jenkinsGenerator = {
  optionHelp: {
    issuer: "the URL of the server, followed by /oidc",
    ...tokenOptions,
    project: "FOLDER/JOB, or the multibranch project",
    branch: "the branch, of a multibranch project; * is a wildcard"
  },
  hint: "The subject is the URL of the job: use --issuer URL, --project FOLDER/JOB, and --branch for a multibranch project; or --subject.",
  plan(options) {
    const issuer = requiredOption(options, "issuer", "Write --issuer https://HOST/oidc, the `iss` of the token.");
    const plan = { issuer, audience: options.audience ?? awsAudience, actions: [assumeAction], exact: {} };
    if (options.subject !== void 0) return { ...plan, subjects: [policyLiteral(options.subject)] };
    const project = exactName(
      requiredOption(options, "project", "Write --project FOLDER/JOB, or --subject URL."),
      "project"
    );
    const folder = jobUrl(serverOf(issuer), project.split("/").map(encodeURIComponent));
    const branch = options.branch === void 0 ? "" : jobUrl("", [branchInUrl(refPattern(options.branch))]);
    return { ...plan, subjects: [`${policyLiteral(folder)}${branch}`] };
  },
  optionsFrom({ iss = "", sub = "" }) {
    if (!selfHosted.test(providerPath(iss))) return void 0;
    const server = serverOf(iss);
    const names = sub.startsWith(server) ? [...sub.slice(server.length).matchAll(/job\/([^/]+)\//g)].map(([, name = ""]) => name) : [];
    const [last = "", ...folders] = names.toReversed();
    const project = folders.toReversed().map(decoded).join("/");
    const branch = decoded(decoded(last));
    if (project === "" || jobUrl(server, [...project.split("/").map(encodeURIComponent), branchInUrl(branch)]) !== sub)
      return { subject: sub };
    return { project, branch };
  }
};
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
var slashAtEnd = {
  id: "jenkins-slash",
  title: "The subject is the URL of the job as Jenkins writes it, with a slash at the end.",
  page: page6,
  explains: (pattern, { subject }) => !pattern.endsWith("/") && patternMatches(`${pattern}/`, subject) ? { pattern: `${pattern}/` } : void 0
};
var encodedTwice = {
  id: "jenkins-encoding",
  title: "A slash in the name of a branch is %252F in the subject: Jenkins encodes it twice.",
  page: page6,
  explains(pattern, { subject }) {
    const corrected = pattern.replace(/%2F/gi, "%252F");
    return corrected !== pattern && patternMatches(corrected, subject) ? { pattern: corrected } : void 0;
  }
};
var jenkinsIssuer = {
  id: "jenkins",
  name: "Jenkins",
  docs: "https://plugins.jenkins.io/oidc-provider/",
  paths: { selfHosted, oneTenant: selfHosted },
  subjectForms: [{ start: "https://", end: "/", tenant: "server" }],
  wholeTenant: /^https:\/\/[^/]+\/(job\/)?\*$/,
  pullRequests: {
    subject: /\/job\/(PR|MR)-\d+(-head|-merge)?\/$/,
    skip: "when { not { changeRequest() } }"
  },
  lifetime: "A token of Jenkins is valid for an hour (configurable) from the start of the withCredentials block: start the block later.",
  runNames: ["build_number"],
  audience: {
    says: "Jenkins' audience is a field of the credential.",
    fixed: false,
    page: "docs/ci/jenkins.md#aws"
  },
  shownClaims: ["build_number"],
  subjectFaults: [
    {
      rule: "impossible-value",
      value: /^https:\/\/[^*?]*\/job\/[^*?]*[^/*?]$/,
      why: "the URL of a job ends with a slash.",
      fix: (value) => `Write ${value}/.`
    },
    {
      rule: "impossible-value",
      value: /^https:\/\/.*\/job\/[^/]*%2F/i,
      why: "Jenkins encodes a slash in the name of a branch twice.",
      fix: (value) => `Write ${value.replace(/%2F/gi, "%252F")}.`
    }
  ],
  traps: [
    {
      id: "jenkins-trap-slash",
      page: page6,
      weigh: ({ subject }) => /^https:\/\/.*\/job\/.*\/$/.test(subject) ? 60 : 0,
      title: () => "The subject is the URL of the job, with a slash at the end and the slashes of a branch as %252F: a policy without these refuses it.",
      fix: "Copy the subject, including the trailing slash."
    }
  ],
  subjectMismatches: [slashAtEnd, encodedTwice],
  generator: jenkinsGenerator
};

// src/aws/partition.ts
var usualAudience = "sts.amazonaws.com";
var commercial = {
  id: "aws",
  regionPattern: /^/,
  defaultRegion: "us-east-1",
  dnsSuffix: "amazonaws.com",
  dualStackDnsSuffix: "api.aws",
  audience: usualAudience
};
var partitions = [
  {
    id: "aws-cn",
    regionPattern: /^cn-/,
    defaultRegion: "cn-northwest-1",
    dnsSuffix: "amazonaws.com.cn",
    dualStackDnsSuffix: "api.amazonwebservices.com.cn",
    audience: "sts.amazonaws.com.cn"
  },
  {
    id: "aws-us-gov",
    regionPattern: /^us-gov-/,
    defaultRegion: "us-gov-west-1",
    dnsSuffix: "amazonaws.com",
    dualStackDnsSuffix: "api.aws",
    audience: usualAudience
  },
  {
    id: "aws-eusc",
    regionPattern: /^eusc-/,
    defaultRegion: "eusc-de-east-1",
    dnsSuffix: "amazonaws.eu",
    dualStackDnsSuffix: "api.amazonwebservices.eu",
    audience: usualAudience
  },
  {
    id: "aws-iso",
    regionPattern: /^us-iso-/,
    defaultRegion: "us-iso-east-1",
    dnsSuffix: "c2s.ic.gov",
    dualStackDnsSuffix: "api.aws.ic.gov",
    audience: usualAudience
  },
  {
    id: "aws-iso-b",
    regionPattern: /^us-isob-/,
    defaultRegion: "us-isob-east-1",
    dnsSuffix: "sc2s.sgov.gov",
    dualStackDnsSuffix: "api.aws.scloud",
    audience: usualAudience
  },
  {
    id: "aws-iso-e",
    regionPattern: /^eu-isoe-/,
    defaultRegion: "eu-isoe-west-1",
    dnsSuffix: "cloud.adc-e.uk",
    dualStackDnsSuffix: "api.cloud-aws.adc-e.uk",
    audience: usualAudience
  },
  {
    id: "aws-iso-f",
    regionPattern: /^us-isof-/,
    defaultRegion: "us-isof-south-1",
    dnsSuffix: "csp.hci.ic.gov",
    dualStackDnsSuffix: "api.aws.hci.ic.gov",
    audience: usualAudience
  },
  commercial
];
function partitionOfRegion(region) {
  return partitions.find(({ regionPattern }) => regionPattern.test(region)) ?? commercial;
}
function partitionById(id) {
  return partitions.find((partition) => partition.id === id);
}
var regionsByDefault = [
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "sa-east-1"
];
function isOptIn(region) {
  return partitionOfRegion(region) === commercial && !regionsByDefault.includes(region);
}

// src/trust/issuers/kubernetes.ts
var suffixes = partitions.map(({ dnsSuffix }) => dnsSuffix.replaceAll(".", "\\.")).join("|");
var cloud14 = new RegExp(`^oidc\\.eks\\.[^./]+\\.(${suffixes})/`);
var generator5 = namesGenerator({
  names: { namespace: "the namespace", serviceAccount: "the name of the service account" },
  hint: "Use --namespace and --service-account, and for the cluster --issuer URL (`kubectl get --raw /.well-known/openid-configuration`).",
  isFrom: ({ sub = "" }) => sub.startsWith("system:serviceaccount:"),
  namesIn: groupsOf(/^system:serviceaccount:(?<namespace>[^:]+):(?<serviceAccount>[^:]+)$/),
  subjects: ({ namespace, serviceAccount }) => [`system:serviceaccount:${namespace}:${serviceAccount}`]
});
var accountForm = /^system:serviceaccount:([^:]+):([^:]+)$/;
var otherAccount = {
  id: "kubernetes-account",
  title: "The pod runs as a different service account than the policy names.",
  page: "docs/ci/kubernetes.md#aws",
  explains(pattern, { subject }) {
    const [, namespace, name] = accountForm.exec(subject) ?? [];
    const [, theirs, account] = accountForm.exec(pattern) ?? [];
    if (namespace === void 0 || theirs === void 0 || patternMatches(pattern.toLowerCase(), subject))
      return void 0;
    return {
      title: `The pod runs as the service account ${name} in the namespace ${namespace}; the policy is for ${account} in ${theirs}.`,
      job: "Set the namespace and serviceAccountName in the pod specification.",
      anotherKind: ["namespace", "service_account"]
    };
  }
};
var kubernetesIssuer = {
  id: "kubernetes",
  name: "Kubernetes",
  docs: "https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html",
  generator: generator5,
  audience: {
    says: "The audience of a projected token is set in the pod specification; the default is the API server.",
    fixed: false,
    page: "docs/ci/kubernetes.md#aws"
  },
  lifetime: "The kubelet replaces the file of a projected token before it expires: use the file itself (web-identity-token-file), not a copy.",
  traps: [
    {
      id: "kubernetes-trap-account",
      page: "docs/ci/kubernetes.md#aws",
      weigh: ({ subject }) => /^system:serviceaccount:[^:]+:default$/.test(subject) ? 75 : 0,
      title: () => "The pod runs as the service account `default`: a policy for another one refuses it.",
      fix: "Set serviceAccountName in the pod specification."
    }
  ],
  shownClaims: ["kubernetes.io"],
  paths: { cloud: cloud14, oneTenant: cloud14 },
  subjectForms: [{ start: "system:serviceaccount:", end: ":", tenant: "namespace" }],
  unnamedSubjects: [/^system:serviceaccount:(?<namespace>[^:]+):(?<service_account>[^:]+)$/],
  subjectFormsAreAll: true,
  wholeTenant: /^(system:(serviceaccount:)?)?\*(:[^:]*)?$/,
  subjectMismatches: [otherAccount]
};

// src/trust/issuers/oracle.ts
var cloud15 = /^idcs-[^./]+\.identity\.oraclecloud\.com$/;
var oracleIssuer = {
  id: "oracle",
  name: "Oracle Cloud",
  docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif",
  paths: { cloud: cloud15, withClaimKeys: cloud15 },
  claimKeys: ["rpst_id"],
  identityClaims: [{ claim: "rpst_id", immutable: true, advised: true }]
};

// src/trust/issuers/semaphore.ts
var cloud16 = /^[^./]+\.semaphoreci\.com$/;
var semaphoreGenerator = {
  optionHelp: {
    ...refOptions,
    ...issuerOption,
    ...tokenOptions,
    organization: "its name",
    projectId: "the UUID of the project",
    repository: "the name alone"
  },
  hint: "Use --organization, --project-id, --repository, and --branch or --tag.",
  plan(options) {
    const nameOf2 = (name) => exactName(requiredOption(options, name, `Write ${flagOf(name)} VALUE, or --subject TEXT.`), name);
    const issuer = options.issuer ?? `https://${nameOf2("organization")}.semaphoreci.com`;
    return {
      issuer,
      audience: options.audience ?? issuer,
      // Organizations can enable session tags in their tokens, which AWS refuses without this.
      actions: [assumeAction, "sts:TagSession"],
      subjects: refSubjects(options, (type, ref) => {
        const start = `org:${nameOf2("organization")}:project:${nameOf2("projectId")}:repo:${nameOf2("repository")}`;
        const folder = type === "tag" ? "tags" : "heads";
        return `${start}:ref_type:${type}:ref:refs/${folder}/${ref}`;
      }),
      exact: {}
    };
  },
  optionsFrom({ sub = "" }) {
    const subject = /^org:([^:]+):project:([^:]+):repo:([^:]+):ref_type:(branch|tag):ref:refs\/(?:heads|tags)\/(.+)$/.exec(sub);
    if (subject === null) return void 0;
    const [, organization = "", projectId = "", repository = "", type = "", ref = ""] = subject;
    return { organization, projectId, repository, [type]: ref };
  }
};
var semaphoreIssuer = {
  id: "semaphore",
  name: "Semaphore",
  docs: "https://docs.semaphoreci.com/reference/openid",
  paths: { cloud: cloud16, oneTenant: cloud16 },
  subjectForms: [{ start: "org:", end: ":", tenant: "organization" }],
  lifetime: "A token of Semaphore is valid for 24 hours from the start of the job, which gets only one: exchange it earlier.",
  subjectFormsAreAll: true,
  wholeTenant: /^org:(\*|[^:]+:(\*|project:\*))$|^\*(?!.*(project|repo):[^*?])/,
  unreviewedJobs: [
    {
      jobs: "pull requests",
      pullRequest: true,
      subjects: ["org:*:project:*:repo:*:ref_type:pull-request:ref:*"]
    },
    { jobs: "any branch", subjects: ["org:*:project:*:repo:*:ref_type:branch:ref:refs/heads/any-branch"] }
  ],
  subjectTails: [
    {
      tail: /^:(repo|ref_type|ref):/,
      why: "a Semaphore subject names the repository and the branch after the project"
    }
  ],
  runNames: ["job_id", "ppl_id", "wf_id"],
  pullRequests: { subject: /:ref_type:pull[_-]request:/ },
  audience: {
    says: "Semaphore's audience is the URL of the organization and cannot be changed.",
    fixed: true,
    page: "docs/ci/semaphore.md#aws"
  },
  sessionTags: { setBy: "organization", identity: ["prj_id"] },
  shownClaims: ["ref_type", "ref", "org_id", "prj_id", "repo_slug", "job_type"],
  subjectFaults: [
    {
      rule: "impossible-value",
      value: /^org:.*:ref:(?!refs\/|[*?])[^:]/,
      why: "Semaphore writes the full reference.",
      fix: "Write ref:refs/heads/BRANCH or ref:refs/tags/TAG."
    }
  ],
  generator: semaphoreGenerator
};

// src/trust/issuers/spacelift.ts
var generator6 = namesGenerator({
  names: { namespace: "the ID of the space", project: "the ID of the stack" },
  hint: "Use --issuer https://ACCOUNT.app.spacelift.io, --namespace SPACE and --project STACK. Tracked runs get the role; proposed runs, which pull requests start, do not.",
  isFrom: ({ iss = "", sub = "" }) => cloud17.test(providerPath(iss)) || /^space:[^:]+:(stack|module):[^:]+:run_type:/.test(sub),
  namesIn: groupsOf(/^space:(?<namespace>[^:]+):stack:(?<project>[^:]+):run_type:TRACKED:scope:(?:read|write)$/),
  audience: (_names, issuer) => barePath(issuer),
  subjects: ({ namespace, project }) => ["read", "write"].map((scope) => `space:${namespace}:stack:${project}:run_type:TRACKED:scope:${scope}`),
  // A label of the stack enables session tags, which AWS refuses without this.
  rest: () => ({ actions: [assumeAction, "sts:TagSession"] })
});
var cloud17 = /^[^./]+\.app\.(us\.)?spacelift\.io$/;
var spaceliftIssuer = {
  id: "spacelift",
  name: "Spacelift",
  docs: "https://docs.spacelift.io/integrations/cloud-providers/oidc/",
  generator: generator6,
  audience: {
    says: "Spacelift's audience is the host name of the account, without https://, and cannot be changed.",
    fixed: true,
    page: "docs/ci/spacelift.md#aws"
  },
  lifetime: "A token of Spacelift is valid for one hour, and each phase of a run gets only one: exchange it earlier.",
  shownClaims: ["spaceId", "callerType", "callerId", "runType", "scope"],
  paths: { cloud: cloud17, oneTenant: cloud17 },
  subjectForms: [{ start: "space:", end: ":", tenant: "space" }],
  wholeTenant: /^(space:)?\*(:\*)*$/,
  traps: [
    {
      id: "spacelift-trap-run",
      page: "docs/ci/spacelift.md#aws",
      weigh: ({ subject }) => /:run_type:PROPOSED:|:scope:read$/.test(subject) ? 75 : 45,
      title: () => "The subject ends with the type of the run and its scope (read for proposed runs and most plans): a policy for other runs refuses it.",
      fix: "List the allowed types."
    }
  ],
  unreviewedJobs: [
    {
      jobs: "proposed runs, which pull requests start",
      pullRequest: true,
      subjects: ["space:*:stack:*:run_type:PROPOSED:scope:read", "space:*:module:*:run_type:PROPOSED:scope:read"]
    }
  ],
  subjectFaults: [
    {
      rule: "ambiguous-wildcard",
      value: /^\*:(stack|module):/,
      why: "the wildcard also matches a space or a stack whose name contains what follows it.",
      fix: "Begin with space:SPACE:, the ID of the space."
    },
    {
      rule: "impossible-value",
      value: /:run_type:(?!(PROPOSED|TRACKED|TASK|TESTING|DESTROY)(:|$)|[^:]*[*?])/,
      why: "Spacelift writes the types of runs in capitals: PROPOSED, TRACKED, TASK, TESTING, DESTROY.",
      fix: "Write one of those."
    }
  ],
  sessionTags: { setBy: "organization", identity: [] }
};

// src/trust/issuers/teamcity.ts
var teamcityIssuer = {
  id: "teamcity",
  name: "TeamCity",
  docs: "https://github.com/OctopusDeploy/teamcity-oidc-plugin",
  paths: {},
  serverClaims: ["build_type_external_id"],
  audience: {
    says: "The audience is a setting of the plugin's build feature; the default is the URL of the server.",
    fixed: false,
    page: "docs/ci/teamcity.md#aws"
  },
  lifetime: "A token of the plugin is valid for ten minutes (configurable in its build feature): raise that, or exchange the token in the first step.",
  traps: [
    {
      id: "teamcity-trap-configuration",
      page: "docs/ci/teamcity.md#aws",
      weigh: ({ claims }) => claims.build_type_external_id === void 0 ? 0 : 60,
      title: () => "The subject is the ID of the build configuration: a policy with its name, or with a branch, refuses it.",
      fix: "Write only the ID, which Administration shows for the build configuration."
    }
  ],
  shownClaims: ["build_type_external_id", "project_external_id", "branch", "triggered_by"],
  generator: namesGenerator({
    names: { projectId: "the ID of the build configuration" },
    hint: "Use --issuer https://SERVER and --project-id, the ID of the build configuration. The subject contains no branch.",
    isFrom: ({ build_type_external_id: id }) => typeof id === "string",
    namesIn: ({ sub }) => ({ projectId: sub }),
    subjects: ({ projectId = "" }) => [projectId]
  })
};

// src/trust/issuers/vercel.ts
var generator7 = namesGenerator({
  names: {
    organization: "the slug of the team",
    project: "the name of the project",
    environment: "production, preview or development"
  },
  hint: "Use --organization TEAM, --project and --environment. Pull requests from anyone run as preview.",
  isFrom: ({ iss = "" }) => /^oidc\.vercel\.com(\/|$)/.test(providerPath(iss)),
  namesIn: groupsOf(/^owner:(?<organization>[^:]+):project:(?<project>[^:]+):environment:(?<environment>[^:]+)$/),
  issuer: ({ organization }) => organization && `https://oidc.vercel.com/${organization}`,
  audience: ({ organization }) => organization && `https://vercel.com/${organization}`,
  subjects: ({ organization, project, environment: environment2 }) => [
    `owner:${organization}:project:${project}:environment:${environment2}`
  ]
});
var vercelIssuer = {
  id: "vercel",
  name: "Vercel",
  docs: "https://vercel.com/docs/oidc/reference",
  generator: generator7,
  audience: {
    says: "Vercel's audience is https://vercel.com/TEAM, unless the job requests another.",
    fixed: true,
    page: "docs/ci/vercel.md#aws"
  },
  lifetime: "A build on Vercel gets one token: exchange it earlier in the build.",
  traps: [
    {
      id: "vercel-trap-environment",
      page: "docs/ci/vercel.md#aws",
      weigh: ({ subject }) => subject.endsWith(":environment:preview") ? 75 : 45,
      title: ({ subject }) => `The subject ends with the environment, here ${subject.split(":").at(-1)}: a policy for another one refuses it.`,
      fix: "Write the allowed environment. Every pull request runs as preview."
    }
  ],
  shownClaims: ["owner_id", "project_id", "environment"],
  paths: { cloud: /^oidc\.vercel\.com(\/|$)/, oneTenant: /^oidc\.vercel\.com\// },
  subjectForms: [{ start: "owner:", end: ":", tenant: "team" }],
  subjectFormsAreAll: true,
  wholeTenant: /^(owner:)?\*(:\*)*$|^owner:[^:]+:(\*|project:\*(:\*)*)$/,
  unreviewedJobs: [
    { jobs: "previews of pull requests", pullRequest: true, subjects: ["owner:*:project:*:environment:preview"] }
  ]
};

// src/trust/issuers/index.ts
var issuers = [
  githubIssuer,
  gitlabIssuer,
  circleciIssuer,
  semaphoreIssuer,
  azurePipelinesIssuer,
  buildkiteIssuer,
  bitbucketIssuer,
  jenkinsIssuer,
  codefreshIssuer,
  bitriseIssuer,
  harnessIssuer,
  teamcityIssuer,
  spaceliftIssuer,
  env0Issuer,
  hcpTerraformIssuer,
  vercelIssuer,
  flyIssuer,
  kubernetesIssuer,
  googleIssuer,
  depotIssuer,
  oracleIssuer
];
function issuerAt(path) {
  return issuers.find(({ paths }) => paths.cloud?.test(path) || paths.selfHosted?.test(path));
}
function issuerOfClaims(claims) {
  const path = typeof claims.iss === "string" ? providerPath(claims.iss) : "";
  return issuerAt(path) ?? issuers.find(({ serverClaims = [] }) => serverClaims.some((claim) => claim in claims));
}
function extraClaimKeys(path) {
  return withClaimKeys(path)?.claimKeys ?? [];
}
function derivedKeys(path) {
  return withClaimKeys(path)?.derivedKeys ?? {};
}
function withClaimKeys(path) {
  return issuers.find(({ paths }) => paths.withClaimKeys?.test(path));
}
function claimKeys(path) {
  return ["sub", "aud", "amr", ...extraClaimKeys(path)];
}
function claimKey(path, claim) {
  return claimKeys(path).find((name) => name.toLowerCase() === claim.toLowerCase());
}
function unreadClaim(path, claim) {
  const { unreadClaims: unreadClaims2 = {} } = issuerAt(path) ?? {};
  return Object.hasOwn(unreadClaims2, claim) ? unreadClaims2[claim] : void 0;
}
var identityClaims = issuers.flatMap((issuer) => issuer.identityClaims ?? []);

// src/trust/federated-principal.ts
function isBuiltIn(issuer) {
  return issuers.some(({ paths }) => paths.builtIn?.test(providerPath(issuer)));
}
function federatedPrincipal(issuer, account) {
  return isBuiltIn(issuer) ? providerPath(issuer) : providerArn(issuer, account);
}

// src/trust/context.ts
function webIdentityContext(claims, request) {
  const issuer = claims.iss ?? "";
  const path = providerPath(issuer);
  const tags = sessionTags(claims);
  const roles = authorizedRoles(claims);
  const context = {
    // STS has no endpoint without TLS: https://docs.aws.amazon.com/general/latest/gr/sts.html
    "aws:SecureTransport": ["true"],
    ...request.extra,
    [`${path}:aud`]: effectiveAudiences(claims),
    "aws:FederatedProvider": [federatedPrincipal(issuer, accountOfArn(request.roleArn))],
    "sts:RoleSessionName": stringValues(request.sessionName),
    "sts:SourceIdentity": stringValues(claims[sourceIdentityClaim]),
    "sts:RoleAuthorizedByIdp": roles ? [String(roles.includes(request.roleArn))] : [],
    "sts:TransitiveTagKeys": tags.transitiveKeys,
    "aws:TagKeys": Object.keys(tags.values)
  };
  const derived = derivedKeys(path);
  for (const claim of ["sub", "amr", ...extraClaimKeys(path)]) {
    context[`${path}:${claim}`] = derived[claim]?.(claims) ?? stringValues(claims[claim]);
  }
  for (const [key, value] of Object.entries(tags.values)) context[`aws:RequestTag/${key}`] = [value];
  return Object.fromEntries(Object.entries(context).filter(([, values2]) => values2.length > 0));
}
function isKnownToAwsAlone(key) {
  return /^aws:(?!RequestTag\/|TagKeys$|FederatedProvider$)/i.test(key);
}
function isUnknownKey(key, { sessionName, complete }) {
  if (complete === true) return false;
  return isKnownToAwsAlone(key) || sessionName === void 0 && /^sts:RoleSessionName$/i.test(key);
}
function requiredActions(claims) {
  const tagged = Object.keys(sessionTags(claims).values).length > 0;
  const named = stringValues(claims[sourceIdentityClaim]).length > 0;
  return [
    "sts:AssumeRoleWithWebIdentity",
    ...tagged ? ["sts:TagSession"] : [],
    ...named ? ["sts:SetSourceIdentity"] : []
  ];
}
function effectiveAudiences(claims) {
  return typeof claims.azp === "string" ? [claims.azp] : audiencesOf(claims);
}
function authorizedRoles(claims) {
  const roles = claims["https://aws.amazon.com/roles"];
  return roles === void 0 ? void 0 : stringValues(roles);
}
function accountOfArn(arn) {
  const [, partition = "aws", , , accountId = ""] = arn.split(":");
  return { accountId, partition };
}
function roleNameInArn(arn) {
  return arn.split("/").at(-1) ?? arn;
}
var sourceIdentityClaim = "https://aws.amazon.com/source_identity";
var tagsClaim = "https://aws.amazon.com/tags";
function sessionTags(claims) {
  const nested = claims[tagsClaim];
  if (isObject(nested)) {
    const tags = isObject(nested.principal_tags) ? Object.entries(nested.principal_tags) : [];
    return { values: tagValues(tags), transitiveKeys: stringValues(nested.transitive_tag_keys) };
  }
  const prefix = `${tagsClaim}/principal_tags/`;
  const flat = Object.entries(claims).filter(([claim]) => claim.startsWith(prefix));
  return {
    values: tagValues(flat.map(([claim, value]) => [claim.slice(prefix.length), value])),
    transitiveKeys: stringValues(claims[`${tagsClaim}/transitive_tag_keys`])
  };
}
function tagValues(tags) {
  return Object.fromEntries(tags.flatMap(([key, value]) => stringValues(value).map((text) => [key, text])));
}
function stringValues(claim) {
  const values2 = Array.isArray(claim) ? claim : [claim];
  return values2.filter((value) => ["string", "number", "boolean"].includes(typeof value)).map(String);
}

// src/core/ip-range.ts
function inIpRange(address, range) {
  const [base = "", length] = range.split("/");
  const wanted = parseAddress(base);
  const given = parseAddress(address);
  if (!wanted || !given || wanted.bits !== given.bits) return false;
  const prefix = length === void 0 ? wanted.bits : Number.parseInt(length, 10);
  if (!(Number.isInteger(prefix) && prefix >= 0 && prefix <= wanted.bits)) return false;
  const ignored = BigInt(wanted.bits - prefix);
  return wanted.value >> ignored === given.value >> ignored;
}
function parseAddress(text) {
  return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}
function parseIpv4(text) {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return void 0;
  return { bits: 32, value: parts.reduce((value, part) => value << 8n | BigInt(part), 0n) };
}
function parseIpv6(text) {
  const halves = text.split("::").map((half) => half.split(":").filter((group) => group !== ""));
  const [head = [], tail = []] = halves;
  const missing2 = 8 - head.length - tail.length;
  const groups = [...head, ...Array(Math.max(missing2, 0)).fill("0"), ...tail];
  const complete = halves.length === 1 ? missing2 === 0 : halves.length === 2 && missing2 > 0;
  if (!complete || !groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return void 0;
  return { bits: 128, value: groups.reduce((value, group) => value << 16n | BigInt(`0x${group}`), 0n) };
}

// src/trust/operators.ts
var stringEquals = exactly((value, wanted) => value === wanted);
var stringEqualsIgnoreCase = exactly((value, wanted) => value.toLowerCase() === wanted.toLowerCase());
var stringLike = { wildcards: true, variables: true, matches: matchesPattern };
var arnLike = { wildcards: true, variables: true, matches: matchesArn };
var numeric = (test) => ordered(readNumber, test);
var date = (test) => ordered(readDate, test);
var ipAddress = typed(inIpRange);
var operators = {
  StringEquals: is(stringEquals),
  StringNotEquals: isNot(stringEquals),
  StringEqualsIgnoreCase: is(stringEqualsIgnoreCase),
  StringNotEqualsIgnoreCase: isNot(stringEqualsIgnoreCase),
  StringLike: is(stringLike),
  StringNotLike: isNot(stringLike),
  // Both pairs of ARN operators behave the same, according to AWS.
  ArnEquals: is(arnLike),
  ArnNotEquals: isNot(arnLike),
  ArnLike: is(arnLike),
  ArnNotLike: isNot(arnLike),
  NumericEquals: is(numeric((a, b) => a === b)),
  NumericNotEquals: isNot(numeric((a, b) => a === b)),
  NumericLessThan: is(numeric((a, b) => a < b)),
  NumericLessThanEquals: is(numeric((a, b) => a <= b)),
  NumericGreaterThan: is(numeric((a, b) => a > b)),
  NumericGreaterThanEquals: is(numeric((a, b) => a >= b)),
  DateEquals: is(date((a, b) => a === b)),
  DateNotEquals: isNot(date((a, b) => a === b)),
  DateLessThan: is(date((a, b) => a < b)),
  DateLessThanEquals: is(date((a, b) => a <= b)),
  DateGreaterThan: is(date((a, b) => a > b)),
  DateGreaterThanEquals: is(date((a, b) => a >= b)),
  Bool: is(exactly((value, wanted) => isBoolean(value) && value.toLowerCase() === wanted.toLowerCase())),
  BinaryEquals: is(typed((value, wanted) => value === wanted)),
  IpAddress: is(ipAddress),
  NotIpAddress: isNot(ipAddress)
};
function is(comparison) {
  return { ...comparison, negated: false };
}
function isNot(comparison) {
  return { ...comparison, negated: true };
}
function exactly(test) {
  return { wildcards: false, variables: true, matches: (value, pattern) => test(value, literalOf(pattern)) };
}
function typed(test) {
  return { ...exactly(test), variables: false };
}
function ordered(read, test) {
  return typed((value, wanted) => test(read(value), read(wanted)));
}
function readNumber(text) {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}
function readDate(text) {
  if (/^\d+$/.test(text)) return Number(text) * 1e3;
  return /^\d{4}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
}
function isBoolean(text) {
  return /^(true|false)$/i.test(text);
}
function matchesArn(value, pattern) {
  const wanted = splitAtColons(pattern, 6);
  const given = splitAtColons(Array.from(value), 6).map(literalOf);
  return wanted.length === 6 && given.length === 6 && given.every((part, i) => matchesPattern(part, wanted[i] ?? []));
}

// src/trust/truth.ts
function not(truth) {
  return truth === "unknown" ? truth : !truth;
}
function allTrue(truths) {
  if (truths.includes(false)) return false;
  return truths.includes("unknown") ? "unknown" : true;
}
function anyTrue(truths) {
  return not(allTrue(truths.map(not)));
}

// src/trust/evaluate.ts
function evaluate(policy, request) {
  const lookUp = keyLookup(request);
  const variables = policy.version === "2012-10-17";
  const statements = policy.statements.map((statement) => evaluateStatement(statement, { request, lookUp, variables }));
  const applying = (effect) => anyTrue(statements.filter((result) => result.effect === effect).map(({ applies }) => applies));
  const explicitDeny2 = applying("Deny");
  return { allowed: allTrue([applying("Allow"), not(explicitDeny2)]), explicitDeny: explicitDeny2, statements };
}
function keyLookup({ context, isUnknown: isUnknown2 }) {
  const values2 = new Map(Object.entries(context).map(([key, list]) => [key.toLowerCase(), list]));
  return (key) => values2.get(key.toLowerCase()) ?? (isUnknown2?.(key) ? "unknown" : []);
}
function evaluateStatement(statement, scene) {
  const principalMatched = matchesPrincipal(statement.principals, scene.request.federated);
  const actionMatched = coversAction(statement, scene.request.action);
  const conditions = statement.conditions.map((condition) => {
    const { path: path2, operator, key, values: patterns } = condition;
    const found = scene.lookUp(key);
    const values2 = found === "unknown" || found.length === 0 ? void 0 : found;
    const matched = found === "unknown" ? found : conditionHolds(condition, found, scene);
    return { path: path2, operator, key, patterns, values: values2, matched };
  });
  const { path, sid, effect } = statement;
  const applies = allTrue([principalMatched, actionMatched, ...conditions.map(({ matched }) => matched)]);
  return { path, sid, effect, principalMatched, actionMatched, conditions, applies };
}
function matchesPrincipal(principals, federated) {
  return principals.negated !== (principals.anyone || principals.federated.includes(federated));
}
function coversAction({ actions }, action) {
  return actions.negated !== actions.patterns.some((pattern) => matchesActionPattern(action, pattern));
}
function matchesActionPattern(action, pattern) {
  const compiled = compilePattern(pattern.toLowerCase(), { wildcards: true });
  return compiled !== void 0 && matchesPattern(action.toLowerCase(), compiled);
}
function conditionHolds(condition, values2, scene) {
  if (values2.length === 0) return holdsWithoutKey(condition);
  const { name, set } = condition.operator;
  if (name === "Null") return condition.values.some((wanted) => wanted.toLowerCase() === "false");
  const operator = operators[name];
  const tests = condition.values.map((text) => valueTest(text, operator, scene));
  const fits = (value) => {
    const found = anyTrue(tests.map((test) => test(value)));
    return operator.negated ? not(found) : found;
  };
  if (set === "ForAllValues") return allTrue(values2.map(fits));
  if (set === "ForAnyValue") return anyTrue(values2.map(fits));
  return values2.length === 1 && allTrue(values2.map(fits));
}
function holdsWithoutKey({ operator: { name, set, ifExists }, values: values2 }) {
  if (name === "Null") return values2.some((wanted) => wanted.toLowerCase() === "true");
  return set === "ForAllValues" || set === void 0 && (ifExists || operators[name].negated);
}
function valueTest(text, operator, scene) {
  const { wildcards, variables, matches } = operator;
  if (!variables || !scene.variables) return (value) => matches(value, compilePattern(text, { wildcards }) ?? []);
  let isOpen = false;
  const variable = (key) => {
    const values2 = scene.lookUp(key);
    isOpen ||= values2 === "unknown";
    return values2 === "unknown" ? anyRun : singleValue(values2);
  };
  const pattern = compilePattern(text, { wildcards, variable });
  if (pattern === void 0) return () => false;
  return isOpen ? (value) => couldMatch(value, pattern) && "unknown" : (value) => matches(value, pattern);
}
function couldMatch(value, pattern) {
  const lower = pattern.map((glyph) => typeof glyph === "string" ? glyph.toLowerCase() : glyph);
  return matchesPattern(value.toLowerCase(), lower);
}
function singleValue(values2) {
  return values2.length === 1 ? values2[0] : void 0;
}

// src/trust/evaluate-token.ts
function evaluateToken(policy, request) {
  const { claims, roleArn } = request;
  const federated = federatedPrincipal(claims.iss ?? "", accountOfArn(roleArn));
  const context = webIdentityContext(claims, request);
  const isUnknown2 = (key) => isUnknownKey(key, request);
  const actions = requiredActions(claims).map((action) => ({
    action,
    ...evaluate(policy, { action, federated, context, isUnknown: isUnknown2 })
  }));
  return { allowed: allTrue(actions.map(({ allowed }) => allowed)), actions };
}

// src/trust/generate/ci-plans.ts
var generic = {
  optionHelp: { ...issuerOption, ...tokenOptions },
  hint: "For an unknown issuer, use --subject.",
  plan: (options) => ({
    issuer: requiredOption(options, "issuer", "Write --issuer URL, the `iss` of the token."),
    audience: options.audience ?? awsAudience,
    actions: [assumeAction],
    subjects: [policyLiteral(requiredOption(options, "subject", "Write --subject TEXT, the `sub` of the token."))],
    exact: {}
  }),
  optionsFrom: ({ sub: subject = "" }) => ({ subject })
};
var knownGenerators = issuers.flatMap(
  ({ id, name, generator: generator8, paths }) => generator8 === void 0 ? [] : [{ id, name, generator: generator8, dropsSlash: paths.endsInSlash === void 0 }]
);
var anyIssuer = { id: "generic", name: "Any OIDC issuer", generator: generic };
function generatorFor(claims) {
  return knownGenerators.find(({ generator: generator8 }) => generator8.optionsFrom(claims) !== void 0) ?? anyIssuer;
}
var ciPlans = [...knownGenerators, anyIssuer].map(
  ({ id, name, generator: generator8, dropsSlash }) => ({
    id,
    name,
    optionHelp: generator8.optionHelp,
    plan(options) {
      refuseOtherOptions(options, generator8, name);
      const plan = generator8.plan(options);
      return dropsSlash === true ? { ...plan, issuer: plan.issuer.replace(/\/+$/, "") } : plan;
    }
  })
);
function refuseOtherOptions(options, { optionHelp, hint }, name) {
  const other = Object.entries(options).find(
    ([option, value]) => value !== void 0 && !Object.hasOwn(optionHelp, option)
  );
  if (other === void 0) return;
  throw new HelperError("option-conflict", `${flagOf(other[0])} cannot be used here.`, { hint: `${name}: ${hint}` });
}

// src/trust/generate/options-from-claims.ts
function optionsFromClaims(claims) {
  const { id, generator: generator8 } = generatorFor(claims);
  const common = definedOptions({ issuer: claims.iss ?? "", audience: effectiveAudiences(claims)[0] });
  const taken = Object.entries(common).filter(([option]) => Object.hasOwn(generator8.optionHelp, option));
  return { claims, ci: id, options: { ...Object.fromEntries(taken), ...generator8.optionsFrom(claims) } };
}

// src/trust/subject-names.ts
function namedParts(text, path) {
  const { subjectNames: known2, unnamedSubjects } = issuerAt(path) ?? {};
  for (const form of unnamedSubjects ?? []) {
    const groups = new RegExp(form, "d").exec(text)?.indices?.groups;
    if (groups !== void 0) return groupedParts(text, groups);
  }
  if (known2 === void 0) return unnamedSubjects === void 0 ? alternatingParts(text) : [];
  const { separator, names } = known2;
  const heads = [...text.matchAll(new RegExp(`(?:^|${separator})(${names.join("|")})${separator}`, "g"))];
  return heads.map(({ 0: head, 1: name = "", index }, place) => {
    const at = index + head.length;
    return { name, value: text.slice(at, heads[place + 1]?.index), at };
  });
}
function groupedParts(text, groups) {
  return Object.entries(groups).flatMap(
    ([name, place]) => place === void 0 ? [] : [{ name, value: text.slice(...place), at: place[0] }]
  );
}
function hasPlainName({ name, value }) {
  return /^[a-z][\w-]*$/i.test(name) && !value.startsWith("//");
}
function alternatingParts(text) {
  const parts = [];
  const pieces = text.split(":");
  for (let index = 0; index < pieces.length; index++) {
    const name = pieces[index] ?? "";
    if (name === "" || /[*?]/.test(name)) continue;
    const at = pieces.slice(0, index + 1).join(":").length + 1;
    parts.push({ name, value: pieces[++index] ?? "", at });
  }
  return parts;
}
function partNamed(parts, name) {
  return parts.find((part) => part.name === name)?.value;
}
function differingNames(pattern, subject, path) {
  const wanted = namedParts(pattern, path);
  return namedParts(subject, path).flatMap(({ name, value }) => {
    const own = partNamed(wanted, name);
    return own === void 0 || patternMatches(own, value) ? [] : [name];
  });
}
function withoutForm(value) {
  return withoutIds(value).replace(/^refs\/(heads|tags)\//, "");
}
function withoutIds(text) {
  return text.replace(/@\d+(?=[/:]|$)/g, "");
}
var runNames = new Set(issuers.flatMap((issuer) => issuer.runNames ?? []));
function isOfOneRun(name) {
  return runNames.has(name);
}
function lastingPattern(subject, path) {
  const issuer = issuerAt(path);
  const [start] = issuer?.lastingSubject?.exec(subject) ?? [];
  if (start !== void 0) return `${policyLiteral(start)}*`;
  const lasting = namedParts(subject, path).toReversed();
  return lasting.filter(({ name, value }) => isOfOneRun(name) && value !== "").reduce((pattern, { value, at }) => `${pattern.slice(0, at)}${runMark}${pattern.slice(at + value.length)}`, subject).split(runMark).map(policyLiteral).join("*");
}
var runMark = "\uFFFF";

// src/trust/generate/without-run.ts
function withoutRun(plan, { iss = "", sub = "" }) {
  const lasting = lastingPattern(sub, providerPath(iss));
  return { ...plan, subjects: plan.subjects.map((subject) => subject === policyLiteral(sub) ? lasting : subject) };
}

// src/core/did-you-mean.ts
function nearest(word, candidates2) {
  const distances = candidates2.map((candidate) => ({
    candidate,
    distance: editDistance(word.toLowerCase(), candidate.toLowerCase())
  }));
  const best = distances.sort((a, b) => a.distance - b.distance)[0];
  if (best === void 0 || best.distance <= 1) return best?.candidate;
  const limit = Math.max(2, word.length / 3);
  if (best.distance > limit) return longForm(word, candidates2) ?? shortForm(word, candidates2);
  return longForm(word, candidates2) ?? best.candidate;
}
function longForm(word, candidates2) {
  if (word.length < 4) return void 0;
  const longer = candidates2.filter((candidate) => candidate.toLowerCase().startsWith(word.toLowerCase()));
  return longer.sort((a, b) => a.length - b.length)[0];
}
function shortForm(word, candidates2) {
  const shorter = candidates2.filter((candidate) => candidate.length > 2 && word.startsWith(candidate));
  return shorter.sort((a, b) => b.length - a.length)[0];
}
function didYouMean(word, candidates2) {
  const candidate = nearest(word, candidates2);
  return candidate === void 0 ? void 0 : `Did you mean ${candidate}?`;
}
function editDistance(from, to) {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row, column) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= from.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      rows[i]?.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (same ? 0 : 1),
          swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY
        )
      );
    }
  }
  return at(from.length, to.length);
}

// src/core/json-fault.ts
function invalidJson(text, name, code) {
  const fault = jsonFault(text);
  const place = fault === void 0 ? "" : `: line ${fault.line}, column ${fault.column}`;
  return new HelperError(code, `${name} is not JSON${place}.`, { hint: fault?.says });
}
var deepest = 500;
function jsonFault(text) {
  try {
    const end = skipBlanks(text, readValue(text, skipBlanks(text, 0), 0));
    return end === text.length ? void 0 : faultAt(text, end, "The JSON ends before this.");
  } catch (error) {
    if (!(error instanceof StrayText)) throw error;
    return faultAt(text, error.at, error.message);
  }
}
function faultAt(text, index, says) {
  const at = index === text.length ? text.trimEnd().length : index;
  const lines = text.slice(0, at).split("\n");
  return { at, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, says };
}
var StrayText = class extends Error {
  at;
  constructor(at, says) {
    super(says);
    this.at = at;
  }
};
function readValue(text, at, depth) {
  if (depth > deepest) throw new StrayText(at, "This is nested too deeply.");
  const first = text.charAt(at);
  if (first === "{") return readObject(text, at, depth);
  if (first === "[") return readList(text, at, depth);
  if (first === '"') return readText(text, at);
  const [word] = matchAt(/(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)(?![\w.])/y, text, at) ?? [];
  if (word !== void 0) return at + word.length;
  throw new StrayText(at, valueFault(text, at));
}
function valueFault(text, at) {
  const next = text.charAt(at);
  if (next === "") return "The text ends here, but a value is missing.";
  if (/[}\]]/.test(next)) return "Before this, a value is missing or a comma is extra.";
  return quoteOrComment(text, at) ?? "This is not the start of a value; strings need double quotes.";
}
function quoteOrComment(text, at) {
  const next = text.charAt(at);
  if (/['\u201c\u201d\u2018\u2019`]/.test(next)) return 'JSON strings need straight double quotes: "\u2026".';
  if (text.startsWith("//", at) || text.startsWith("/*", at) || next === "#") return "JSON has no comments.";
  return void 0;
}
function readObject(text, start, depth) {
  let at = skipBlanks(text, start + 1);
  if (text.charAt(at) === "}") return at + 1;
  while (true) {
    if (text.charAt(at) !== '"') throw new StrayText(at, nameFault(text, at));
    at = skipBlanks(text, readText(text, at));
    if (text.charAt(at) !== ":") throw new StrayText(at, "A colon is missing after the name.");
    at = skipBlanks(text, readValue(text, skipBlanks(text, at + 1), depth + 1));
    if (text.charAt(at) === "}") return at + 1;
    at = afterComma(text, at, "}");
  }
}
function nameFault(text, at) {
  if (text.charAt(at) === "}") return "Remove the comma before this.";
  if (text.charAt(at) === "") return "The text ends here, but a } is missing.";
  return quoteOrComment(text, at) ?? "Expected the name of a member in double quotes.";
}
function readList(text, start, depth) {
  let at = skipBlanks(text, start + 1);
  if (text.charAt(at) === "]") return at + 1;
  while (true) {
    at = skipBlanks(text, readValue(text, at, depth + 1));
    if (text.charAt(at) === "]") return at + 1;
    at = afterComma(text, at, "]");
  }
}
function afterComma(text, at, close) {
  if (text.charAt(at) === ",") return skipBlanks(text, at + 1);
  if (text.charAt(at) === "") throw new StrayText(at, `The text ends here, but a ${close} is missing.`);
  throw new StrayText(at, quoteOrComment(text, at) ?? `A comma or a ${close} is missing before this.`);
}
function readText(text, start) {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') {
    if (text.charAt(at) < " ") throw new StrayText(at, "A quote is missing before this: strings end on the same line.");
    if (text.charAt(at) !== "\\") at += 1;
    else at += escapeLength(text, at);
  }
  if (at >= text.length) throw new StrayText(start, "This string has no closing quote.");
  return at + 1;
}
function escapeLength(text, at) {
  const [known2] = matchAt(/\\(["\\/bfnrt]|u[\dA-Fa-f]{4})/y, text, at) ?? [];
  if (known2 !== void 0) return known2.length;
  throw new StrayText(at, 'JSON has only the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u.');
}
function skipBlanks(text, at) {
  return at + (matchAt(/[ \t\r\n]*/y, text, at)?.[0].length ?? 0);
}
function matchAt(sticky, text, at) {
  sticky.lastIndex = at;
  return sticky.exec(text);
}

// src/core/json-place.ts
function invalidPlace({ path, document }, fault, hint) {
  const message = `${document.name}: ${path || document.whole} ${fault}.`;
  return new HelperError(document.code, message, { hint });
}
function objectOf(place) {
  if (isObject(place.value)) return place.value;
  throw invalidPlace(place, place.value === void 0 ? "is missing" : "is not an object");
}
function strayMember(object, names) {
  return Object.keys(object).find((key) => !names.includes(key));
}
function itemsOf(place) {
  if (!Array.isArray(place.value)) throw invalidPlace(place, "is not a list");
  return place.value.map((value, index) => ({ ...place, path: `${place.path}[${index}]`, value }));
}
function memberAt(place, name) {
  const value = isObject(place.value) && Object.hasOwn(place.value, name) ? place.value[name] : void 0;
  return { ...place, path: memberPath(place.path, name), value };
}
function memberPath(path, key) {
  if (!/^[A-Za-z_]\w*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

// src/trust/duplicate-keys.ts
var deepest2 = 1e3;
function duplicateKeys(text, name) {
  const found = [];
  const stack = [];
  for (let at = 0; at < text.length; at += 1) {
    const frame = stack.at(-1);
    switch (text.charAt(at)) {
      case "{":
        stack.push({ kind: "object", keys: /* @__PURE__ */ new Set(), key: "", expectsKey: true });
        break;
      case "[":
        stack.push({ kind: "array", index: 0 });
        break;
      case "}":
      case "]":
        stack.pop();
        break;
      case ",":
        if (frame?.kind === "array") frame.index += 1;
        else if (frame !== void 0) frame.expectsKey = true;
        break;
      case '"': {
        const start = at;
        at = endOfText(text, start);
        if (frame?.kind !== "object" || !frame.expectsKey) break;
        frame.expectsKey = false;
        frame.key = String(JSON.parse(text.slice(start, at + 1)));
        if (frame.keys.has(frame.key)) found.push(stack.reduce(extend, ""));
        frame.keys.add(frame.key);
      }
    }
    if (stack.length > deepest2) throw tooDeep(name);
  }
  return found;
}
function endOfText(json, start) {
  let end = json.indexOf('"', start + 1);
  while (isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end;
}
function isEscaped(json, at) {
  let first = at;
  while (json.charAt(first - 1) === "\\") first -= 1;
  return (at - first) % 2 === 1;
}
function extend(path, frame) {
  return frame.kind === "array" ? `${path}[${frame.index}]` : memberPath(path, frame.key);
}
function tooDeep(name) {
  return new HelperError("policy-invalid", `${name} is nested more than ${deepest2} levels deep.`, {
    hint: "Policies, plans and templates have about twenty. Check the program that wrote the file."
  });
}

// src/trust/policy.ts
function documentOf(name) {
  return { name, whole: "the policy", code: "policy-invalid" };
}
function readPolicy(json, name) {
  const place = { value: json, path: "", document: documentOf(name) };
  onlyMembers(place, ["Version", "Id", "Statement"]);
  const { value: version = "2008-10-17", ...inVersion } = memberAt(place, "Version");
  if (version !== "2008-10-17" && version !== "2012-10-17") {
    throw invalidPlace(inVersion, 'is neither "2012-10-17" nor "2008-10-17"');
  }
  const statements = memberAt(place, "Statement");
  const places = Array.isArray(statements.value) ? itemsOf(statements) : [statements];
  return { version, statements: places.map(readStatement) };
}
function readStatement(place) {
  const statement = objectOf(place);
  if ("Resource" in statement || "NotResource" in statement) {
    throw invalidPlace(place, "has a Resource", "Remove it: a trust policy always applies to its own role.");
  }
  onlyMembers(place, ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Condition"]);
  const { Sid: sid, Effect: effect } = statement;
  if (effect !== "Allow" && effect !== "Deny") {
    throw invalidPlace(memberAt(place, "Effect"), 'is neither "Allow" nor "Deny"');
  }
  if (sid !== void 0 && typeof sid !== "string") throw invalidPlace(memberAt(place, "Sid"), "is not a string");
  return {
    path: place.path,
    sid,
    effect,
    principals: readPrincipals(place),
    actions: readActions(place),
    conditions: readConditions(memberAt(place, "Condition"))
  };
}
function readPrincipals(statement) {
  const member = oneMember(statement, ["Principal", "NotPrincipal"]);
  const negated = member === "NotPrincipal";
  const place = memberAt(statement, member);
  if (place.value === "*") return { negated, anyone: true, federated: [], others: {} };
  onlyMembers(place, ["AWS", "Federated", "Service", "CanonicalUser"]);
  const kinds = Object.keys(objectOf(place)).map((kind) => [kind, stringsOf(memberAt(place, kind))]);
  const { Federated: federated = [], ...others } = Object.fromEntries(kinds);
  return { negated, anyone: [...others.AWS ?? [], ...federated].includes("*"), federated, others };
}
function readActions(statement) {
  const member = oneMember(statement, ["Action", "NotAction"]);
  return { negated: member === "NotAction", patterns: stringsOf(memberAt(statement, member)) };
}
function readConditions(place) {
  if (place.value === void 0) return [];
  return Object.keys(objectOf(place)).flatMap((name) => {
    const inOperator = memberAt(place, name);
    const operator = readOperator(name, inOperator);
    return Object.keys(objectOf(inOperator)).map((key) => {
      const inKey = memberAt(inOperator, key);
      return { path: inKey.path, operator, key, values: conditionValues(inKey) };
    });
  });
}
function readOperator(text, place) {
  const [, prefix, bare = text, suffix] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(text) ?? [];
  const set = ["ForAllValues", "ForAnyValue"].find((name) => name === prefix);
  const ifExists = suffix !== void 0;
  if (bare === "Null" && set === void 0 && !ifExists) return { text, name: bare, set, ifExists };
  if (isOperator(bare)) return { text, name: bare, set, ifExists };
  throw invalidPlace(place, "is not an IAM condition operator", didYouMean(bare, [...Object.keys(operators), "Null"]));
}
function isOperator(name) {
  return Object.hasOwn(operators, name);
}
function conditionValues(place) {
  return asList(place).map((value) => {
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    throw invalidPlace(place, "is not a string, a number or a Boolean");
  });
}
function stringsOf(place) {
  return asList(place).map((value) => {
    if (typeof value === "string") return value;
    throw invalidPlace(place, "is neither a string nor a list of strings");
  });
}
function asList({ value }) {
  return Array.isArray(value) ? value : [value];
}
function oneMember(place, members) {
  const object = objectOf(place);
  const [first, second] = members.filter((member) => Object.hasOwn(object, member));
  if (first === void 0) throw invalidPlace(place, `has neither ${members[0]} nor ${members[1]}`);
  if (second !== void 0) throw invalidPlace(place, `has both ${first} and ${second}`);
  return first;
}
function onlyMembers(place, allowed) {
  const stray = strayMember(objectOf(place), allowed);
  if (stray === void 0) return;
  throw invalidPlace(memberAt(place, stray), "is not a member that IAM knows here", didYouMean(stray, allowed));
}

// src/trust/like-operator.ts
function likeOperator(operator) {
  const text = operator.text.replace(/StringEquals(IgnoreCase)?/, "StringLike");
  return text === operator.text ? operator : { ...operator, name: "StringLike", text };
}
function asLikeValue(value) {
  return value.replace(/\$\{[^}]*\}|[*?]/g, (found) => found.length === 1 ? `\${${found}}` : found);
}

// src/trust/lint/subjects.ts
var forms = issuers.flatMap(({ subjectForms = [] }) => subjectForms);
function subjectForm(value) {
  return forms.find(({ start }) => value.startsWith(start));
}
function tenantAndProject(pattern) {
  const form = subjectForm(pattern);
  return form?.namesProject ? pattern.slice(form.start.length) : "";
}
function isPrivateIssuer(path) {
  return issuers.some(({ paths }) => paths.oneTenant?.test(path));
}
var calledCodeClaims = identityClaims.flatMap(
  ({ claim, ofCalledCode }) => ofCalledCode ? [claim] : []
);
var immutableClaims = identityClaims.flatMap(
  ({ claim, immutable: immutable2 }) => immutable2 ? [claim] : []
);

// src/diagnose/strangers.ts
function letsInOthers(before, after, { conditions, ...scene }) {
  const answer = (policy, claims) => evaluateToken(policy, { ...scene.request, claims }).allowed;
  return strangers(scene, conditions).some((claims) => {
    const now = openness.indexOf(answer(after, claims));
    return now > 0 && now > openness.indexOf(answer(before, claims));
  });
}
var openness = [false, "unknown", true];
function strangers(scene, conditions) {
  const { claims } = scene;
  const subjects = [...otherTenants(scene), ...otherJobs(scene, conditions)];
  return [
    ...subjects.map((sub) => ({ ...claims, sub })),
    ...otherTenants(scene).map((sub) => ({ ...claims, ...foreignIds2(scene), sub })),
    ...namesakes(scene, conditions),
    ...otherClaims(scene, conditions)
  ];
}
function otherTenants({ subject, path }) {
  const form = subjectForm(subject);
  if (form === void 0 || isPrivateIssuer(path)) return [];
  const [tenant = "", ...rest] = subject.slice(form.start.length).split(form.end);
  const behind = rest.map((part) => `${form.end}${part}`).join("");
  const names = [`${tenant}-evil`, `evil-${tenant}`, "stranger", tenant.replace(/@\d+$/, "@1")];
  return names.filter((name) => name !== tenant).map((name) => `${form.start}${name}${behind}`);
}
function namesakes(scene, conditions) {
  const { claims, subject, path } = scene;
  const foreign = foreignIds2(scene);
  const patterns = subjectsIn(conditions);
  const isNamed = namesProject(subject, claims) || subjectForm(subject) !== void 0 && !patterns.some((pattern) => namesProject(pattern, claims));
  const hasIds = Object.keys(foreign).some((claim) => Object.hasOwn(claims, claim));
  const isAsked = hasIds && !hasId(subject, path) && patterns.some((pattern) => hasId(pattern, path)) && !patterns.some((pattern) => !hasId(pattern, path) && namesTheSame(pattern, scene));
  return Object.keys(foreign).length > 0 && (!isNamed || isAsked) ? [{ ...claims, ...foreign }] : [];
}
function namesProject(pattern, claims) {
  const [project] = issuerOfClaims(claims)?.identityClaims ?? [];
  return tenantAndProject(pattern) !== "" || project !== void 0 && pattern.startsWith(`${project.claim}:`);
}
function namesTheSame(pattern, { subject, path }) {
  const [first] = namedParts(subject, path);
  const wanted = first && partNamed(namedParts(pattern, path), first.name);
  return first !== void 0 && wanted !== void 0 && patternMatches(wanted, first.value);
}
function hasId(pattern, path) {
  return withoutIds(pattern) !== pattern || namedParts(pattern, path).some(({ name }) => immutableClaims.includes(name));
}
function subjectsIn(conditions) {
  return conditions.filter(({ key }) => splitKey(key).claim === "sub").flatMap(({ values: values2 }) => values2);
}
function foreignIds2({ claims: own }) {
  const claims = (issuerOfClaims(own)?.identityClaims ?? []).filter(({ ofCalledCode }) => !ofCalledCode);
  return Object.fromEntries(claims.map(({ claim }) => [claim, "stranger"]));
}
function otherJobs({ subject, path }, conditions) {
  const patterns = subjectsIn(conditions);
  const parts = namedParts(subject, path);
  const isPinned = (name, value) => patterns.some((pattern) => {
    const wanted = partNamed(namedParts(pattern, path), name);
    return wanted !== void 0 && !patternMatches(withoutForm(wanted).toLowerCase(), withoutForm(value).toLowerCase());
  });
  const others = parts.flatMap(
    ({ name, value, at }) => othersThan(value).filter((other) => isPinned(name, other)).map((other) => `${subject.slice(0, at)}${other}${subject.slice(at + value.length)}`)
  );
  if (patterns.length === 0) return [];
  const isNameless = parts.every(({ value }) => value === "");
  return [...others, `evil-${subject}`, ...isNameless ? [`${subject}-evil`] : []];
}
function othersThan(value) {
  const steps = value.split("/");
  return [
    `${value}-evil`,
    ...steps.flatMap((_, at) => [
      [...steps.slice(0, at), "stranger", ...steps.slice(at + 1)].join("/"),
      [...steps.slice(0, at), "stranger"].join("/")
    ])
  ];
}
function otherClaims({ claims, path }, conditions) {
  const asked = claimKeys(path).filter((claim) => claim !== "sub" && typeof claims[claim] === "string");
  return asked.flatMap((claim) => {
    const own = conditions.filter(({ key }) => splitKey(key).claim === claim);
    const values2 = [`${claims[claim]}-evil`, "stranger"];
    return values2.filter((value) => own.some((one) => !one.values.some((pattern) => patternMatches(pattern, value)))).map((value) => ({ ...claims, [claim === "aud" && claims.azp !== void 0 ? "azp" : claim]: value }));
  });
}

// src/diagnose/accepting-policy.ts
function acceptingPlan(context) {
  if (context.issuer === "" || context.subject === "" || context.audiences.length !== 1) return void 0;
  return [generatedPlan(context), lastingPlan(context)].flatMap((plan) => plan === void 0 ? [] : [withActions(plan, context)]).find((plan) => isGood(readPolicy(trustPolicyIn(plan, context.account), "the policy"), context));
}
function acceptingPolicy(context) {
  const plan = acceptingPlan(context);
  return plan === void 0 ? void 0 : trustPolicyIn(plan, context.account);
}
function generatedPlan({ claims }) {
  const { ci, options } = optionsFromClaims(claims);
  if (ci === "generic") return void 0;
  try {
    const plan = ciPlans.find(({ id }) => id === ci)?.plan(options);
    return plan && withoutRun(plan, claims);
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    return void 0;
  }
}
function lastingPlan({ issuer, path, subject, audiences: [audience2 = ""] }) {
  return { issuer, audience: audience2, actions: [], exact: {}, subjects: [lastingPattern(subject, path)] };
}
function withActions(plan, { claims }) {
  return { ...plan, actions: [.../* @__PURE__ */ new Set([...requiredActions(claims), ...plan.actions])] };
}
function isGood(policy, { claims, request, path, subject }) {
  const nobody = { ...policy, statements: [] };
  return evaluateToken(policy, { claims, ...request }).allowed === true && !letsInOthers(nobody, policy, { claims, request, path, subject, conditions: [] });
}

// src/core/posix-quote.ts
function posixQuote(text) {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

// src/trust/escape-controls.ts
function escapeControls(text) {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}

// src/diagnose/log-text.ts
function logLine(text) {
  const line = escapeControls(text);
  return line.length <= 400 ? line : `${[...line].slice(0, 400).join("")}\u2026 (${line.length} characters)`;
}
function jsonLine(value) {
  return escapeControls(JSON.stringify(value));
}
function jsonBlock(value) {
  return JSON.stringify(value, void 0, 2).split("\n").map(escapeControls).join("\n");
}
function conditionLine(operator, key, values2) {
  const [first = "", ...others] = values2;
  const name = typeof operator === "string" ? operator : operator.text;
  return `"${name}": { ${jsonLine(key)}: ${jsonLine(others.length === 0 ? first : values2)} }`;
}
function literalWildcardTitle({ text }) {
  return `${text} treats * as an ordinary character; wildcards need StringLike.`;
}
function shellWord(text) {
  return posixQuote(escapeControls(text));
}

// src/diagnose/policy-providers.ts
function policyAudiences({ policy, path }) {
  const statements = policy?.statements.filter(({ effect }) => effect === "Allow") ?? [];
  const conditions = statements.flatMap(({ conditions: all }) => all);
  const values2 = conditions.filter(({ key, operator }) => isAudienceOf(key, path) && ["StringEquals", "StringLike"].includes(operator.name)).flatMap((condition) => condition.values);
  return [...new Set(values2)];
}
function isAudienceOf(key, path) {
  const { host: host2, claim } = splitKey(key);
  return claim.toLowerCase() === "aud" && host2 !== void 0 && barePath(host2).toLowerCase() === barePath(path).toLowerCase();
}
function nearestProvider(context) {
  const arns = (context.policy?.statements ?? []).filter(({ effect, principals }) => effect === "Allow" && !principals.negated).flatMap(({ principals }) => principals.federated).filter(isProviderArn);
  if (arns.length === 0 || arns.includes(context.providerArn)) return void 0;
  const rows = arns.flatMap(
    (arn) => differences.flatMap((row, rank) => row.is(arn, context) ? [{ arn, row, rank }] : [])
  );
  const [nearest2] = rows.sort((a, b) => a.rank - b.rank);
  return nearest2 && { arn: nearest2.arn, difference: nearest2.row.says };
}
var differences = [
  {
    is: (arn, { path }) => arn.endsWith("/") && bareName(arn) === path,
    says: "The provider in the policy ends in a slash, but the issuer of the token does not."
  },
  {
    is: (arn, { path }) => !arn.endsWith("/") && `${bareName(arn)}/` === path,
    says: "The issuer of the token ends in a slash, so the URL of the provider must also end in one."
  },
  {
    is: (arn, { path, account }) => nameOf(arn) === path && accountOfArn(arn).partition !== account.partition,
    says: "The provider in the policy is in a different partition than the role."
  },
  {
    is: (arn, { path, account }) => nameOf(arn) === path && accountOfArn(arn).accountId !== account.accountId,
    says: "The provider in the policy is in a different account than the role."
  },
  {
    is: (arn, { path }) => bareName(arn).toLowerCase() === barePath(path).toLowerCase(),
    says: "The provider in the policy differs from the issuer in upper and lower case."
  },
  {
    is: (arn, { path }) => hostOf(bareName(arn)) === hostOf(path),
    says: "The provider in the policy has a different path than the issuer: two paths on one host are two issuers."
  },
  { is: () => true, says: "The provider in the policy is for a different host than the one that issued the token." }
];
function nameOf(arn) {
  return providerPath(providerNameInArn(arn));
}
function bareName(arn) {
  return barePath(providerNameInArn(arn));
}
function hostOf(path) {
  return (path.split("/")[0] ?? "").toLowerCase();
}

// src/diagnose/audience-causes.ts
var page7 = "docs/troubleshooting.md#sts-audience";
function usualAudience2({ account }) {
  return partitionById(account.partition)?.audience ?? "sts.amazonaws.com";
}
var severalAudiences = {
  id: "audience-list",
  page: page7,
  codes: ["sts-audience", "sts-access-denied", "sts-token-rejected"],
  offlineCode: "sts-audience",
  find(context) {
    const { audiences } = context;
    if (audiences.length < 2) return void 0;
    return {
      title: "The token has several audiences and no azp claim; AWS accepts only one audience.",
      likelihood: "certain",
      evidence: [`aud: ${logLine(jsonLine(audiences))}`],
      change: `Request the token for one audience only:
    aud: ${usualAudience2(context)}`
    };
  }
};
var authorizedParty = {
  id: "audience-azp",
  page: page7,
  codes: ["sts-audience"],
  find(context) {
    const { azp } = context.claims;
    if (azp === void 0) return void 0;
    return {
      title: "The token has an azp claim, and AWS uses it as the audience.",
      likelihood: "certain",
      evidence: [`azp: ${logLine(String(azp))}`, `aud: ${audiencesOf(context.claims).map(logLine).join(", ")}`],
      change: registration(context)
    };
  }
};
var unregisteredAudience = {
  id: "audience-mismatch",
  page: page7,
  codes: ["sts-audience", "sts-access-denied"],
  offlineCode: "sts-audience",
  find(context) {
    const registered = context.provider?.clientIds;
    if (context.refusal?.code !== "sts-audience" && !lacksAudience(registered, context.audiences)) return void 0;
    const known2 = issuerAt(context.path)?.audience;
    const wanted = policyAudiences(context);
    const difference = audienceDifference(context, wanted);
    return {
      title: `The identity provider in IAM does not list the token's audience as a client ID.${difference === void 0 && known2 !== void 0 ? ` ${known2.says}` : ""}${difference === void 0 ? "" : ` ${difference}`}`,
      likelihood: "certain",
      evidence: [
        `aud: ${context.audiences.map(logLine).join(", ") || "none"}`,
        ...wanted.length === 0 ? [] : [`policy: ${wanted.map(logLine).join(", ")}`],
        `provider: ${logLine(context.providerArn)}`,
        ...registered === void 0 ? [] : [`client IDs: ${registered.map(logLine).join(", ")}`]
      ],
      // For an unknown CI, only a policy shows that jobs can choose the audience.
      change: known2?.fixed ?? wanted.length === 0 ? `Register it:
${registration(context)}` : requested(context, wanted)
    };
  }
};
function audienceDifference({ audiences: [own = ""], account }, wanted) {
  if (wanted.includes(own)) return "The policy already has this audience; only the provider lacks it.";
  const near = wanted.find((audience2) => withoutSlash(audience2) === withoutSlash(own));
  if (near !== void 0) return `The policy's audience differs only in the trailing slash.`;
  const usual = usualAudience2({ account });
  if (own !== usual && isUsualElsewhere(own)) {
    return `In the partition ${account.partition} the audience is usually ${usual}.`;
  }
  return wanted.length === 0 ? void 0 : "The policy has another audience.";
}
function isUsualElsewhere(audience2) {
  return partitions.some((partition) => partition.audience === audience2);
}
function withoutSlash(text) {
  return text.replace(/\/+$/, "");
}
function requested(context, wanted) {
  const usual = usualAudience2(context);
  const [own] = context.audiences;
  const better = wanted.length === 0 ? usual : wanted[0];
  if (own === better || better === void 0 || wanted.includes(own ?? ""))
    return `Register it:
${registration(context)}`;
  const whose = wanted.length === 0 ? `usually ${usual}` : `the policy's is ${logLine(better)}`;
  return `Request a token for the registered audience (${whose}). Or register this one:
${registration(context)}`;
}
function lacksAudience(clientIds, [audience2, another]) {
  return clientIds !== void 0 && audience2 !== void 0 && another === void 0 && !clientIds.includes(audience2);
}
function registration({ providerArn: providerArn2, audiences: [audience2 = ""] }) {
  return `    aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${shellWord(providerArn2)} --client-id ${shellWord(audience2)}`;
}
var audienceCauses = [severalAudiences, authorizedParty, unregisteredAudience];

// src/trust/difference.ts
function differenceOf(pattern, value, { wildcards, ignoresCase }) {
  const lower = { pattern: pattern.toLowerCase(), value: value.toLowerCase() };
  const position = ignoresCase ? firstDifference(lower.pattern, lower.value, wildcards) : firstDifference(pattern, value, wildcards);
  return position && { pattern, value, ...position, caseOnly: lower.pattern === lower.value };
}
function drawDifference(difference) {
  const caret = (text, at) => " ".repeat(escapeControls(text.slice(0, at)).length);
  return [
    `policy: ${escapeControls(difference.pattern)}`,
    `        ${caret(difference.pattern, difference.patternAt)}^`,
    `token:  ${escapeControls(difference.value)}`,
    `        ${caret(difference.value, difference.valueAt)}^`
  ];
}
function firstDifference(pattern, value, wildcards) {
  const [glyphs, characters] = [[...pattern], [...value]];
  const position = (glyph, character) => ({
    patternAt: glyphs.slice(0, glyph).join("").length,
    valueAt: characters.slice(0, character).join("").length
  });
  let ends = [0];
  for (const [index, glyph] of glyphs.entries()) {
    const next = endsAfter(glyph, { ends, characters, wildcards });
    if (next.length === 0) return position(index, ends[0] ?? 0);
    ends = next;
  }
  const last = ends.at(-1) ?? 0;
  return last === characters.length ? void 0 : position(glyphs.length, last);
}
function endsAfter(glyph, { ends, characters, wildcards }) {
  if (wildcards && glyph === "*") {
    const first = ends[0] ?? 0;
    return Array.from({ length: characters.length - first + 1 }, (_, more) => first + more);
  }
  const takes = (character) => character !== void 0 && (character === glyph || wildcards && glyph === "?");
  return ends.filter((end) => takes(characters[end])).map((end) => end + 1);
}

// src/trust/explain.ts
function explainCondition(condition, claims) {
  const { operator, patterns, values: values2 } = condition;
  if (condition.matched === "unknown") return { notes: [unknownNote(condition)], differences: [] };
  if (values2 === void 0) return { notes: absenceNotes(condition, claims), differences: [] };
  if (operator.name === "Null") return { notes: ["The key must be absent, but the token has it."], differences: [] };
  if (values2.length > 1 && operator.set === void 0) {
    return {
      notes: ["The key has several values; only ForAnyValue: and ForAllValues: compare those."],
      differences: []
    };
  }
  const shown3 = values2.map(escapeControls).join(", ");
  const { negated, variables, wildcards } = operators[operator.name];
  if (negated) return { notes: [`The policy excludes this value: ${shown3}`], differences: [] };
  if (!variables || patterns.some((pattern) => pattern.includes("${"))) {
    const policy = `policy: ${patterns.map(escapeControls).join(", ")}`;
    return { notes: [policy, `${sideOf(condition.key)} ${shown3}`], differences: [] };
  }
  const comparison = { wildcards, ignoresCase: operator.name === "StringEqualsIgnoreCase" };
  const differences2 = values2.flatMap((value) => {
    const found = patterns.map((pattern) => differenceOf(pattern, value, comparison));
    return found.every((difference) => difference !== void 0) ? found : [];
  });
  return {
    notes: [
      ...patterns.length === 0 ? ["The policy lists no values, so nothing matches."] : [],
      ...differences2.some(({ caseOnly }) => caseOnly) ? ["The two differ only in case, and IAM is case-sensitive."] : [],
      ...!wildcards && patterns.some((pattern) => /[*?]/.test(pattern)) ? [`${operator.text} treats \`*\` and \`?\` as ordinary characters; wildcards need StringLike.`] : []
    ],
    differences: differences2
  };
}
function whyUnknown(key) {
  return /^sts:/i.test(key) ? `${escapeControls(key)} is not known here` : `only AWS knows ${escapeControls(key)}`;
}
function unknownNote({ key, patterns, values: values2 }) {
  const shown3 = patterns.map(escapeControls).join(", ");
  return `policy: ${shown3} (${values2 === void 0 ? whyUnknown(key) : "only AWS knows the variable"})`;
}
function sideOf(key) {
  return splitKey(key).host === void 0 ? "request:" : "token: ";
}
function absenceNotes({ key, operator }, claims) {
  if (operator.name === "Null") return ["The key must be present, but the token does not have it."];
  const path = providerPath(claims.iss ?? "");
  const { host: host2, claim } = splitKey(key);
  const isClaim = claimKey(path, claim) !== void 0;
  if (host2 === void 0 && !isClaim) return ["The request has no such key."];
  if (host2?.toLowerCase() !== path.toLowerCase()) {
    if (host2 === void 0 || namesSameIssuer(host2, path))
      return [`AWS spells this key ${escapeControls(`${path}:${claim}`)}.`];
    const origin = path === "" ? "does not name its issuer (iss)" : `is from ${escapeControls(path)}`;
    return [`The key belongs to the issuer ${escapeControls(host2)}; the token ${origin}.`];
  }
  if (claim.toLowerCase() === "iss") return ["AWS has no key for the issuer: the principal names its provider."];
  if (!isClaim) {
    const meant = Object.hasOwn(claims, claim) ? void 0 : didYouMean(claim, claimKeys(path));
    return [
      `AWS does not read the claim ${escapeControls(claim)} from this issuer.${meant === void 0 ? "" : ` ${meant}`}`
    ];
  }
  return [`The token has no claim ${escapeControls(claim)}.`];
}

// src/diagnose/policy-fix.ts
var noFix = () => void 0;
function allFixes(fixes) {
  return (policy) => fixes.reduce((before, fix) => before && fix(before), policy);
}
function changeStatement(path, change) {
  return (policy) => {
    const statements = policy.statements.map((statement) => statement.path === path ? change(statement) : statement);
    return statements.includes(void 0) ? void 0 : { ...policy, statements: statements.filter((statement) => statement !== void 0) };
  };
}
function withoutConditions(conditions) {
  const paths = conditions.map(({ path }) => path);
  return (policy) => ({
    ...policy,
    statements: policy.statements.map((statement) => ({
      ...statement,
      conditions: statement.conditions.filter(({ path }) => !paths.includes(path))
    }))
  });
}
function withoutStatement(path) {
  return (policy) => ({ ...policy, statements: policy.statements.filter((statement) => statement.path !== path) });
}
function addActions(path, actions) {
  return changeStatement(path, (statement) => {
    const { negated, patterns } = statement.actions;
    if (negated) return void 0;
    const missing2 = actions.filter((action) => !coversAction(statement, action));
    return { ...statement, actions: { negated, patterns: [...patterns, ...missing2] } };
  });
}
function changeCondition(place, change) {
  return changeStatement(place.statement, (statement) => {
    const old = statement.conditions.find(({ path }) => path === place.condition);
    if (old === void 0) return void 0;
    const changed = { ...old, ...change };
    const isTaken = statement.conditions.some(
      (other) => other !== old && other.operator.text === changed.operator.text && other.key.toLowerCase() === changed.key.toLowerCase()
    );
    if (isTaken) return void 0;
    return { ...statement, conditions: statement.conditions.map((one) => one === old ? changed : one) };
  });
}
function addCondition(statement, key, value) {
  const operator = { text: "StringEquals", name: "StringEquals", set: void 0, ifExists: false };
  return changeStatement(statement, (before) => {
    const isAsked = before.conditions.some((one) => one.key.toLowerCase() === key.toLowerCase());
    const added = { path: `${statement}.Condition.${key}`, operator, key, values: [value] };
    return isAsked ? before : { ...before, conditions: [...before.conditions, added] };
  });
}

// src/diagnose/fix-subject.ts
function fixSubject(context, condition, candidates2, pins) {
  const lasting = withValue(condition, lastingPattern(context.subject, context.path));
  const all = [...candidates2, { ...lasting, pins }];
  const fitting = all.find((candidate) => isSafe(context, condition, candidate));
  return fitting === void 0 ? noFix : fixWith(context, condition, fitting);
}
function fixWith(context, condition, { pins = {}, ...change }) {
  const place = placeOf(context, condition);
  const keys = Object.entries(pins).filter(([claim]) => claimKeys(context.path).includes(claim));
  return allFixes([
    changeCondition(place, change),
    ...keys.map(([claim, value]) => addCondition(place.statement, `${context.path}:${claim}`, value))
  ]);
}
function withValue(condition, value) {
  return withValues(condition, value, [...condition.patterns, void 0]);
}
function withReplaced(condition, old, value) {
  return withValues(
    condition,
    value,
    condition.patterns.map((pattern) => pattern === old ? void 0 : pattern)
  );
}
function withOnly(condition, value) {
  return withValues(condition, value, [void 0]);
}
function withValues({ operator }, value, places) {
  const changed = hasWildcard(value) ? likeOperator(operator) : operator;
  const old = (text) => changed === operator ? text : asLikeValue(text);
  return {
    operator: changed,
    values: [...new Set(places.map((place) => place === void 0 ? value : old(place)))]
  };
}
function placeOf({ comparison }, { path }) {
  return { statement: comparison?.nearest?.statement.path ?? "", condition: path };
}
function isSafe(context, condition, candidate) {
  const { nearest: nearest2, failing = [] } = context.comparison ?? {};
  if (context.policy === void 0 || nearest2 === void 0) return false;
  if (isSuspect(context, condition, candidate)) return false;
  const { statement } = nearest2;
  const others = failing.filter((other) => other.path !== condition.path).map(({ path }) => path);
  const conditions = statement.conditions.filter(({ path }) => !others.includes(path));
  const before = openPolicy(context.policy, { ...statement, conditions });
  const after = fixWith(context, condition, candidate)(before);
  if (after === void 0) return false;
  const { claims, request } = context;
  if (evaluateToken(after, { ...request, claims }).allowed === false) return false;
  return !letsInOthers(before, after, { ...context, conditions });
}
function openPolicy({ version }, statement) {
  const principals = { negated: false, anyone: true, federated: [], others: {} };
  return { version, statements: [{ ...statement, principals, actions: { negated: false, patterns: ["*"] } }] };
}
var unsafe = ["ambiguous-wildcard", "hyphen-id", "wildcard-id"];
function isSuspect({ path }, { patterns }, { values: values2 }) {
  const faults = issuerAt(path)?.subjectFaults ?? [];
  return faults.some(({ rule, value: fault }) => {
    const has = (texts) => texts.some((text) => fault.test(text));
    return unsafe.includes(rule) && has(values2) && !has(patterns);
  });
}

// src/diagnose/refusal-context.ts
function refusalContext(question) {
  const claims = plainClaims(question.claims);
  const issuer = claims.iss ?? "";
  const account = accountOfArn(question.request.roleArn);
  const path = providerPath(issuer);
  return {
    ...question,
    claims,
    issuer,
    path,
    subject: claims.sub ?? "",
    audiences: effectiveAudiences(claims),
    account,
    providerArn: federatedPrincipal(issuer, account),
    comparison: question.policy && compareWithPolicy(question.policy, { claims, request: question.request, path })
  };
}
function plainClaims(claims) {
  const { iss, sub, azp, ...rest } = isObject(claims) ? claims : {};
  return {
    ...rest,
    ...typeof iss === "string" ? { iss } : {},
    ...typeof sub === "string" ? { sub } : {},
    ...typeof azp === "string" ? { azp } : {}
  };
}
function compareWithPolicy(policy, { claims, request, path }) {
  const verdict = evaluateToken(policy, { claims, ...request });
  const refused = verdict.actions.find((action) => action.allowed === false);
  const denial = refused?.statements.find(({ effect, applies }) => effect === "Deny" && applies === true);
  const [nearest2] = (refused?.statements ?? []).flatMap((result, index) => {
    const statement = policy.statements[index];
    return result.effect === "Allow" && statement !== void 0 ? [{ result, statement }] : [];
  }).sort((a, b) => distance(a.result, path) - distance(b.result, path));
  const concerned = nearest2 !== void 0 && (nearest2.result.principalMatched || namesProvider(nearest2.statement, path));
  return {
    verdict,
    allowed: verdict.allowed,
    refused,
    denial,
    nearest: nearest2,
    concerned,
    failing: concerned ? nearest2.result.conditions.filter(({ matched }) => matched === false) : [],
    open: openStatements(verdict)
  };
}
function openStatements({ allowed, actions }) {
  if (allowed !== "unknown") return [];
  const all = actions.flatMap(({ statements }) => statements.filter(({ applies }) => applies === "unknown"));
  return all.filter(({ path }, index) => all.findIndex((other) => other.path === path) === index).map((result) => ({ ...result, conditions: result.conditions.filter(({ matched }) => matched === "unknown") }));
}
function distance({ principalMatched, actionMatched, conditions }, path) {
  const failing = conditions.filter(({ matched }) => matched === false);
  const isForOthers = failing.some(({ key }) => key.toLowerCase() === `${path}:sub`.toLowerCase());
  return (principalMatched ? 0 : 1e3) + (actionMatched ? 0 : 500) + failing.length + (isForOthers ? 0.5 : 0);
}
function namesProvider({ principals }, path) {
  return !principals.negated && principals.federated.some((arn) => namesSameIssuer(arn, path));
}
function failingCondition({ comparison, path }, claim) {
  const key = `${path}:${claim}`.toLowerCase();
  return comparison?.failing.find((condition) => condition.key.toLowerCase() === key);
}

// src/diagnose/subject-mismatch-cause.ts
function subjectMismatchCause({ id, title, page: page12, hint, explains }) {
  return {
    id,
    page: page12,
    codes: ["sts-access-denied"],
    find(context) {
      const { comparison, claims, subject, path } = context;
      const token = { claims, subject, path };
      if (comparison === void 0) {
        if (subject === "" || hint === void 0 || !hint.when(token)) return void 0;
        return {
          title: hint.title,
          likelihood: hint.likelihood ?? "likely",
          evidence: [`sub: ${logLine(subject)}`],
          change: `The trust policy must accept this subject:
${requiredSubjects(context)}`
        };
      }
      const condition = failingSubject(context);
      const patterns = condition?.patterns ?? [];
      const fixed = patterns.flatMap((pattern2) => {
        const fix2 = explains(pattern2, token);
        if (fix2 === void 0 || !isNearer({ pattern: pattern2, fix: fix2 }, subject)) return [];
        return fix2.pattern !== void 0 && patterns.includes(fix2.pattern) ? [] : [{ pattern: pattern2, fix: fix2 }];
      });
      const [first] = [...fixed.filter((one) => isWhole(one, token)), ...fixed];
      if (condition === void 0 || first === void 0) return void 0;
      const { pattern } = first;
      const { loses, pins, ...bare } = first.fix;
      const canPin = pins !== void 0 && holdsForAll(
        pins,
        patterns.map((text) => explains(text, token)?.pins),
        path
      );
      const fix = canPin ? { ...bare, pins } : bare;
      return {
        title: logLine(fix.title ?? title),
        likelihood: isWhole(first, token) ? "certain" : "likely",
        evidence: [...comparisonLines(condition, claims), ...loses === void 0 || canPin ? [] : [loses]],
        change: fix.job ?? "",
        aside: withoutConditions([condition]),
        ...fix.jobOnly ? {} : { fix: fixSubject(context, condition, candidates(condition, pattern, fix), fix.pins) }
      };
    }
  };
}
function holdsForAll(pins, ofPatterns, path) {
  const isRead2 = Object.keys(pins).every((claim) => claimKeys(path).includes(claim));
  return isRead2 && ofPatterns.every((others) => JSON.stringify(others) === JSON.stringify(pins));
}
function isWhole({ pattern, fix }, { subject, path }) {
  if (fix.pattern !== void 0) return patternMatches(fix.pattern, subject);
  const { anotherKind = [] } = fix;
  const isSame2 = anotherKind.length === 0 || sharesName(pattern, subject, path);
  return isSame2 && differingNames(pattern, subject, path).every((name) => anotherKind.includes(name));
}
function sharesName(pattern, subject, path) {
  const wanted = namedParts(pattern, path);
  return namedParts(subject, path).some(({ name }) => partNamed(wanted, name) !== void 0);
}
function isNearer({ pattern, fix }, subject) {
  const reach = (text) => differenceOf(text, subject, { wildcards: true, ignoresCase: false })?.valueAt ?? Number.POSITIVE_INFINITY;
  return fix.pattern === void 0 || reach(fix.pattern) > reach(pattern);
}
function candidates(condition, old, { pattern, keepsOld, pins }) {
  if (pattern === void 0) return [];
  const changed = keepsOld === true ? withValue(condition, pattern) : withReplaced(condition, old, pattern);
  return [{ ...changed, pins }];
}
function failingSubject(context) {
  const condition = failingCondition(context, "sub");
  const compares = /^(String|Arn)(Equals|Like|EqualsIgnoreCase)$/.test(condition?.operator.name ?? "");
  return compares && condition?.values !== void 0 ? condition : void 0;
}
function requiredSubjects(context) {
  const { subjects } = acceptingPlan(context) ?? { subjects: [context.subject] };
  return subjects.map((subject) => `    ${jsonLine(subject)}`).join("\n");
}
function comparisonLines(condition, claims) {
  const { differences: differences2, notes } = explainCondition(condition, claims);
  const [nearest2] = [...differences2].sort((a, b) => b.patternAt - a.patternAt);
  const others = differences2.length - 1;
  return [
    ...nearest2 === void 0 || nearest2.pattern.length + nearest2.value.length > 600 ? [] : drawDifference(nearest2),
    ...others > 0 ? [`(and ${others} more ${others === 1 ? "value" : "values"} in the policy)`] : [],
    ...notes
  ];
}

// src/diagnose/condition-causes.ts
var page8 = "docs/troubleshooting.md#sts-access-denied";
var codes = ["sts-access-denied"];
var otherAudience = {
  id: "policy-audience",
  page: "docs/troubleshooting.md#sts-audience",
  codes,
  find(context) {
    const condition = failingAudience(context);
    const [aud, another] = context.audiences;
    if (condition?.values === void 0 || aud === void 0 || another !== void 0) return void 0;
    const rule = issuerAt(context.path)?.audience;
    const [wanted, ...others] = condition.patterns;
    const misspelled = condition.patterns.find((pattern) => withoutScheme(pattern) === withoutScheme(aud));
    const canAsk = wanted !== void 0 && others.length === 0 && misspelled === void 0 && !hasWildcard(wanted) && // The party is the same for every audience.
    context.claims.azp === void 0 && rule?.fixed !== true;
    return {
      title: misspelled === void 0 ? "The policy requires a different audience than the token has." : "The policy spells the audience differently: AWS compares every character.",
      likelihood: "certain",
      evidence: [
        `policy: ${condition.patterns.map(logLine).join(", ")}`,
        `token:  ${logLine(aud)}${context.claims.azp === void 0 ? "" : " (azp, which AWS uses as the audience)"}`
      ],
      change: canAsk ? `Request the token for ${logLine(wanted)}.${rule === void 0 ? "" : ` ${rule.says}`}` : "",
      aside: withoutConditions([condition]),
      fix: requestedAudience(context, condition) ?? changeCondition(
        placeOf(context, condition),
        misspelled === void 0 ? withValue(condition, policyLiteral(aud)) : withReplaced(condition, misspelled, policyLiteral(aud))
      )
    };
  }
};
function withoutScheme(audience2) {
  return audience2.trim().toLowerCase().replace(/^https?:\/\//, "").replace(/\/+$/, "");
}
function requestedAudience(context, condition) {
  const { path, claims, audiences } = context;
  const place = placeOf(context, condition);
  const [fix] = Object.entries(derivedKeys(path)).flatMap(([key, valuesIn]) => {
    const wanted = valuesIn(claims).find(
      (value) => condition.patterns.some((pattern) => patternMatches(pattern, value))
    );
    return wanted === void 0 ? [] : [
      allFixes([
        changeCondition(place, { values: audiences.map(policyLiteral) }),
        addCondition(place.statement, `${path}:${key}`, wanted)
      ])
    ];
  });
  return fix;
}
function failingAudience(context) {
  const condition = failingCondition(context, "aud");
  return condition !== void 0 && comparesTexts(condition) ? condition : void 0;
}
function comparesTexts({ operator, values: values2 }) {
  return values2 !== void 0 && /^(String|Arn)(Equals|Like|EqualsIgnoreCase)$/.test(operator.name);
}
function failingAbsent({ comparison }) {
  return (comparison?.failing ?? []).filter(({ values: values2, operator }) => values2 === void 0 && operator.name !== "Null");
}
function ownClaim({ path }, { key }) {
  const { host: host2, claim } = splitKey(key);
  return host2?.toLowerCase() === path.toLowerCase() ? claim : void 0;
}
function isRead(context, condition) {
  const claim = ownClaim(context, condition);
  return claim !== void 0 && claimKey(context.path, claim) !== void 0;
}
var absentKey = {
  id: "policy-key",
  page: "docs/lint/unknown-claim.md",
  codes,
  find(context) {
    const conditions = failingAbsent(context).filter((condition) => !isRead(context, condition));
    if (conditions.length === 0) return void 0;
    const keys = conditions.map((condition) => keyChange(context, condition));
    const fixes = keys.flatMap(({ fix }) => fix === void 0 ? [] : [fix]);
    return {
      title: "The policy has a condition on a key that is not in the request.",
      likelihood: "certain",
      evidence: conditions.flatMap((condition) => [
        `policy: ${conditionLine(condition.operator, condition.key, condition.patterns)}`,
        ...explainCondition(condition, context.claims).notes
      ]),
      change: [...new Set(keys.flatMap(({ words: words2 = [] }) => words2))].join("\n"),
      aside: withoutConditions(conditions),
      ...fixes.length === conditions.length ? { fix: allFixes(fixes) } : {}
    };
  }
};
function keyChange(context, condition) {
  const { path, claims, comparison } = context;
  const { host: host2, claim } = splitKey(condition.key);
  const renamed2 = (name) => changeCondition(placeOf(context, condition), { key: `${path}:${name}` });
  const own = claimKey(path, claim) ?? claimKeys(path).find((name) => name.endsWith(`/${claim}`));
  if (host2 === void 0) {
    return own === void 0 ? { words: `A call with this token has no ${logLine(condition.key)}. ${insteadOfKey(context, condition)}` } : { fix: renamed2(own) };
  }
  if (ownClaim(context, condition) === void 0) {
    const others = comparison?.nearest?.statement.principals.federated ?? [];
    const isOwn = !namesSameIssuer(host2, path) && others.some((arn) => arn.toLowerCase().endsWith(`/${host2.toLowerCase()}`));
    if (isOwn)
      return { words: `A token has one issuer only: move the condition for ${logLine(host2)} to a separate statement.` };
  }
  if (own !== void 0) return { fix: renamed2(own) };
  if (claim.toLowerCase() === "iss") return issuerChange(context, condition);
  const unread = unreadClaim(path, claim);
  if (unread === void 0) {
    const meant = Object.hasOwn(claims, claim) ? void 0 : nearest(claim, claimKeys(path));
    if (meant !== void 0) return { fix: renamed2(meant) };
    return {
      words: `AWS reads only ${claimKeys(path).join(", ")} from this issuer: use one of them instead of ${logLine(claim)}.`
    };
  }
  const same = unread.sameAs === void 0 ? void 0 : claims[unread.sameAs];
  const isMet = condition.patterns.length === 1 && condition.patterns[0] === claims[claim];
  return {
    words: `The condition was meant to restrict ${unread.guards}. ${unread.nearest}`,
    ...isMet && typeof same === "string" ? {
      fix: changeCondition(placeOf(context, condition), {
        key: `${path}:${unread.sameAs}`,
        values: [policyLiteral(same)]
      })
    } : {}
  };
}
function insteadOfKey({ path }, { key }) {
  const { name = "", sessionTags: sessionTags2 } = issuerAt(path) ?? {};
  const [, tag2] = /^aws:RequestTag\/(.+)$/i.exec(key) ?? [];
  if (tag2 === void 0 || sessionTags2 === void 0) return "Restrict the subject instead.";
  const way = sessionTags2.setBy === "job" ? `Request the token with the session tag ${logLine(tag2)}` : `Have ${name} put the session tag ${logLine(tag2)} into its tokens`;
  return `${way}, and allow sts:TagSession; or restrict the subject instead.`;
}
function issuerChange({ claims, path, providerArn: providerArn2, comparison }, condition) {
  const { negated = true, anyone, federated } = comparison?.nearest?.statement.principals ?? {};
  const isRestricted = !negated && anyone === false && federated?.every((arn) => arn === providerArn2);
  const isOwn = condition.patterns.some((pattern) => [claims.iss, path].includes(pattern));
  return isRestricted && isOwn ? { fix: withoutConditions([condition]) } : { words: "Name the provider of the issuer in the principal instead." };
}
var absentClaim = {
  id: "policy-claim",
  page: page8,
  codes,
  find(context) {
    const conditions = failingAbsent(context).filter(
      (condition) => isRead(context, condition) && !isInEveryToken(splitKey(condition.key).claim)
    );
    if (conditions.length === 0) return void 0;
    const names = conditions.map((condition) => logLine(splitKey(condition.key).claim));
    const { claimsOnRequest = {} } = issuerAt(context.path) ?? {};
    const ways = names.flatMap((name) => Object.hasOwn(claimsOnRequest, name) ? [claimsOnRequest[name]] : []);
    return {
      title: `The policy requires ${names.join(" and ")}, which the token does not have.`,
      likelihood: "certain",
      evidence: conditions.map(({ operator, key, patterns }) => `policy: ${conditionLine(operator, key, patterns)}`),
      change: ways.join("\n") || "Run a job whose token has it.",
      aside: withoutConditions(conditions)
    };
  }
};
function isInEveryToken(claim) {
  return ["aud", "sub"].includes(claim.toLowerCase());
}
var otherCondition = {
  id: "policy-condition",
  page: page8,
  codes,
  find(context) {
    const handled = [failingSubject(context), failingAudience(context), ...failingAbsent(context)];
    const conditions = (context.comparison?.failing ?? []).filter((condition) => !handled.includes(condition));
    if (conditions.length === 0) return void 0;
    const fixes = conditions.flatMap((condition) => valueFix(context, condition) ?? []);
    const [first] = conditions.every(hasLiteralWildcard) ? conditions : [];
    return {
      title: first === void 0 ? "A condition of the policy is not met." : literalWildcardTitle(first.operator),
      likelihood: "certain",
      evidence: conditions.flatMap((condition) => conditionEvidence(context, condition)),
      change: [...new Set(conditions.flatMap((condition) => valueWords(context, condition) ?? []))].join("\n"),
      aside: withoutConditions(conditions),
      ...fixes.length === conditions.length ? { fix: allFixes(fixes) } : {}
    };
  }
};
function conditionEvidence({ claims }, condition) {
  const { operator, key, patterns, values: values2 } = condition;
  const { notes } = explainCondition(condition, claims);
  return [
    `policy: ${conditionLine(operator, key, patterns)}`,
    ...values2 === void 0 ? [] : [`${sideOf(key)} ${values2.map(logLine).join(", ")}`],
    ...notes.filter((note) => !/^(policy|token|request): /.test(note))
  ];
}
function hasLiteralWildcard({ operator, patterns, values: [value, another] = [] }) {
  if (!/^StringEquals/.test(operator.name) || value === void 0 || another !== void 0) return false;
  return patterns.some((pattern) => patternMatches(pattern, value));
}
function valueFix(context, condition) {
  if (hasLiteralWildcard(condition)) {
    return changeCondition(placeOf(context, condition), { operator: likeOperator(condition.operator) });
  }
  const claim = ownClaim(context, condition);
  const [value, another] = condition.values ?? [];
  const guards = issuerAt(context.path)?.guardClaims ?? [];
  if (claim === void 0 || isOfOneRun(claim) || guards.includes(claim) || !comparesTexts(condition)) return void 0;
  if (value === void 0 || another !== void 0 || is2("ofCalledCode", claim) || is2("immutable", claim))
    return void 0;
  if (/(^|@)refs\/pull\//.test(value)) return void 0;
  return changeCondition(placeOf(context, condition), withValue(condition, policyLiteral(value)));
}
function is2(kind, claim) {
  return identityClaims.some((identity) => identity.claim === claim && identity[kind]);
}
function valueWords(context, condition) {
  if (hasLiteralWildcard(condition)) return void 0;
  const claim = ownClaim(context, condition);
  if (condition.key.toLowerCase() === "sts:rolesessionname") {
    return `Use a session name that the policy accepts:
    role-session-name: ${condition.patterns.map(logLine).join(" or ")}`;
  }
  if (/^aws:(currenttime|epochtime)$/i.test(condition.key)) {
    return "The policy accepts calls only at certain times: call then, or have its owner change them.";
  }
  if (claim !== void 0 && isOfOneRun(claim)) {
    return `The policy allows only certain users (${logLine(claim)}) to start the job: one of them must start it.`;
  }
  if (is2("ofCalledCode", claim)) {
    return `The policy is for jobs that call ${condition.patterns.map(logLine).join(" or ")}: have the job call it.`;
  }
  if (is2("immutable", claim)) {
    return "Run a job that the policy is for. Names can be taken over, IDs cannot: if the name matches and the ID does not, check who owns it before you add the ID.";
  }
  const form = issuerAt(context.path)?.claimForms?.find((one) => one.claim === claim);
  if (form !== void 0 && !condition.patterns.some((pattern) => hasWildcard(pattern) || form.value.test(pattern))) {
    return `No token has such a value: ${logLine(form.claim)} is ${form.says}.`;
  }
  return splitKey(condition.key).host === void 0 ? `Send the request as the policy requires: ${logLine(condition.key)} must match.` : "Run a job that the policy is for.";
}
var conditionCauses = [otherAudience, absentKey, absentClaim, otherCondition];

// src/trust/part-words.ts
var words = new Map(
  Object.entries({
    account_id: "account",
    org: "organization",
    project_id: "project ID",
    project_path: "project",
    ref: "branch or tag",
    ref_type: "kind of reference",
    repo: "repository",
    repository_id: "repository ID",
    repository_owner: "owner",
    repository_owner_id: "owner ID",
    "vcs-origin": "repository",
    "vcs-ref": "branch"
  })
);
function wordFor(name) {
  return words.get(name) ?? name.replaceAll("_", " ").replace(/ id$/, " ID");
}

// src/diagnose/other-subject.ts
var otherSubject = {
  id: "subject-mismatch",
  page: "docs/troubleshooting.md#sts-access-denied",
  codes: ["sts-access-denied"],
  find(context) {
    const condition = failingSubject(context);
    if (condition === void 0) return void 0;
    const [nearest2] = longestFirst(condition, context).map((pattern) => ({ pattern, names: namesOfOthers(pattern, context) })).filter(({ names }) => names.length > 0).sort((a, b) => a.names.length - b.names.length);
    const fault = faultOf(condition.patterns, context.path);
    const isImpossible = fault?.isImpossible === true;
    const write = isImpossible ? withOnly : withValue;
    const own = nearest2?.names.some(isOfOneRun) === false ? likeOwn(nearest2.pattern, nearest2.names, context) : void 0;
    const generated = acceptingPlan(context)?.subjects ?? [];
    return {
      title: fault ? fault.why : `The policy is for other jobs: ${differingText(nearest2?.names ?? [], context)}.`,
      likelihood: "certain",
      evidence: comparisonLines(condition, context.claims),
      change: fault ? fault.fix : ["Run a job that the policy is for.", ...unreviewedWords(context)].join(" "),
      aside: withoutConditions([condition]),
      fix: fixSubject(
        context,
        condition,
        [
          ...isImpossible ? condition.patterns.map((pattern) => completed(pattern, context)) : [],
          lastingPattern(context.subject, context.path),
          ...own === void 0 ? [] : [own],
          ...generated
        ].map((value) => write(condition, value))
      )
    };
  }
};
function unreviewedWords({ path, subject }) {
  const kind = issuerAt(path)?.unreviewedJobs?.find(
    ({ pullRequest: pullRequest2, subjects }) => pullRequest2 && subjects.some((pattern) => patternMatches(pattern, subject))
  );
  return kind === void 0 ? [] : [`Jobs like this one run unreviewed code (${kind.jobs}).`];
}
function longestFirst(condition, { claims }) {
  const reach = new Map(explainCondition(condition, claims).differences.map((one) => [one.pattern, one.patternAt]));
  return condition.patterns.toSorted((a, b) => (reach.get(b) ?? 0) - (reach.get(a) ?? 0));
}
function faultOf(patterns, path) {
  const forms2 = issuerAt(path)?.subjectFaults?.filter(({ rule }) => formRules.has(rule)) ?? [];
  const faults = patterns.map((pattern2) => ({ pattern: pattern2, form: forms2.find(({ value }) => value.test(pattern2)) }));
  const [{ pattern = "", form } = {}] = faults;
  if (form === void 0 || faults.some((fault) => fault.form === void 0)) return void 0;
  return {
    why: `${formRules.get(form.rule)}: ${form.why}`,
    fix: logLine(typeof form.fix === "string" ? form.fix : form.fix(pattern)),
    isImpossible: faults.every((fault) => fault.form?.rule === "impossible-value" && !fault.pattern.includes("${"))
  };
}
var formRules = /* @__PURE__ */ new Map([
  ["impossible-value", "No job has a subject like the policy's"],
  ["customized-subject", "Only a customized subject looks like the policy's"]
]);
function namesOfOthers(pattern, { subject, path }) {
  const [wanted, own] = [namedParts(pattern, path), namedParts(subject, path)];
  return differingNames(pattern, subject, path).filter((name) => {
    const [theirs = "", ours = ""] = [partNamed(wanted, name), partNamed(own, name)].map(
      (value = "") => withoutForm(value)
    );
    return !patternMatches(theirs, ours);
  });
}
function differingText(names, { subject, path }) {
  const others = namedParts(subject, path).filter(({ name }) => names.includes(name));
  if (others.length === 0 || !others.every(hasPlainName)) return "none of its values matches the subject";
  const words2 = [...new Set(names.map(wordFor))].map((word) => `the ${word}`);
  return `${words2.join(" and ")} ${words2.length === 1 ? "differs" : "differ"}`;
}
function completed(pattern, { subject, path }) {
  const [theirs, own] = [namedParts(pattern, path), namedParts(subject, path)];
  const lasting = lastingPattern(subject, path);
  return namedParts(lasting, path).reduceRight((text, { name, value, at }) => {
    const given = partNamed(theirs, name);
    const isKept = given !== void 0 && patternMatches(given, partNamed(own, name) ?? "");
    return isKept ? `${text.slice(0, at)}${given}${text.slice(at + value.length)}` : text;
  }, lasting);
}
function likeOwn(pattern, names, { subject, path }) {
  const own = namedParts(subject, path);
  return namedParts(pattern, path).filter(({ name }) => names.includes(name)).reduceRight((text, { name, value, at }) => {
    const literal = policyLiteral(partNamed(own, name) ?? "");
    return `${text.slice(0, at)}${literal}${text.slice(at + value.length)}`;
  }, pattern);
}

// src/diagnose/marked-lines.ts
function markedLines(before, after) {
  const common = commonAhead(before, after);
  const commonAt = (old2, now2) => common[old2]?.[now2] ?? 0;
  const lines = [];
  let [old, now] = [0, 0];
  while (old < before.length || now < after.length) {
    if (isSame(before[old], after[now])) {
      lines.push(` ${after[now]}`);
      old++;
      now++;
    } else if (now === after.length || old < before.length && commonAt(old + 1, now) >= commonAt(old, now + 1)) {
      lines.push(`-${before[old++]}`);
    } else lines.push(`+${after[now++]}`);
  }
  return lines;
}
function commonAhead(before, after) {
  const rows = [Array(after.length + 1).fill(0)];
  for (const line of before.toReversed()) {
    const [below = []] = rows;
    const row = [0];
    for (let now = after.length - 1; now >= 0; now--) {
      row.unshift(isSame(line, after[now]) ? (below[now + 1] ?? 0) + 1 : Math.max(below[now] ?? 0, row[0] ?? 0));
    }
    rows.unshift(row);
  }
  return rows;
}
function isSame(line, other) {
  return line !== void 0 && other !== void 0 && line.replace(/,$/, "") === other.replace(/,$/, "");
}

// src/diagnose/statement-edit.ts
var newStatement = "Statement[new]";
function statementEdit(before, after) {
  const members = membersOf(after);
  if (before === void 0) return { statement: after.path, new: members };
  const old = membersOf(before);
  const names = [.../* @__PURE__ */ new Set([...Object.keys(old), ...Object.keys(members)])];
  const changed = names.filter((name) => JSON.stringify(old[name]) !== JSON.stringify(members[name]));
  const only = (all) => Object.fromEntries(Object.entries(all).filter(([name]) => changed.includes(name)));
  return changed.length === 0 ? void 0 : { statement: after.path, old: only(old), new: only(members) };
}
function membersOf({ effect, principals, actions, conditions }) {
  const { negated, anyone, federated, others } = principals;
  const kinds = Object.entries({ ...others, ...federated.length === 0 ? {} : { Federated: federated } });
  const named = Object.fromEntries(kinds.map(([kind, arns]) => [kind, oneOrList(arns)]));
  return {
    Effect: effect,
    [negated ? "NotPrincipal" : "Principal"]: anyone && kinds.length === 0 ? "*" : named,
    [actions.negated ? "NotAction" : "Action"]: oneOrList(actions.patterns),
    ...conditions.length === 0 ? {} : { Condition: conditionBlock(conditions) }
  };
}
function conditionBlock(conditions) {
  const operators2 = [...new Set(conditions.map(({ operator }) => operator.text))];
  return Object.fromEntries(
    operators2.map((text) => {
      const own = conditions.filter(({ operator }) => operator.text === text);
      return [text, Object.fromEntries(own.map(({ key, values: values2 }) => [key, oneOrList(values2)]))];
    })
  );
}
function editText({ statement, old, new: members }) {
  if (old === void 0) return `Add this statement:
${jsonBlock(members)}`;
  const lines = (all) => jsonBlock(all).split("\n").slice(1, -1);
  return [`In ${statement}:`, ...markedLines(lines(old), lines(members))].join("\n");
}

// src/diagnose/policy-causes.ts
var page9 = "docs/troubleshooting.md#sts-access-denied";
var codes2 = ["sts-access-denied"];
var explicitDeny = {
  id: "policy-deny",
  page: page9,
  codes: codes2,
  find({ comparison, claims }) {
    if (comparison?.denial === void 0) return void 0;
    const { path, sid, conditions } = comparison.denial;
    return {
      title: "A Deny statement applies, and a Deny overrides every Allow.",
      likelihood: "certain",
      evidence: [
        `${path}${sid === void 0 ? "" : ` ${jsonLine(sid)}`}`,
        ...conditions.flatMap((condition) => [
          conditionLine(condition.operator, condition.key, condition.patterns),
          ...whyAbsent(condition, claims)
        ])
      ],
      change: `${path} denies such jobs. Run one that it does not cover. If this job should have the role, exclude it in the conditions of the Deny; no change of a Deny is shown.`,
      aside: withoutStatement(path)
    };
  }
};
function whyAbsent(condition, claims) {
  if (condition.values !== void 0 || condition.operator.name === "Null") return [];
  return ["It holds, because the key is absent.", ...explainCondition(condition, claims).notes];
}
var noAllow = {
  id: "policy-without-allow",
  page: page9,
  codes: codes2,
  find(context) {
    const { comparison } = context;
    if (comparison?.allowed !== false || comparison.nearest !== void 0) return void 0;
    return {
      title: "The policy has no Allow statement.",
      likelihood: "certain",
      evidence: [],
      change: "",
      fix: addStatement(context)
    };
  }
};
var otherPrincipal = {
  id: "policy-principal",
  page: "docs/lint/foreign-provider.md",
  codes: codes2,
  find(context) {
    const { comparison, providerArn: providerArn2 } = context;
    if (comparison?.nearest === void 0 || comparison.nearest.result.principalMatched) return void 0;
    const { path, principals } = comparison.nearest.statement;
    const { federated, negated, others } = principals;
    const hasProvider = negated || federated.length > 0;
    const names = federated.map(logLine).join(", ") || "no identity provider";
    const mistaken = federated.find((arn) => principalFault(arn, context) !== void 0);
    return {
      title: negated ? "NotPrincipal excludes the provider of this token." : (mistaken === void 0 ? void 0 : principalFault(mistaken, context)) ?? (hasProvider ? "The policy trusts a different issuer." : "The policy trusts no identity provider: its principal is not Federated."),
      likelihood: "certain",
      evidence: [
        `policy: ${allBut(principals)}${hasProvider ? names : logLine(jsonLine(others))}`,
        `token:  ${logLine(providerArn2)}`
      ],
      change: "",
      fix: mistaken === void 0 || negated ? fixOtherIssuer(context, comparison.nearest.statement) : changeStatement(path, (statement) => withProvider(statement, mistaken, providerArn2))
    };
  }
};
function allBut({ negated }) {
  return negated ? "all but " : "";
}
function withProvider({ principals, ...statement }, old, provider) {
  const federated = principals.federated.map((arn) => arn === old ? provider : arn);
  return { ...statement, principals: { ...principals, federated: [...new Set(federated)] } };
}
function fixOtherIssuer(context, nearest2) {
  const { path, principals, conditions } = nearest2;
  const hosts = conditions.map(({ key }) => splitKey(key).host?.toLowerCase());
  const [only, another] = principals.federated;
  if (principals.negated || another !== void 0) return addStatement(context);
  if (!hosts.includes(context.path.toLowerCase())) return addStatement(context);
  if (only !== void 0)
    return changeStatement(path, (statement) => withProvider(statement, only, context.providerArn));
  if (coversAction(nearest2, "sts:AssumeRole")) return addStatement(context);
  const provider = { ...principals, federated: [context.providerArn], others: {} };
  return changeStatement(path, (statement) => ({ ...statement, principals: provider }));
}
function addStatement(context) {
  const accepting = acceptingPolicy(context);
  const asked = context.comparison?.nearest?.statement.conditions.filter(({ key }) => splitKey(key).host === void 0);
  return (policy) => {
    const [statement] = accepting === void 0 ? [] : readPolicy(accepting, "the policy").statements;
    if (statement === void 0 || policy.version !== "2012-10-17") return void 0;
    const added = { ...statement, path: newStatement, conditions: [...statement.conditions, ...asked ?? []] };
    return { ...policy, statements: [...policy.statements, added] };
  };
}
function principalFault(arn, { account, path }) {
  const name = providerNameInArn(arn);
  if (isBuiltIn(path) && name === path) {
    return "AWS has this issuer built in: the principal is its name, not the ARN of a provider.";
  }
  if (!/^arn:[\w-]+:iam::\d{12}:oidc-provider\//.test(arn) && arn.toLowerCase().endsWith(path.toLowerCase())) {
    return "The principal is not the ARN of an OIDC provider, \u2026:iam::ACCOUNT:oidc-provider/ISSUER.";
  }
  if (barePath(name).toLowerCase() !== barePath(path).toLowerCase()) {
    return path.startsWith(`${barePath(name)}/`) ? "The provider ARN in the policy lacks the path of the issuer." : void 0;
  }
  if (name !== providerPath(name)) return "A provider ARN contains no https://.";
  if (name.endsWith("/") !== path.endsWith("/")) {
    return path.endsWith("/") ? "The issuer ends in a slash, so the provider ARN must also end in one." : "The issuer does not end in a slash, so the provider ARN must not either.";
  }
  if (name !== path) return "The provider ARN in the policy differs in case.";
  return accountOfArn(arn).accountId === account.accountId ? "The provider in the policy is in a different partition than the role." : "The provider in the policy is in a different account than the role.";
}
var actionNotAllowed = {
  id: "policy-action",
  page: page9,
  codes: codes2,
  find({ comparison, claims }) {
    const { refused, nearest: nearest2, concerned } = comparison ?? {};
    if (refused?.action !== "sts:AssumeRoleWithWebIdentity" || nearest2 === void 0 || !concerned) return void 0;
    if (nearest2.result.actionMatched) return void 0;
    const { actions } = nearest2.statement;
    return {
      title: "The statement does not allow sts:AssumeRoleWithWebIdentity.",
      likelihood: "certain",
      evidence: [`policy: ${allBut(actions)}${actions.patterns.map(logLine).join(", ")}`],
      change: "",
      fix: addActions(nearest2.statement.path, requiredActions(claims))
    };
  }
};
var policyAccepts = {
  id: "policy-accepts",
  page: page9,
  codes: codes2,
  find({ comparison, refusal, request, account }) {
    if (comparison?.allowed !== true || refusal === void 0) return void 0;
    return {
      title: "The given policy accepts this token: the role in AWS has a different policy, or does not exist.",
      likelihood: "likely",
      evidence: [`role: ${logLine(request.roleArn)}`],
      change: `Compare it with what account ${logLine(account.accountId)} has; a change takes a few seconds to apply. If it is the same, an organization policy (SCP or RCP) may deny the call:
    aws iam get-role --role-name ${logLine(roleNameInArn(request.roleArn))} --query Role.AssumeRolePolicyDocument`
    };
  }
};
var openConditions = {
  id: "request-unknown",
  page: "docs/trust-policies.md#what-only-aws-knows",
  codes: codes2,
  find({ comparison, refusal }) {
    if (comparison === void 0 || comparison.open.length === 0) return void 0;
    return {
      title: "Whether the policy accepts this token depends on conditions that only AWS can evaluate.",
      likelihood: refusal === void 0 ? "possible" : "likely",
      evidence: openConditionLines(comparison.open),
      change: "Compare them with the request. Pass what you know about it to `trust check` or `doctor`: --source-ip ADDRESS, --time TIME, --request-key KEY=VALUE, and the session name: --session-name NAME (`doctor`: --role-session-name NAME)."
    };
  }
};
function openConditionLines(open) {
  return open.flatMap(({ path, effect, conditions }) => {
    const denial = conditions.length === 1 ? "must not hold" : "must not all hold";
    return conditions.map(
      ({ operator, key, patterns }) => `${path}, ${effect === "Allow" ? "must hold" : denial}: ${conditionLine(operator, key, patterns)}`
    );
  });
}
var roleElsewhere = {
  id: "role-or-policy",
  page: page9,
  codes: codes2,
  find({ comparison, refusal, request, account }) {
    if (comparison !== void 0 || refusal === void 0) return void 0;
    return {
      title: "The trust policy does not accept this token, or the role does not exist; AWS returns the same error for both.",
      likelihood: "possible",
      evidence: [`role: ${logLine(request.roleArn)}`],
      change: `Read the policy with credentials for account ${logLine(account.accountId)}, and pass the file as trust-policy, or paste it at ${playground}, which sends nothing:
    aws iam get-role --role-name ${logLine(roleNameInArn(request.roleArn))} --query Role.AssumeRolePolicyDocument > trust.json`
    };
  }
};
var statementCauses = [explicitDeny, noAllow, otherPrincipal, actionNotAllowed];
var elsewhereCauses = [policyAccepts, openConditions, roleElsewhere];

// src/diagnose/provider-causes.ts
var page10 = "docs/troubleshooting.md#sts-provider-missing";
var codes3 = ["sts-provider-missing"];
var missing = {
  id: "provider-missing",
  page: page10,
  codes: codes3,
  find(context) {
    const named = nearestProvider(context);
    const own = ownServer(context);
    return {
      title: [
        `The account of the role, ${logLine(context.account.accountId)}, has no identity provider for the token's issuer.`,
        ...named === void 0 ? [] : [named.difference],
        ...own === void 0 ? [] : [own]
      ].join(" "),
      likelihood: "certain",
      evidence: [
        `iss:      ${logLine(context.issuer)}`,
        ...named === void 0 ? [] : [`policy:   ${logLine(named.arn)}`],
        `provider: ${logLine(context.providerArn)}`
      ],
      change: [
        "Create it in that account. Its URL must match the issuer exactly:",
        creation(context),
        ...named === void 0 ? [nearMisses] : policyChange(context, named.arn)
      ].join("\n")
    };
  }
};
var nearMisses = "A provider that differs in the host, the path or a trailing slash does not match:\n    aws iam list-open-id-connect-providers";
function policyChange({ providerArn: providerArn2, path }, arn) {
  const keys = providerNameInArn(arn) === path ? [] : [`and begin the condition keys with ${logLine(path)}:`];
  return ["Name it in the trust policy:", `"Principal": { "Federated": ${jsonLine(providerArn2)} }`, ...keys];
}
function ownServer({ path, subject, claims }) {
  if (issuerAt(path)?.paths.cloud?.test(path)) return void 0;
  const issuer = issuerOfClaims(claims);
  if (issuer === void 0 || subject === "") return void 0;
  return `The token is from a self-hosted server (${logLine(path.split("/")[0] ?? "")}): a provider for another ${issuer.name} does not match it.`;
}
function creation({ issuer, account, audiences: [audience2 = usualAudience2({ account })] }) {
  return `    aws iam create-open-id-connect-provider --url ${shellWord(issuer)} --client-id-list ${shellWord(audience2)}`;
}
var providerPathCause = {
  id: "provider-path",
  page: page10,
  codes: codes3,
  find(context) {
    const [host2, ...rest] = barePath(context.path).split("/");
    if (rest.length === 0 || nearestProvider(context) !== void 0) return void 0;
    return {
      title: `The issuer has a path (/${logLine(rest.join("/"))}), and a provider for ${logLine(host2 ?? "")} alone does not match it.`,
      likelihood: "likely",
      evidence: [],
      change: listing
    };
  }
};
var listing = "Check the URLs of the existing providers:\n    aws iam list-open-id-connect-providers";
var port = {
  id: "provider-port",
  page: page10,
  codes: codes3,
  find({ path }) {
    const [number] = /(?<=^[^/]*:)\d+/.exec(path) ?? [];
    if (number === void 0) return void 0;
    return {
      title: `The issuer has a port (${number}), which the URL of a provider should not contain.`,
      likelihood: "likely",
      evidence: [],
      change: "Serve the issuer on port 443, and set its URL without a port in the OIDC settings of the server."
    };
  }
};
var slash = {
  id: "provider-slash",
  page: page10,
  codes: codes3,
  find(context) {
    if (nearestProvider(context) !== void 0) return void 0;
    const ends = context.issuer.endsWith("/");
    return {
      title: ends ? "The issuer ends in a slash, so the provider URL must also end in one." : "A provider whose URL ends in a slash does not match this issuer.",
      likelihood: ends ? "likely" : "possible",
      evidence: [],
      change: listing
    };
  }
};
var otherUrl = {
  id: "provider-url",
  page: page10,
  codes: ["sts-access-denied"],
  offlineCode: "sts-provider-missing",
  find(context) {
    const url = context.provider?.url;
    const title = url === void 0 ? void 0 : urlFault(url, context.issuer);
    if (url === void 0 || title === void 0) return void 0;
    return {
      title,
      likelihood: "certain",
      evidence: [`iss:      ${logLine(context.issuer)}`, `provider: ${logLine(url)}`],
      change: `Create a provider whose URL matches the issuer exactly:
${creation(context)}`
    };
  }
};
function urlFault(url, issuer) {
  if (url === issuer) return void 0;
  if (url.startsWith("http://")) return "The provider's URL must be https.";
  if (barePath(url) !== barePath(issuer)) {
    const [host2, own] = [url, issuer].map((address) => barePath(address).split("/")[0]);
    return host2 === own ? "The provider's URL has a different path than the token's issuer: two paths on one host are two issuers." : "The provider is for a different issuer than the token.";
  }
  if (url.endsWith("/") === issuer.endsWith("/")) return void 0;
  return url.endsWith("/") ? "The provider's URL ends in a slash, but the token's issuer does not." : "The token's issuer ends in a slash, but the provider's URL does not.";
}
var unreachable = {
  id: "issuer-unreachable",
  page: "docs/troubleshooting.md#sts-idp-unreachable",
  codes: ["sts-idp-unreachable"],
  find({ issuer, path: name }) {
    const isCloud = issuerAt(barePath(name))?.paths.cloud?.test(barePath(name)) === true;
    return {
      title: isCloud ? "AWS could not fetch the CI's keys; this is usually temporary." : "AWS could not fetch the keys of the issuer: it must answer quickly on the public internet, with a trusted certificate.",
      likelihood: isCloud ? "likely" : "certain",
      evidence: [`iss: ${logLine(issuer)}`],
      change: `Run this outside your network:
    curl ${shellWord(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`)}`
    };
  }
};
var providerCauses = [missing, port, providerPathCause, slash, otherUrl, unreachable];

// src/diagnose/request-causes.ts
var durationTooLong = {
  id: "duration",
  page: "docs/troubleshooting.md#sts-validation",
  codes: ["sts-validation", "sts-access-denied"],
  offlineCode: "sts-validation",
  find({ refusal, request, maxSessionSeconds }) {
    const isAbove = maxSessionSeconds !== void 0 && request.durationSeconds > maxSessionSeconds;
    const isSaid = refusal?.code === "sts-validation" && /MaxSessionDuration|DurationSeconds/i.test(refusal.message);
    if (!isAbove && !isSaid) return void 0;
    const most = maxSessionSeconds ?? 3600;
    return {
      title: `${request.durationSeconds} seconds is longer than the role allows${maxSessionSeconds === void 0 ? " (one hour by default)" : ""}.`,
      likelihood: "certain",
      evidence: [
        `role-duration-seconds: ${request.durationSeconds}`,
        ...maxSessionSeconds === void 0 ? [] : [`MaxSessionDuration of the role: ${maxSessionSeconds}`]
      ],
      change: `role-duration-seconds: ${most}
Or raise the limit of the role:
    aws iam update-role --role-name ${shellWord(roleNameInArn(request.roleArn))} --max-session-duration ${request.durationSeconds}`
    };
  }
};
var regionDisabled = {
  id: "region-disabled",
  page: "docs/troubleshooting.md#sts-region-disabled",
  codes: ["sts-region-disabled"],
  find({ request: { region }, account }) {
    const mustBeEnabled = isOptIn(region);
    const { defaultRegion, dnsSuffix } = partitionOfRegion(region);
    const [where, id] = [logLine(region), logLine(account.accountId)];
    return {
      title: mustBeEnabled ? `The region ${where} must be enabled before it can be used, and account ${id} has not enabled it.` : `STS is deactivated in ${where} for account ${id}.`,
      likelihood: "certain",
      evidence: [`aws-region: ${where}`],
      change: [
        "Get the credentials from STS in another region; they work in all regions, and aws-region stays the same:",
        `    sts-endpoint: https://sts.${defaultRegion}.${dnsSuffix}`,
        ...mustBeEnabled ? [
          `Or, if the job works in ${where}, enable the region, which takes minutes to hours:`,
          `    aws account enable-region --region-name ${shellWord(region)}`
        ] : [`Or activate STS for ${where} in the IAM console: Account settings, Endpoints.`],
        "Another aws-region would move all later calls of the job to that region."
      ].join("\n")
    };
  }
};
var policySize = {
  id: "session-policy-size",
  page: "docs/troubleshooting.md#sts-policy-too-large",
  codes: ["sts-policy-too-large"],
  find({ refusal }) {
    const [, percent] = /(\d+)\s?%/.exec(refusal?.message ?? "") ?? [];
    return {
      title: "The packed session policies and token tags are too large together.",
      likelihood: "certain",
      evidence: percent === void 0 ? [] : [`${percent} % of the allowed size`],
      change: "Move inline-session-policy to a managed policy, and name it here:\n    managed-session-policies: arn:aws:iam::ACCOUNT:policy/NAME"
    };
  }
};
var policyForm = {
  id: "session-policy-form",
  page: "docs/troubleshooting.md#sts-policy-malformed",
  codes: ["sts-policy-malformed"],
  find() {
    return {
      title: "The session policy is not a valid IAM policy.",
      likelihood: "certain",
      evidence: [],
      change: "Check inline-session-policy: it needs Version and Statement, each statement needs Effect, Action and Resource, and none has a Principal:\n    aws accessanalyzer validate-policy --policy-type IDENTITY_POLICY --policy-document file://policy.json"
    };
  }
};
var requestCauses = [durationTooLong, regionDisabled, policySize, policyForm];

// src/diagnose/subject-causes.ts
var page11 = "docs/troubleshooting.md#sts-access-denied";
var wildcardInEquals = {
  id: "subject-wildcard",
  page: "docs/lint/literal-wildcard.md",
  codes: ["sts-access-denied"],
  find(context) {
    const condition = failingSubject(context);
    if (condition === void 0 || !/^StringEquals/.test(condition.operator.name)) return void 0;
    if (!condition.patterns.some((pattern) => patternMatches(pattern, context.subject))) return void 0;
    const { operator, patterns } = condition;
    return {
      title: literalWildcardTitle(operator),
      likelihood: "certain",
      evidence: comparisonLines(condition, context.claims),
      change: "",
      aside: withoutConditions([condition]),
      fix: fixSubject(context, condition, [{ operator: likeOperator(operator), values: patterns }])
    };
  }
};
var continuing = {
  id: "subject-continues",
  title: "The subject continues after the policy's value.",
  page: page11,
  explains(pattern, { subject, path }) {
    const tail = tailBehind(pattern, subject);
    if (tail === void 0 || differingNames(pattern, subject, path).length > 0) return void 0;
    const why = issuerAt(path)?.subjectTails?.find(({ tail: form }) => form.test(tail))?.why;
    return {
      title: `The subject begins with the policy's value and continues with ${tail}, because ${why ?? "the issuer adds it"}.`,
      anotherKind: []
    };
  }
};
function tailBehind(pattern, subject) {
  const ends = [...subject.matchAll(/[:/]/g)].map(({ index }) => index);
  const end = ends.findLast((at) => patternMatches(pattern, subject.slice(0, at)));
  return end === void 0 ? void 0 : subject.slice(end);
}
var lacksStart = {
  id: "subject-start",
  title: "The value in the policy lacks the beginning of the subject.",
  page: "docs/lint/impossible-value.md",
  explains(pattern, { subject }) {
    if (hasWildcard(pattern.charAt(0))) return void 0;
    const starts = [...subject.matchAll(/[:/]/g)].map(({ index }) => subject.slice(0, index + 1));
    const start = starts.find((text) => patternMatches(pattern, subject.slice(text.length)));
    return start === void 0 ? void 0 : {
      pattern: `${policyLiteral(start)}${pattern}`,
      title: `The subject begins with ${start}, which the policy's value lacks.`
    };
  }
};
var caseInsensitiveForms = issuers.flatMap(
  ({ subjectForms = [] }) => subjectForms.filter(({ ignoresCase }) => ignoresCase)
);
var letterCase = {
  id: "subject-case",
  title: "The subject differs in case, and IAM is case-sensitive.",
  page: "docs/lint/subject-case.md",
  hint: {
    when: ({ subject }) => caseInsensitiveForms.some(
      ({ start }) => subject.startsWith(start) && /^[^:]*[A-Z]/.test(subject.slice(start.length))
    ),
    title: "The subject has capital letters, and IAM is case-sensitive.",
    likelihood: "possible"
  },
  explains: (pattern, { subject }) => !patternMatches(pattern, subject) && patternMatches(pattern.toLowerCase(), subject.toLowerCase()) ? { pattern: inCaseOf(pattern, subject) } : void 0
};
function inCaseOf(pattern, subject) {
  let at = 0;
  const pieces = pattern.split(/([*?])/).map((piece) => {
    if (piece === "*") return piece;
    const found = piece === "?" ? at : subject.toLowerCase().indexOf(piece.toLowerCase(), at);
    at = found + piece.length;
    return piece === "?" ? piece : policyLiteral(subject.slice(found, at));
  });
  const corrected = pieces.join("");
  return patternMatches(corrected, subject) ? corrected : policyLiteral(subject);
}
var strayBlank = {
  id: "subject-blank",
  title: "The value in the policy begins or ends with whitespace.",
  page: page11,
  explains: (pattern) => pattern === pattern.trim() ? void 0 : { pattern: pattern.trim() }
};
var urlEncoded = {
  id: "subject-encoded",
  title: "The value in the policy is URL-encoded, and AWS compares every character.",
  page: page11,
  explains(pattern) {
    const plain = pattern.replace(/(%[\da-f]{2})+/gi, (text) => policyLiteral(decoded2(text)));
    return plain === pattern ? void 0 : { pattern: plain };
  }
};
function decoded2(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
var referenceForm = {
  id: "subject-ref-form",
  title: "The policy and the CI write the branch or tag differently.",
  page: "docs/lint/impossible-value.md",
  explains(pattern, token) {
    const [, folder] = /:ref:refs\/(heads|tags)\//.exec(token.subject) ?? [];
    const isShort = /:ref:(?!refs\/|\*)/.test(pattern);
    if (folder !== void 0 && isShort) return { pattern: pattern.replace(/:ref:/, `:ref:refs/${folder}/`) };
    const isLong = /:ref:(?!refs\/)/.test(token.subject) && /:ref:refs\/(heads|tags)\//.test(pattern);
    return isLong ? { pattern: pattern.replace(/:ref:refs\/(heads|tags)\//, ":ref:") } : void 0;
  }
};
var tag = {
  id: "subject-tag",
  title: "The job runs for a tag, so the subject names the tag instead of a branch.",
  page: page11,
  hint: {
    when: ({ subject }) => isTag(subject),
    title: "The job runs for a tag: a policy for a branch refuses it."
  },
  explains: (pattern, token) => isTag(token.subject) && !isTag(pattern) && /:ref(_type)?:/.test(pattern) ? { anotherKind: ["ref", "ref_type"] } : void 0
};
function isTag(subject) {
  return /:ref:refs\/tags\/|:ref_type:tag(:|$)/.test(subject);
}
var pullRequest = {
  id: "subject-pull-request",
  title: "The job runs for a pull request, so the subject names no branch.",
  page: page11,
  hint: {
    when: ({ subject }) => pullRequestsOf(subject) !== void 0,
    title: "The job runs for a pull request: a policy for a branch refuses it."
  },
  explains(pattern, token) {
    const rule = pullRequestsOf(token.subject);
    if (rule === void 0 || /pull[_-]request/.test(pattern)) return void 0;
    const [what, lines] = rule.skip === void 0 ? ["job", ""] : ["step", `:
    ${rule.skip}`];
    const job = `Skip the ${what} for pull requests, because their code is not reviewed yet${lines || "."}`;
    return { anotherKind: ["ref", "ref_type"], job };
  }
};
function pullRequestsOf(subject) {
  return pullRequestRules.find((rule) => rule.subject.test(subject));
}
var pullRequestRules = issuers.flatMap(({ pullRequests }) => pullRequests === void 0 ? [] : [pullRequests]);
var subjectCauses = [
  ...issuers.flatMap(({ subjectMismatches = [] }) => subjectMismatches.map(subjectMismatchCause)),
  wildcardInEquals,
  ...[continuing, lacksStart, strayBlank, urlEncoded, letterCase, referenceForm, tag, pullRequest].map(
    subjectMismatchCause
  )
];

// src/diagnose/tag-causes.ts
function permissionCause(id, action, what) {
  return {
    id,
    page: "docs/lint/missing-tag-session.md",
    codes: ["sts-access-denied"],
    find({ claims, comparison }) {
      const needed = requiredActions(claims);
      if (!needed.includes(action)) return void 0;
      if (comparison !== void 0 && !(comparison.concerned && comparison.refused?.action === action))
        return void 0;
      const nearest2 = comparison?.nearest;
      return {
        title: `The token contains ${what}, so the policy must allow ${action}.`,
        likelihood: comparison === void 0 ? "likely" : "certain",
        evidence: evidenceOf({ claims, comparison }),
        change: nearest2 === void 0 ? `"Action": ${jsonLine(needed)}` : "",
        // Those that other statements allow stay theirs, with their conditions.
        ...nearest2 === void 0 ? {} : { fix: addActions(nearest2.statement.path, missingIn(comparison)) }
      };
    }
  };
}
function missingIn(comparison) {
  const actions = comparison?.verdict.actions ?? [];
  return actions.flatMap(({ action, allowed }) => allowed === true ? [] : [action]);
}
function evidenceOf({ claims, comparison }) {
  const brought = Object.keys(claims).filter((name) => /^https:\/\/aws\.amazon\.com\/(tags|source_identity)/.test(name)).map((name) => `token:  ${logLine(name)}`);
  const allowed = comparison?.nearest?.statement.actions.patterns.map(logLine).join(", ");
  return [...allowed === void 0 ? [] : [`policy: ${allowed}`], ...brought.slice(0, 3)];
}
var tagCauses = [
  permissionCause("session-tags", "sts:TagSession", "session tags"),
  permissionCause("source-identity", "sts:SetSourceIdentity", "a source identity")
];

// src/core/listed.ts
function listed(words2) {
  return words2.length < 2 ? words2.join() : `${words2.slice(0, -1).join(", ")} and ${words2.at(-1)}`;
}

// src/core/time-text.ts
function timeText(seconds) {
  const date2 = new Date(seconds * 1e3);
  return Number.isNaN(date2.getTime()) ? void 0 : date2.toISOString().replace(".000Z", "Z");
}
function spanText(seconds) {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

// src/token/check-token.ts
function isRequestToken(claims) {
  return typeof claims.scp === "string" && claims.scp.startsWith("Actions.");
}

// src/diagnose/token-causes.ts
var rejected = "docs/troubleshooting.md#sts-token-rejected";
var requestToken = {
  id: "request-token",
  page: "docs/troubleshooting.md#token-malformed",
  codes: ["sts-token-rejected", "sts-provider-missing", "sts-access-denied"],
  offlineCode: "token-malformed",
  find({ claims }) {
    if (!isRequestToken(claims)) return void 0;
    return {
      title: "This is a token of the CI's own API (ACTIONS_ID_TOKEN_REQUEST_TOKEN), which only authorizes the request for an ID token.",
      likelihood: "certain",
      evidence: [`scp: ${logLine(String(claims.scp))}`],
      change: "On GitHub, remove token-env and web-identity-token-file: the token is fetched automatically."
    };
  }
};
var claimMissing = {
  id: "claim-missing",
  page: "docs/troubleshooting.md#token-claim-missing",
  codes: ["sts-token-rejected", "sts-provider-missing", "sts-access-denied"],
  offlineCode: "token-claim-missing",
  find({ issuer, subject, audiences, claims }) {
    const absent = [
      ...issuer === "" ? ["iss"] : [],
      ...subject === "" ? ["sub"] : [],
      ...audiences.length === 0 ? ["aud"] : []
    ];
    if (absent.length === 0) return void 0;
    return {
      title: `The token lacks ${listed(absent)}, which AWS requires.`,
      likelihood: "certain",
      evidence: [`claims: ${logLine(Object.keys(claims).slice(0, 20).join(", ")) || "none"}`],
      change: "Restore the claim in the CI's OIDC settings."
    };
  }
};
var tokenOfOtherCi = {
  id: "token-of-another-ci",
  page: "docs/troubleshooting.md#sts-provider-missing",
  codes: ["sts-idp-unreachable", "sts-provider-missing", "sts-token-rejected", "sts-access-denied", "sts-audience"],
  find({ ci, claims, path }) {
    const issuer = issuerOfClaims(claims);
    const isOther = issuer?.paths.cloud?.test(path) === true && issuer.id !== ci?.id && issuer.jobsOf !== ci?.id;
    if (ci === void 0 || !isOther || issuers.every(({ id }) => id !== ci.id)) return void 0;
    return {
      title: `The token is from ${issuer.name}, but this is a ${ci.name} job.`,
      likelihood: "likely",
      evidence: [`iss: ${logLine(claims.iss ?? "")}`],
      change: `Remove the setting that puts this token into the variable, and use the token of ${ci.name}.`
    };
  }
};
var roleNotAuthorized = {
  id: "roles-claim",
  page: "docs/troubleshooting.md#sts-role-pinned",
  codes: ["sts-role-pinned", "sts-access-denied"],
  offlineCode: "sts-role-pinned",
  find({ claims, request }) {
    const roles = authorizedRoles(claims);
    if (roles === void 0 || roles.includes(request.roleArn)) return void 0;
    return {
      title: "The issuer allows this token to assume other roles only.",
      likelihood: "certain",
      evidence: [`https://aws.amazon.com/roles: ${logLine(jsonLine(roles))}`, `role: ${logLine(request.roleArn)}`],
      change: `Assume one of those roles, or have the issuer add this one to the claim:
    ${jsonLine(request.roleArn)}`
    };
  }
};
var clock = {
  id: "clock-skew",
  page: "docs/troubleshooting.md#token-not-yet-valid",
  codes: ["sts-token-expired", "sts-token-rejected", "sts-access-denied"],
  find({ claims, now, refusal }) {
    if (refusal === void 0) return void 0;
    const seconds = now / 1e3;
    const [issued, begins, ends] = ["iat", "nbf", "exp"].map((name) => numberAt(claims, name));
    const early = Math.max(issued ?? 0, begins ?? 0) - seconds;
    if (early > 60) {
      return {
        title: `The token was issued ${spanText(early)} in the future: the clock of this machine is behind, or the clock of the CI is ahead.`,
        likelihood: refusal.code === "sts-access-denied" ? "possible" : "likely",
        evidence: times({ claims, now }),
        change: "Synchronize both clocks with NTP."
      };
    }
    if (refusal.code !== "sts-token-expired" || ends === void 0 || ends < seconds) return void 0;
    return {
      title: `The clock of this machine is behind: by it, the token is valid for another ${spanText(ends - seconds)}, but AWS says that it has expired.`,
      likelihood: "likely",
      evidence: times({ claims, now }),
      change: "Synchronize the clock of this machine with NTP."
    };
  }
};
var usedTooLate = {
  id: "token-expired",
  page: "docs/troubleshooting.md#sts-token-expired",
  codes: ["sts-token-expired"],
  find({ claims, now }) {
    return {
      title: "The token was fetched too long before it was used.",
      likelihood: "likely",
      evidence: times({ claims, now }),
      change: issuerOfClaims(claims)?.lifetime ?? "Run this step earlier in the job, or have the CI issue longer-lived tokens."
    };
  }
};
function times({ claims, now }) {
  const claimed = ["iat", "nbf", "exp"].flatMap((name) => {
    const value = numberAt(claims, name);
    return value === void 0 ? [] : [`${name}: ${timeText(value) ?? value}`];
  });
  return [...claimed, `now: ${timeText(now / 1e3)} (this machine)`];
}
var tokenChanged = {
  id: "token-changed",
  page: rejected,
  codes: ["sts-token-rejected"],
  find({ issuer }) {
    return {
      title: "The token was modified, or the issuer signs with keys that it does not publish.",
      likelihood: "possible",
      evidence: [`iss: ${logLine(issuer)}`],
      change: "Pass on the whole token, without quotes or line breaks, and not a masked ***. AWS accepts RS256/384/512 and ES256/384/512."
    };
  }
};
var tokenCauses = [
  requestToken,
  claimMissing,
  tokenOfOtherCi,
  roleNotAuthorized,
  clock,
  usedTooLate,
  tokenChanged
];

// src/diagnose/unusable-token-cause.ts
var unusableToken = {
  id: "token-unusable",
  page: "docs/troubleshooting.md#token-malformed",
  codes: ["sts-token-rejected", "sts-provider-missing", "sts-access-denied"],
  offlineCode: "token-malformed",
  find({ claims, issuer }) {
    const { unusableTokens = [] } = issuerOfClaims(claims) ?? {};
    const unusable = unusableTokens.find(({ isOne }) => isOne(claims));
    if (unusable === void 0) return void 0;
    return {
      title: unusable.says,
      likelihood: "certain",
      evidence: [`iss: ${logLine(issuer)}`],
      change: unusable.fix
    };
  }
};

// src/diagnose/causes.ts
var causes = [
  unusableToken,
  ...tokenCauses,
  ...providerCauses,
  ...audienceCauses,
  ...requestCauses,
  ...statementCauses,
  ...subjectCauses,
  otherSubject,
  ...conditionCauses,
  ...tagCauses,
  ...elsewhereCauses
];

// src/diagnose/shown-claims.ts
var shownNames = /* @__PURE__ */ new Set([
  "iss",
  "sub",
  "aud",
  "azp",
  ...issuers.flatMap((issuer) => issuer.shownClaims ?? []),
  "https://aws.amazon.com/roles",
  "https://aws.amazon.com/source_identity",
  "https://aws.amazon.com/tags"
]);
function shownClaims(claims) {
  return [...shownNames].flatMap((name) => {
    const value = Object.hasOwn(claims, name) ? claims[name] : void 0;
    if (value === void 0 || value === "") return [];
    return [{ name, value: logLine(typeof value === "string" ? value : JSON.stringify(value) ?? "") }];
  });
}

// src/diagnose/traps.ts
function trapsFor(context) {
  return [...traps, ...issuerTraps(context)].map((trap) => ({ trap, weight: trap.weigh(context) })).filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight).map(({ trap: { id, page: page12, title, change } }) => ({
    id,
    page: page12,
    title: title(context),
    likelihood: "possible",
    evidence: [],
    change: change(context)
  }));
}
function issuerTraps({ claims, subject, path }) {
  const token = { claims, subject, path };
  return (issuerOfClaims(claims)?.traps ?? []).map(({ id, page: page12, weigh, title, fix }) => ({
    id,
    page: page12,
    weigh: () => weigh(token),
    title: () => logLine(title(token)),
    change: () => fix
  }));
}
function branchOf({ subject, path }) {
  const ref = partNamed(namedParts(subject, path), "ref") ?? "";
  const text = ref.startsWith("refs/") ? ref : subject;
  return /(?:refs\/heads\/|ref_type:branch:ref:(?!refs\/))([^:]+)/.exec(text)?.[1];
}
var otherBranch = {
  id: "trap-branch",
  page: "docs/troubleshooting.md#sts-access-denied",
  weigh(context) {
    const branch = branchOf(context);
    if (branch === void 0) return 0;
    if (String(context.claims.ref_protected) === "false") return 80;
    return ["main", "master"].includes(branch) ? 40 : 70;
  },
  title: (context) => `The job runs on the branch ${logLine(branchOf(context) ?? "")}: a policy for another branch or for an environment refuses it.`,
  change: () => "If jobs of this branch should have the role, take the condition on the subject from the policy below."
};
var otherAudience2 = {
  id: "trap-audience",
  page: "docs/troubleshooting.md#sts-audience",
  weigh({ audiences: [audience2], account, path }) {
    if (audience2 === void 0 || audience2 === partitionById(account.partition)?.audience) return 0;
    return issuerAt(path)?.audience?.fixed ? 50 : 60;
  },
  title: ({ audiences: [audience2 = ""], path }) => `The audience of the token is ${logLine(audience2)}: a policy that demands another in ${logLine(path)}:aud refuses it.`,
  change: ({ audiences: [audience2 = ""], path }) => `"StringEquals": { ${jsonLine(`${path}:aud`)}: ${jsonLine(audience2)} }`
};
var unreadClaims = {
  id: "trap-claims",
  page: "docs/lint/unknown-claim.md",
  weigh({ path, claims }) {
    if (extraClaimKeys(path).length > 0) return 0;
    return issuerOfClaims(claims)?.claimKeys === void 0 ? 33 : 65;
  },
  title: ({ path }) => `AWS reads only sub, aud and amr from ${logLine(path)}: a condition on another claim is never met.`,
  change: () => "Restrict the subject instead of the other claim."
};
var issuerPath = {
  id: "trap-issuer-path",
  page: "docs/lint/wrong-key-host.md",
  weigh: ({ path }) => path.includes("/") ? 55 : 0,
  title: ({ path }) => `The issuer ${path.endsWith("/") ? "ends in a slash" : "has a path"}: the principal and the condition keys of the policy must include it: ${logLine(path)}.`,
  change: ({ providerArn: providerArn2, path }) => `"Principal": { "Federated": ${jsonLine(providerArn2)} }
and condition keys that begin with ${logLine(path)}:`
};
var literalWildcard = {
  id: "trap-wildcard",
  page: "docs/lint/literal-wildcard.md",
  weigh: () => 30,
  title: () => "StringEquals treats * and ? as ordinary characters: a policy with wildcards under it refuses every job.",
  change: () => "Use StringLike for values with wildcards."
};
var traps = [otherBranch, otherAudience2, unreadClaims, issuerPath, literalWildcard];

// src/diagnose/tried-findings.ts
var order = ["certain", "likely", "possible"];
function byLikelihood(a, b) {
  return order.indexOf(a.likelihood) - order.indexOf(b.likelihood);
}
function triedFindings(context, find) {
  const { policy, comparison } = context;
  if (policy === void 0 || comparison?.allowed !== false) return shown([...find(context)].sort(byLikelihood), []);
  const { found, fixed } = fixAll(context, policy, find);
  const isSafe2 = verdictOf(fixed, context) !== false && !letsInOthers(policy, fixed, { ...context, conditions: comparison.nearest?.statement.conditions ?? [] });
  const judged = found.map((one) => {
    const isOfPolicy = one.aside !== void 0 || one.fix !== void 0;
    return isOfPolicy && one.likelihood === "certain" && !isOnlyReason(one, policy, context) ? { ...one, likelihood: "likely" } : one;
  });
  return shown(judged.sort(byLikelihood), isSafe2 ? editsBetween(policy, fixed) : []);
}
var mostRounds = 4;
function fixAll(context, policy, find) {
  let state = { found: find(context), fixed: policy };
  let news = state.found;
  for (let round = 0; round < mostRounds; round++) {
    const before = state.fixed;
    const fixed = news.reduce((so, { fix }) => fix?.(so) ?? so, before);
    if (fixed === before) break;
    const next = refusalContext({ ...context, policy: fixed });
    state = { ...state, fixed };
    if (next.comparison?.allowed !== false) break;
    news = find(next).filter(
      ({ id, aside, fix }) => (aside ?? fix) !== void 0 && !state.found.some((known2) => known2.id === id)
    );
    state = { found: [...state.found, ...news], fixed };
  }
  return state;
}
function isOnlyReason({ fix, aside }, policy, context) {
  const fixed = fix?.(policy) ?? aside?.(policy);
  return fixed !== void 0 && verdictOf(fixed, context) !== false;
}
function verdictOf(policy, { claims, request }) {
  return evaluateToken(policy, { ...request, claims }).allowed;
}
function editsBetween(before, after) {
  return after.statements.flatMap((statement, index) => statementEdit(before.statements[index], statement) ?? []);
}
function shown(found, edits) {
  const first = found.find(({ fix }) => fix !== void 0);
  return found.map((one) => {
    const { fix, aside: _, change, ...finding } = one;
    if (fix === void 0) return { ...finding, change };
    const other = change === "" ? [] : [change];
    if (edits.length === 0) return { ...finding, change: [...other, noSafeChange].join("\n") };
    const lead = change === "" || one !== first ? [] : ["Or, if this job should have the role:"];
    const text = one === first ? edits.map(editText) : [`The change of ${first?.id} also fixes this.`];
    return { ...finding, change: [...other, ...lead, ...text].join("\n"), edits };
  });
}
var noSafeChange = "No policy change is shown: none was found that lets this job in and nothing else that the policy refuses today.";

// src/trust/subject-words.ts
function subjectWords(pattern, place) {
  const parts = hasNames(pattern, place.path) ? partsIn(pattern, place) : [];
  return { parts, words: parts.length === 0 ? [wholeText(pattern)] : parts.map(partText) };
}
function hasNames(pattern, path) {
  const [first] = namedParts(pattern, path);
  if (first === void 0 || !hasPlainName(first)) return false;
  const { subjectNames, unnamedSubjects } = issuerAt(path) ?? {};
  const isKnown = subjectNames !== void 0 || unnamedSubjects !== void 0;
  return isKnown || subjectForm(pattern) !== void 0 || isOfOneRun(first.name);
}
function wholeText(pattern) {
  if (pattern === "*") return "any subject";
  return pattern.endsWith("*") ? `any subject that begins with ${pattern.slice(0, -1)}` : `subject ${pattern}`;
}
function partsIn(pattern, { subject, path }) {
  const parts = namedParts(pattern, path);
  const known2 = issuerAt(path)?.subjectNames?.names ?? namedParts(subject, path).map(({ name }) => name);
  const taken = pattern.endsWith("*") ? known2.filter((name) => partNamed(parts, name) === void 0) : [];
  const all = [...parts, ...taken.map((name) => ({ name, value: "*" }))];
  const kind = partNamed(parts, "ref_type");
  if (kind === void 0 || hasWildcard(kind)) return all;
  return all.filter(({ name }) => name !== "ref_type").map(({ name, value }) => ({ name: name === "ref" ? kind : name, value }));
}
function partText({ name, value }) {
  const [, folder, ref = value] = /^refs\/(heads|tags)\/(.+)$/s.exec(value) ?? [];
  const word = folder === void 0 ? wordFor(name) : folder === "heads" ? "branch" : "tag";
  if (value === "") return word;
  return ref === "*" ? `any ${word}` : `${word} ${ref}`;
}

// src/diagnose/who-gets-in.ts
function whoGetsIn(plan, token) {
  const exact = Object.entries(plan.exact).map(([claim, values2]) => ({ name: claim, value: values2.join(" or ") }));
  return plan.subjects.map((pattern) => {
    const { parts, words: words2 } = subjectWords(pattern, token);
    const more = exact.filter((claim) => !parts.some(({ value }) => value === claim.value));
    return logLine([...words2, ...more.map(partText)].join(", "));
  });
}

// src/diagnose/diagnose.ts
function diagnose(question) {
  const context = refusalContext(question);
  const code = question.refusal?.code ?? "sts-access-denied";
  const find = (scene) => withoutRepeats(
    causes.flatMap((cause) => {
      const found = cause.codes.includes(code) ? cause.find(scene) : void 0;
      return found === void 0 ? [] : [{ id: cause.id, page: cause.page, ...found }];
    })
  );
  const findings = withTraps(triedFindings(context, find), { context, code }).map((finding) => ({
    ...finding,
    page: pageUrl(finding.page)
  }));
  const { verdict, open = [] } = context.comparison ?? {};
  const problems = problemsOf(findings, verdict);
  const plan = code === "sts-access-denied" && verdict === void 0 ? acceptingPlan(context) : void 0;
  return {
    claims: shownClaims(context.claims),
    findings,
    problems,
    verdict,
    answer: answerOf(verdict, problems),
    dependsOn: openConditionLines(open),
    policy: plan && trustPolicyIn(plan, context.account),
    letsIn: plan === void 0 ? [] : whoGetsIn(plan, context)
  };
}
function answerOf(verdict, problems) {
  if (problems.length > 0) return "refused";
  if (verdict === void 0) return void 0;
  return verdict.allowed === "unknown" ? "depends" : "accepted";
}
function problemsOf(findings, verdict) {
  const certain = findings.flatMap(problemOf);
  const isSaid = certain.some(({ code: code2 }) => code2 === "sts-access-denied");
  if (verdict?.allowed !== false || isSaid) return certain;
  const [first] = findings;
  const code = "sts-access-denied";
  return [...certain, { code, message: first?.title ?? "The trust policy refuses the token.", page: errorPage(code) }];
}
function problemOf({ id, title, likelihood }) {
  const code = causes.find((cause) => cause.id === id)?.offlineCode ?? "sts-access-denied";
  return likelihood === "certain" ? [{ code, message: title, page: errorPage(code) }] : [];
}
function withTraps(findings, { context, code }) {
  const isOpen = code === "sts-access-denied" && context.refusal !== void 0 && context.comparison === void 0;
  if (!isOpen || context.subject === "" || findings.some(({ likelihood }) => likelihood === "certain")) return findings;
  const missing2 = Math.max(0, 2 - findings.filter(({ id }) => id !== roleElsewhere.id).length);
  return [
    ...findings.filter(({ id }) => id !== roleElsewhere.id),
    ...trapsFor(context).slice(0, missing2),
    ...findings.filter(({ id }) => id === roleElsewhere.id)
  ];
}
function withoutRepeats(found) {
  const explaining = found.filter(({ id }) => subjectCauses.some((cause) => cause.id === id));
  const whole = explaining.find(({ likelihood }) => likelihood === "certain");
  if (whole !== void 0) return found.filter((one) => one === whole || !isOfSubject(one));
  if (explaining.length === 0) return found;
  const isVetoed = explaining.some(({ fix }) => fix === void 0);
  return found.flatMap((one) => {
    if (one.id !== otherSubject.id) return [isVetoed && one.fix && isOfSubject(one) ? { ...one, fix: noFix } : one];
    return explaining.length > 1 || isVetoed ? [] : [{ ...one, likelihood: "likely" }];
  });
}
function isOfSubject({ id }) {
  return id === otherSubject.id || subjectCauses.some((cause) => cause.id === id);
}

// src/diagnose/diagnosis-report.ts
function headline({ findings }, { hint }) {
  const [first] = findings;
  if (isUnknown(findings)) return waysToKnow(findings);
  if (first === void 0) return hint;
  if (first.likelihood === "certain") return findingText(first);
  return first.likelihood === "likely" ? `Most likely: ${findingText(first)}` : hint;
}
function isUnknown(findings) {
  return findings[0]?.likelihood !== "certain" && findings.some(({ id }) => id === roleElsewhere.id);
}
function waysToKnow(findings) {
  const policy = findings.find(({ id }) => id === roleElsewhere.id);
  const likeliest = findings.filter((finding) => finding !== policy).slice(0, 2);
  return [
    ...policy === void 0 ? [] : [policy.title, policy.change],
    ...likeliest.length === 0 ? [] : ["Why policies most often refuse tokens like this one:"],
    ...likeliest.flatMap((finding, index) => [
      `${index + 1}. ${finding.title} [${finding.id}]`,
      ...index === 0 && hasShortChange(finding) ? finding.change.split("\n").map((line) => `   ${line}`) : []
    ])
  ].join("\n");
}
function hasShortChange({ likelihood, change }) {
  return likelihood === "likely" && change.split("\n").length <= 2;
}
var mostCauses = 5;
var causesHeading = "Causes, most likely first:";
function diagnosisReport({ claims, findings, policy, letsIn }) {
  const width = Math.min(24, Math.max(0, ...claims.map(({ name }) => name.length)));
  const causes2 = remainingCauses(findings);
  return [
    "The claims that matter to a trust policy:",
    ...claims.map(({ name, value }) => `  ${name.padEnd(width)}  ${value}`),
    ...causes2 === "" ? [] : ["", causes2],
    ...policy === void 0 ? [] : ["", acceptingPolicyText(policy, letsIn)]
  ].join("\n");
}
function remainingCauses(findings) {
  const [first, ...others] = shown2(findings);
  if (first === void 0) return "";
  if (isUnknown(findings)) {
    const possible = findings.filter(({ id }) => id !== roleElsewhere.id).slice(0, mostCauses);
    const changes = possible.map((finding, index) => {
      const text = findingText(
        { ...finding, title: index < 2 ? "" : finding.title },
        index === 0 && hasShortChange(finding)
      );
      return indentItem(text, `${index + 1}. `);
    });
    return changes.length === 0 ? "" : ["What to change for these causes:", ...changes].join("\n");
  }
  const left = first.likelihood === "possible" ? [first, ...others] : others;
  if (left.length === 0) return "";
  return `${left.length === others.length ? "Other causes:" : causesHeading}
${findingsText(left)}`;
}
function shown2(findings) {
  const certain = findings.filter(({ likelihood }) => likelihood === "certain");
  return certain.length > 0 ? certain : findings;
}
function acceptingPolicyText(policy, letsIn) {
  const lines = letsIn.map((line) => `  ${line}`);
  return ["A trust policy that accepts this job. It lets in:", ...lines, jsonBlock(policy)].join("\n");
}
function findingsText(findings) {
  return shown2(findings).slice(0, mostCauses).map((finding, index) => {
    const isRepeated = findings.slice(0, index).some(({ change }) => change === finding.change);
    return indentItem(findingText(finding, isRepeated), `${index + 1}. `);
  }).join("\n");
}
function findingText({ id, title, evidence, change, page: page12 }, isRepeated = false) {
  return [
    title === "" ? `[${id}]` : `${title} [${id}]`,
    ...evidence.map((line) => `  ${line}`),
    ...isRepeated ? [] : ["  Change:", ...change.split("\n").map((line) => line === "" ? "" : `    ${line}`)],
    `  ${page12}`
  ].join("\n");
}
function indentItem(text, mark) {
  return text.split("\n").map((line, index) => `${index === 0 ? mark : line === "" ? "" : " ".repeat(mark.length)}${line}`).join("\n");
}

// src/trust/cloudformation.ts
function resolveIntrinsics(value, resources) {
  if (Array.isArray(value)) return value.map((entry) => resolveIntrinsics(entry, resources));
  if (!isObject(value)) return value;
  const [[name, argument] = ["", void 0], ...others] = Object.entries(value);
  if (others.length === 0 && (name === "Ref" || name.startsWith("Fn::")))
    return resolveFunction(name, argument, resources);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, resolveIntrinsics(entry, resources)]));
}
function resolveFunction(name, argument, resources) {
  if (name === "Fn::Sub") return substitute(argument, resources);
  if (name === "Fn::Join") return join(argument, resources);
  if (name === "Fn::If" && Array.isArray(argument)) {
    const [, ...branches] = argument;
    const branch = branches.find((value) => !isObject(value) || value.Ref !== "AWS::NoValue");
    return resolveIntrinsics(branch, resources);
  }
  if (name === "Ref") return reference(String(argument), resources);
  if (name === "Fn::GetAtt") {
    const attribute = Array.isArray(argument) ? argument.join(".") : String(argument);
    return cdkJson(attribute, resources) ?? reference(attribute, resources);
  }
  return opaque;
}
function substitute(argument, resources) {
  const [text, variables] = Array.isArray(argument) ? argument : [argument];
  return String(text).replace(/\$\{(!?)([^}]*)\}/g, (_, literal, name) => {
    if (literal) return `\${${name}}`;
    if (isObject(variables) && Object.hasOwn(variables, name)) {
      return String(resolveIntrinsics(variables[name], resources));
    }
    return reference(name, resources);
  });
}
function join(argument, resources) {
  const [separator, parts] = Array.isArray(argument) ? argument : [];
  const resolved = resolveIntrinsics(parts, resources);
  return Array.isArray(resolved) ? resolved.join(String(separator)) : opaque;
}
function cdkJson(name, resources) {
  const { Value: value } = propertiesOf("Custom::AWSCDKCfnJson", name.replace(/\.Value$/, ""), resources);
  return parseJson(String(resolveIntrinsics(value, resources)));
}
function reference(name, resources) {
  if (name === "AWS::Partition") return "aws";
  const url = stringAt(propertiesOf("AWS::IAM::OIDCProvider", name.replace(/\.Arn$/, ""), resources), "Url");
  return url === void 0 ? opaque : `arn:aws:iam::${opaque}:oidc-provider/${providerPath(url)}`;
}
function propertiesOf(type, id, resources) {
  const resource = Object.hasOwn(resources, id) ? resources[id] : void 0;
  return isObject(resource) && resource.Type === type && isObject(resource.Properties) ? resource.Properties : {};
}

// src/trust/terraform-json.ts
var terraformHint = "Run these, and pass plan.json:\n    terraform plan -out plan.bin\n    terraform show -json plan.bin > plan.json";
function isTerraformText(text, name) {
  return /\.tf$/i.test(name) || terraformLine.test(text);
}
var terraformLine = /^\s*((resource|data)\s+"aws_iam_(role|policy_document)"|assume_role_policy\s*=|"?(Version|Statement)"?\s*=)/m;
function terraformPolicies(value) {
  const resources = resourcesIn(value);
  if (resources !== void 0) return policiesOf(resources);
  const blocks = isObject(value.resource) ? value.resource : value;
  return isObject(blocks.aws_iam_role) ? configuredRoles(blocks.aws_iam_role) : void 0;
}
function resourcesIn(value) {
  const prior = isObject(value.prior_state) ? value.prior_state.values : void 0;
  const states = [value.planned_values, value.values, prior].filter(isObject);
  if (states.some((state) => "root_module" in state)) {
    return states.flatMap((state) => {
      const resources = moduleResources(state.root_module);
      return state === prior ? resources.filter(({ type }) => type !== "aws_iam_role") : resources;
    });
  }
  if (Array.isArray(value.resource_changes)) return value.resource_changes.flatMap(resourceOf);
  if (Array.isArray(value.resources)) return value.resources.flatMap(resourceOf);
  if (value.type === "aws_iam_role") return resourceOf(value);
  if ("assume_role_policy" in value) return [{ address: "aws_iam_role", type: "aws_iam_role", values: value }];
  return void 0;
}
function moduleResources(module) {
  if (!isObject(module)) return [];
  const children = Array.isArray(module.child_modules) ? module.child_modules : [];
  const own = Array.isArray(module.resources) ? module.resources : [];
  return [...own.flatMap(resourceOf), ...children.flatMap(moduleResources)];
}
function resourceOf(resource) {
  if (!isObject(resource)) return [];
  const type = String(resource.type);
  const address = stringAt(resource, "address") ?? [resource.module, type, resource.name].filter(Boolean).join(".");
  const instances = Array.isArray(resource.instances) ? resource.instances : [];
  const change = isObject(resource.change) ? resource.change.after : void 0;
  return [resource.values, change, ...instances.map((instance) => isObject(instance) && instance.attributes)].flatMap(
    (values2) => isObject(values2) ? [{ address, type, values: values2 }] : []
  );
}
function policiesOf(resources) {
  const of = (wanted, member) => resources.filter(({ type }) => type === wanted).flatMap((resource) => policyOf(resource, member));
  const roles = of("aws_iam_role", "assume_role_policy");
  const known2 = new Set(roles.map(({ text }) => normalized(text)));
  const trusts = of("aws_iam_policy_document", "json").filter(
    ({ text }) => /"(Not)?Principal"/.test(text) && !/"(Not)?Resource"/.test(text) && !known2.has(normalized(text))
  );
  return [...roles, ...trusts];
}
function policyOf({ address, values: values2 }, member) {
  const text = stringAt(values2, member);
  if (text === void 0) return [];
  return [{ path: `${address}.${member}`, text, roleArn: stringAt(values2, "arn") }];
}
function normalized(text) {
  return JSON.stringify(parseJson(text));
}
function configuredRoles(roles) {
  return Object.entries(roles).flatMap(
    ([name, role]) => [role].flat().flatMap((block) => {
      const text = isObject(block) ? stringAt(block, "assume_role_policy") : void 0;
      if (text === void 0) return [];
      const path = `aws_iam_role.${name}.assume_role_policy`;
      if (/^\s*\$\{/.test(text)) {
        throw new HelperError("policy-invalid", `${path} is computed by Terraform; the policy is only in the plan.`, {
          hint: terraformHint
        });
      }
      return [{ path, text: withoutExpressions(text), roleArn: void 0 }];
    })
  );
}
function withoutExpressions(text) {
  return text.replace(
    /(\$?)\$\{([^}]*)\}/g,
    (_, escaped, expression) => escaped === "" ? opaque : `\${${expression}}`
  );
}

// src/trust/documents.ts
var largestPolicyFile = 2e8;
var onePolicyHint = "Pass the policy of one role, such as the output of `aws iam get-role --role-name NAME`.";
function findPolicies(text, name, { json = parseJson(text), parseYaml } = {}) {
  const plain = typeof json === "string" ? json : withoutUrlEncoding(text.replace(/^\uFEFF/, ""), name);
  if (plain !== text) return findPolicies(plain, name, { parseYaml });
  const duplicates = json === void 0 ? [] : duplicateKeys(text, name);
  if (json === void 0 && isTerraformText(text, name)) {
    throw new HelperError(
      "policy-invalid",
      `${name} is Terraform source code, which is not supported. Use its plan as JSON.`,
      {
        hint: terraformHint
      }
    );
  }
  if (json === void 0 && /^\s*[{[]/.test(text) && !/\.ya?ml$/i.test(name)) {
    throw invalidJson(text, name, "policy-invalid");
  }
  const value = json ?? parseYaml?.(text);
  if (!isObject(value)) {
    throw json === void 0 && parseYaml === void 0 ? new HelperError("policy-invalid", `${name} contains no JSON object.`, { hint: onePolicyHint }) : new HelperError("policy-invalid", `${name} contains neither a JSON object nor a CloudFormation template.`);
  }
  if ("iss" in value && "sub" in value) {
    throw new HelperError("policy-invalid", `${name} contains the claims of a token, not a policy.`);
  }
  return documentsIn(value).map((document) => ({
    ...document,
    duplicates: [...document.duplicates, ...duplicates.filter((path) => path.startsWith(document.path))]
  }));
}
function documentsIn(value) {
  for (const name of ["Role", "role"]) {
    const role = value[name];
    if (isObject(role)) return [roleDocument(role, name)];
  }
  for (const list of ["Roles", "RoleDetailList"]) {
    const roles = value[list];
    if (Array.isArray(roles)) {
      return roles.flatMap((role, i) => isObject(role) ? [roleDocument(role, `${list}[${i}]`)] : []);
    }
  }
  if ("AssumeRolePolicyDocument" in value) return [roleDocument(value, "")];
  if (isObject(value.Resources)) return templateDocuments(value.Resources, "Resources");
  if (value.Type === "AWS::IAM::Role") return templateDocuments({ "": value }, "");
  if (Object.values(value).some((part) => isObject(part) && part.Type === "AWS::IAM::Role")) {
    return templateDocuments(value, "");
  }
  const terraform = terraformPolicies(value);
  if (terraform !== void 0) {
    return terraform.map(({ path, text, roleArn }) => embedded(text, { path, roleArn }));
  }
  return [{ path: "", json: value, roleArn: void 0, duplicates: [] }];
}
function roleDocument(role, path) {
  const inRole = memberPath(path, "AssumeRolePolicyDocument");
  return embedded(role.AssumeRolePolicyDocument, { path: inRole, roleArn: stringAt(role, "Arn") });
}
function embedded(value, place) {
  if (typeof value !== "string") return { ...place, json: value, duplicates: [] };
  const text = withoutUrlEncoding(value, place.path);
  const json = parseJson(text);
  const duplicates = json === void 0 ? [] : duplicateKeys(text, place.path).map((path) => `${place.path}.${path}`);
  return { ...place, json, duplicates };
}
function withoutUrlEncoding(text, name) {
  if (!/^\s*%7B/i.test(text)) return text;
  try {
    return decodeURIComponent(text.trim());
  } catch (cause) {
    throw new HelperError("policy-invalid", `${name} looks URL-encoded but is not.`, { cause });
  }
}
function templateDocuments(resources, list) {
  return Object.entries(resources).flatMap(([id, resource]) => {
    if (!isObject(resource) || resource.Type !== "AWS::IAM::Role" || !isObject(resource.Properties)) return [];
    const path = memberPath(
      memberPath(id === "" ? "" : memberPath(list, id), "Properties"),
      "AssumeRolePolicyDocument"
    );
    const document = resolveIntrinsics(resource.Properties.AssumeRolePolicyDocument, resources);
    return [embedded(document, { path, roleArn: void 0 })];
  });
}

// src/trust/policy-for-role.ts
function policyForRole(text, name, roleArn) {
  const documents = findPolicies(text, name);
  const own = documents.filter((document2) => roleArn !== void 0 && document2.roleArn === roleArn);
  const [document, another] = own.length > 0 ? own : documents;
  if (document === void 0 || another !== void 0) throw notOne(name, document ? "several policies" : "no policy");
  const [duplicate] = document.duplicates;
  if (duplicate !== void 0) {
    throw new HelperError("policy-invalid", `${name}: ${duplicate} appears twice; only the last one would count.`);
  }
  const policy = readPolicy(document.json, name);
  if (isOpaque(JSON.stringify(policy))) throw notOne(name, "a policy with values that only the deployment knows");
  return { policy, roleArn: document.roleArn };
}
function notOne(name, found) {
  return new HelperError("policy-invalid", `${name} contains ${found}.`, {
    hint: onePolicyHint
  });
}

// src/session/token-fault.ts
function tokenFault(error, claims) {
  if (!(error instanceof HelperError)) return error;
  const { lifetime, unusableTokens = [] } = issuerOfClaims(claims) ?? {};
  const unusable = unusableTokens.find(({ isOne }) => isOne(claims));
  if (unusable !== void 0) {
    const { says, fix } = unusable;
    return new HelperError("token-malformed", `${error.message} ${says}`, { hint: fix, cause: error });
  }
  if (error.code !== "token-expired" || lifetime === void 0) return error;
  const hint = `${lifetime}
If the job has only just started, this machine's clock is wrong.`;
  return new HelperError(error.code, error.message, { hint, cause: error });
}

// src/session/diagnose-refusal.ts
var explainable = [
  "sts-access-denied",
  "sts-audience",
  "sts-idp-unreachable",
  "sts-policy-malformed",
  "sts-policy-too-large",
  "sts-provider-missing",
  "sts-refused",
  "sts-region-disabled",
  "sts-role-pinned",
  "sts-token-expired",
  "sts-token-rejected",
  "sts-validation"
];
function withDiagnosis(refusal, {
  claims,
  request,
  settings,
  ci
}, io) {
  if (!explainable.includes(refusal.code)) return refusal;
  const diagnosis = diagnose({
    claims,
    request,
    now: io.clock.now(),
    refusal,
    ci,
    policy: settings.trustPolicy === void 0 ? void 0 : readTrustPolicy(settings.trustPolicy, request, io)
  });
  return new HelperError(refusal.code, refusal.message, {
    hint: headline(diagnosis, refusal),
    diagnosis: diagnosisReport(diagnosis),
    cause: refusal
  });
}
function readTrustPolicy(path, { roleArn }, { files, log }) {
  try {
    const text = inputText(path, files, { bytes: largestPolicyFile });
    if (text === void 0) throw new HelperError("input-unreadable", `The file ${path} does not exist.`);
    return policyForRole(text, path, roleArn).policy;
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    log.warning(`trust-policy cannot be used for the diagnosis: ${error.message}`);
    return void 0;
  }
}
module.exports = {
  tokenFault,
  withDiagnosis
};
