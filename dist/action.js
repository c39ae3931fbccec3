var {
  actionLog,
  ambientCredentials,
  assumeGuardedRoles,
  endOfToken,
  getInput,
  guardAccount,
  guardKnownAccounts,
  identify,
  isOwnToken,
  knownRole,
  maskAccounts,
  nodeIo,
  outliveReader,
  parseSettings,
  redactedError,
  redactingLog,
  reportError,
  spanText,
  stsEndpoint,
  validateProfileName,
  withinRunLimits,
  withoutUser,
  jobOf,
  makeJobFolder,
  options,
  removeJobFolder,
  detectCi,
  isKnownCi,
  partitionOfRegion,
  envValue,
  isObject,
  textsIn,
  HelperError
} = require("./action-shared.js");
var {
  awsFilePaths,
  awsFiles,
  headerFor,
  parseAwsIni,
  removePrivateFiles,
  sectionsOf,
  usualProfileType,
  githubOutputs,
  oneLine,
  setIdentityOutputs,
  shellLines,
  warnOfCheckout
} = require("./action-shared-action.js");

// src/options/from-environment.ts
function fillFromEnvironment(given, env, onKnownCi) {
  const foreign = envValue(env, "AWS_WEB_IDENTITY_TOKEN_FILE") !== void 0 || given["aws-access-key-id"] !== void 0;
  const variables = (option) => variablesFor(option, env).filter((name) => !(name === "AWS_ROLE_ARN" && foreign && onKnownCi));
  const pickUps = [];
  const filled = { ...given };
  for (const option of options) {
    if (filled[option.name] !== void 0 || option.name === "role-to-assume" && given.roles !== void 0) continue;
    for (const variable of variables(option)) {
      const value = envValue(env, variable);
      if (value === void 0) continue;
      filled[option.name] = value;
      pickUps.push({ option: option.name, variable });
      break;
    }
  }
  return { given: filled, pickUps };
}
function variablesFor(option, env) {
  const legacyVariable = option.legacyVariable === true && env.GITHUB_ACTIONS === "true";
  return [...legacyVariable ? [option.name.toUpperCase().replaceAll("-", "_")] : [], ...option.environment ?? []];
}

// src/options/read-settings.ts
function readSettings(options2, io) {
  const filled = fillFromEnvironment(options2, io.env, isKnownCi(io.env));
  const { given, pickUps } = filled;
  if (pickUps.length > 0) {
    const list = pickUps.map(({ option, variable }) => `${option} (${variable})`).join(", ");
    io.log.info(`Taken from the environment: ${list}.`);
  }
  const settings = parsed(filled, io.env);
  if (given["aws-region"] === void 0 && settings.source !== void 0) {
    const { id } = partitionOfRegion(settings.region);
    io.log.notice(`No region is set; using ${settings.region} (partition ${id}).`);
  }
  if (settings.stsEndpoint !== void 0 && goesInTheClear(settings.stsEndpoint)) {
    const shown = withoutUser(settings.stsEndpoint);
    io.log.warning(`sts-endpoint is ${shown}: the token and the credentials are sent unencrypted.`);
  }
  return settings;
}
function goesInTheClear(endpoint) {
  const { protocol, hostname } = new URL(endpoint);
  return protocol === "http:" && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
function parsed({ given, pickUps }, env) {
  try {
    return parseSettings(given, env, pickUps);
  } catch (error) {
    throw /^true$/i.test(given["mask-aws-account-id"] ?? "") ? redactedError(error) : error;
  }
}

// src/reporting/announce.ts
function announce(outcome, io) {
  const { clock } = io;
  const log = outcome.settings.maskAccountId ? redactingLog(io.log) : io.log;
  if (outcome.kind === "unset") log.info("Cleared the credential environment variables of earlier steps.");
  if (outcome.kind === "kept") {
    log.notice("Pre-existing credentials are valid. No need to generate new ones.");
    sayLogins(outcome, log);
  }
  if (outcome.kind !== "handed-over") return;
  const { sessions, sessionName, credentialOrigin, targets, precedence, token } = outcome;
  for (const session of sessions) {
    const { roleArn, principalId, region, via } = session;
    const origin = token === void 0 ? credentialOrigin : `the token from ${credentialOrigin}`;
    const means = via === void 0 ? origin : `the profile ${via}`;
    if (roleArn === void 0) log.info(`Proceeding with the credentials of ${session.arn} (${credentialOrigin}).`);
    else log.info(`Assumed ${roleArn} as ${sessionName} in ${region}, with ${means}.`);
    const who = roleArn === void 0 ? principalId : `assumedRoleId ${principalId}`;
    log.info(`Authenticated as ${who}${validity(session, clock.now())}.`);
  }
  sayLogins(outcome, log);
  if (!targets.some(({ hands }) => hands === "profile")) return;
  for (const { profile: profile2 } of sessions) {
    const byVariable = precedence.byOptionOnly.includes(profile2) ? "" : `AWS_PROFILE=${profile2}, or `;
    const use = profile2 === "default" ? "" : ` Use it with ${byVariable}--profile ${profile2}.`;
    log.info(`Wrote the profile ${profile2}.${use}`);
  }
  const ends = endOfToken(token);
  if (ends === void 0 || precedence.profileType === "static") return;
  log.info(`AWS tools can renew the credentials until the job's only token expires at ${ends}.`);
}
function sayLogins({ logins }, log) {
  for (const { host, expiresAt } of logins) {
    log.info(`Logged in to ${host} until ${new Date(expiresAt).toISOString()}; the login is not renewed.`);
  }
}
function validity({ credentials: { expiresAt } }, now) {
  if (expiresAt === void 0) return "";
  return `, until ${new Date(expiresAt).toISOString()} (${spanText((expiresAt - now) / 1e3)})`;
}

// src/reporting/job-summary.ts
function jobSummary({ sessions: [session], sessionName, settings, credentialOrigin }) {
  const { expiresAt } = session.credentials;
  const visible = (text) => settings.maskAccountId && session.accountId !== "" ? text.replaceAll(session.accountId, "***") : text;
  const rows = [
    ["Role", session.roleArn ?? "none (existing credentials)"],
    ["Account", session.accountId],
    ["Session name", sessionName],
    ["Region", session.region],
    ["Obtained with", credentialOrigin],
    ["Expires", expiresAt === void 0 ? "unknown" : new Date(expiresAt).toISOString()]
  ];
  const lines = rows.map(([name, value = ""]) => `| ${name} | ${cell(visible(value))} |`);
  return ["### AWS credentials", "", "| | |", "| --- | --- |", ...lines, "", ""].join("\n");
}
function cell(text) {
  return `\`${text.replace(/[`|\r\n]/g, " ")}\``;
}

// src/reporting/moving-tag.ts
function movingTagAdvice(env) {
  const { GITHUB_ACTION_REF: ref = "", GITHUB_ACTION_REPOSITORY: repository = "" } = env;
  if (ref === "" || repository === "" || /^([\da-f]{40}|[\da-f]{64})$/i.test(ref)) return void 0;
  return `This workflow uses ${repository}@${ref}, a reference that can be moved to other code. Pin the full commit hash: uses: ${repository}@SHA # ${ref}`;
}

// src/export/variables.ts
function credentialVariables({ credentials, region }, env) {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const stale = envValue(env, "AWS_SESSION_TOKEN") !== void 0;
  return {
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey.reveal(),
    ...sessionToken !== void 0 || stale ? { AWS_SESSION_TOKEN: sessionToken?.reveal() ?? "" } : {}
  };
}
var choosers = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"];
var companions = ["AWS_SECURITY_TOKEN", "AWS_CREDENTIAL_EXPIRATION"];
function rivalsUnset(io) {
  return { ...changed([...choosers, ...companions], void 0, io), ...otherSpellings(io) };
}
function otherSpellings({ env, platform }) {
  const isOther = (name) => name !== name.toUpperCase() && name.toUpperCase() in emptyCredentialVariables;
  return Object.fromEntries(
    (platform === "win32" ? Object.keys(env) : []).filter(isOther).map((name) => [name, void 0])
  );
}
function rivalsOverwritten(profile2, io) {
  const chosen = profile2 === void 0 ? {} : changed(choosers, profile2, io);
  return { ...chosen, ...changed(companions, "", io) };
}
function changed(names, to, { env, platform }) {
  const isMeant2 = (name) => names.includes(platform === "win32" ? name.toUpperCase() : name);
  return Object.fromEntries(
    Object.entries(env).flatMap(
      ([name, value]) => isMeant2(name) && value !== void 0 && value !== to ? [[name, to]] : []
    )
  );
}
var emptyCredentialVariables = {
  AWS_ACCESS_KEY_ID: "",
  AWS_SECRET_ACCESS_KEY: "",
  AWS_SESSION_TOKEN: "",
  AWS_REGION: "",
  AWS_DEFAULT_REGION: ""
};

// src/export/bash-env.ts
var bashEnv = {
  name: "bash-env",
  hands: "variables",
  rivals: (_request, io) => rivalsUnset(io),
  check(plan, io) {
    const path = pathIn(io.env);
    io.files.checkAppendable(path);
    io.files.read(path);
    warnOfCheckout(path, plan, io);
  },
  write({ sessions: [session] }, io, record) {
    const path = io.files.absolute(pathIn(io.env));
    const before = io.files.read(path) ?? "";
    const lines = shellLines("sh", { ...rivalsUnset(io), ...credentialVariables(session, io.env) });
    const block = before === "" || before.endsWith("\n") ? lines : `
${lines}`;
    record({ kind: "bash-env", path, block });
    io.files.append(path, lines);
  },
  undo({ path, block }, io) {
    if (typeof path !== "string" || typeof block !== "string") return;
    const text = io.files.read(path);
    const start = text?.lastIndexOf(block) ?? -1;
    if (text === void 0 || start === -1) return;
    io.files.replace(path, text.slice(0, start) + text.slice(start + block.length));
  }
};
function pathIn(env) {
  const path = envValue(env, "BASH_ENV");
  if (path !== void 0) return path;
  throw new HelperError(
    "runner-file-missing",
    "BASH_ENV is not set, so environment variables cannot be passed to later steps.",
    {
      hint: 'Use --export profile, or eval "$(ci-aws-credentials env \u2026)". CircleCI sets BASH_ENV in every job.'
    }
  );
}

// src/export/target.ts
function writesProfile({ targets }) {
  return targets.some(({ hands }) => hands === "profile");
}

// src/export/github-env.ts
var githubEnv = {
  name: "github-env",
  hands: "variables",
  rivals,
  check: (_plan, io) => io.runner.check(["variables"]),
  write(handover, io, record) {
    const variables = { ...credentialVariables(handover.sessions[0], io.env), ...rivals(handover, io) };
    exportVariables(textsIn(variables), io, record);
  },
  /** The runner cannot unset a variable; all AWS tools treat an empty one as unset. */
  undo({ before }, io) {
    if (isObject(before)) io.runner.exportVariables(textsIn(before));
  }
};
function rivals(request, io) {
  return rivalsOverwritten(writesProfile(request) ? request.profileName : void 0, io);
}
var githubUnset = ({ settings: { regionIsGiven, region } }, io, record) => {
  const regions = regionIsGiven ? regionVariables(region) : {};
  exportVariables({ ...emptyCredentialVariables, ...regions }, io, record);
};
var githubRegion = ({ settings: { region } }, io, record) => exportVariables(regionVariables(region), io, record);
function regionVariables(region) {
  return { AWS_DEFAULT_REGION: region, AWS_REGION: region };
}
function exportVariables(variables, io, record) {
  for (const [name, value] of Object.entries(variables)) oneLine(name, value);
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, io.env[name] ?? ""]));
  record({ kind: "github-env", before });
  io.runner.exportVariables(variables);
}

// src/export/profile.ts
var load = () => Promise.resolve().then(() => require("./action-export-aws-profile.js"));
var profile = {
  name: "profile",
  hands: "profile",
  check: async (plan, io) => (await load()).checkProfile(plan, io),
  write: async (handover, io, record) => (await load()).writeProfile(handover, { io, record }),
  undo: async (receipt, io) => (await load()).undoProfile(receipt, io)
};

// src/export/registry-login.ts
var load2 = () => Promise.resolve().then(() => require("./action-export-container-logins.js"));
var registryLogin = {
  name: "registry-login",
  check: async (plan, io) => (await load2()).checkLogins(plan, io),
  write: async (handover, io, record) => (await load2()).writeLogins(handover, { io, record }),
  undo: async (receipt, io) => (await load2()).undoLogins(receipt, io)
};

// src/export/index.ts
var exportTargets = [profile, registryLogin, bashEnv, githubEnv, githubOutputs];
function chooseTargets(settings, ci) {
  const chosen = chooseNames(settings, ci).map((name) => targetNamed(name, ci));
  return exportTargets.filter((target) => chosen.includes(target));
}
function chooseNames(settings, ci) {
  if (settings.roles.length > 0) return namesForRoles(settings);
  if (settings.exports !== void 0) return settings.exports;
  if (settings.profile.name === void 0) return usualNames(settings.outputEnvCredentials ?? true, ci);
  return [.../* @__PURE__ */ new Set(["profile", ...usualNames(settings.outputEnvCredentials ?? false, ci)])];
}
function usualNames(withVariables, ci) {
  return ci.defaults.exports.filter((name) => name !== "env" || withVariables);
}
function namesForRoles({ exports = ["profile"] }) {
  const other = exports.find((name) => name !== "profile" && name !== "none");
  if (other === void 0) return exports;
  throw new HelperError("option-conflict", `export: ${other} cannot be used with several roles.`, {
    hint: "Omit export: each role becomes the profile named in its line."
  });
}
function whyNot(name, ci) {
  if (name === "env" && ci.setVariable !== void 0) {
    return "variables of later steps are visible to everyone";
  }
  return `it cannot pass ${name === "env" ? "environment variables" : "outputs"} to later steps`;
}
function targetNamed(name, ci) {
  if (name === "none") return void 0;
  if (name === "profile") return profile;
  if (name === "env" && ci.variables === "bash-env") return bashEnv;
  if (ci.variables === "github-env") return name === "env" ? githubEnv : githubOutputs;
  throw new HelperError("option-invalid", `export: ${name} is not possible on ${ci.name}: ${whyNot(name, ci)}.`, {
    hint: 'Use --export profile, or set the variables in the shell that needs them: eval "$(ci-aws-credentials env \u2026)".'
  });
}

// src/job/receipts.ts
function openJournal(job, io) {
  const { files, clock, onReceipts } = io;
  const suffix = Math.floor(clock.random() * 16777215).toString(36);
  const name = `receipts-${clock.now()}-${suffix}.json`;
  const receipts = [];
  const pathOf = () => `${job.folder}/${name}`;
  return {
    get path() {
      return pathOf();
    },
    receipts,
    record(receipt) {
      if (receipts.length === 0) {
        files.removeLeftovers(makeJobFolder(job, io));
        onReceipts?.(pathOf());
      }
      receipts.push(receipt);
      files.replace(pathOf(), JSON.stringify(receipts));
    }
  };
}
function rewriteReceipts(path, receipts, files) {
  files.replace(path, JSON.stringify(receipts.toReversed()));
}

// src/cleanup.ts
async function rollBack(receipts, { journal, kept = [] }, io) {
  const left = [];
  for (const receipt of receipts) {
    if (!await attempt(`undo ${receipt.kind}`, () => undo(receipt, io), io)) left.push(receipt);
  }
  const rest = [...left, ...kept];
  if (rest.length === 0) await attempt(`remove ${journal}`, () => io.files.remove(journal), io);
  else await attempt(`shorten ${journal}`, () => rewriteReceipts(journal, rest, io.files), io);
  return left.length;
}
function undo(receipt, io) {
  if (receipt.kind === "files") return removePrivateFiles(receipt.files, io.files);
  return exportTargets.find(({ name }) => name === receipt.kind)?.undo?.(receipt, io);
}
async function attempt(what, task, { log }) {
  try {
    await task();
    return true;
  } catch (error) {
    log.warning(`Could not ${what}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

// src/aws/client-table.ts
var clients = ["botocore", "javascript", "go-java"];
var toolsOf = {
  botocore: ["the AWS CLI", "boto3"],
  javascript: ["the SDK for JavaScript", "the CDK"],
  "go-java": ["the SDKs for Go and Java", "Terraform"]
};
var profiles = ["static", "process", "web-identity", "assume-role"];
var anything = ["variables", ...profiles];
var stored = ["static", "process"];
var keys = { AWS_ACCESS_KEY_ID: "set", AWS_SECRET_ACCESS_KEY: "set" };
var halfOfKeys = { AWS_ACCESS_KEY_ID: "set", AWS_SECRET_ACCESS_KEY: "unset" };
var tokenFile = { AWS_WEB_IDENTITY_TOKEN_FILE: "set" };
var clientTable = {
  botocore: [
    // The profile is looked up before any credentials, and AWS_DEFAULT_PROFILE is read first.
    { when: { AWS_DEFAULT_PROFILE: "empty" }, over: anything, effect: "stops" },
    { when: { AWS_DEFAULT_PROFILE: "missing" }, over: anything, effect: "stops" },
    { when: { AWS_DEFAULT_PROFILE: "absent", AWS_PROFILE: "empty" }, over: anything, effect: "stops" },
    { when: { AWS_DEFAULT_PROFILE: "absent", AWS_PROFILE: "missing" }, over: anything, effect: "stops" },
    // Both are sent with any keys; the first one instead of AWS_SESSION_TOKEN.
    { when: { AWS_SECURITY_TOKEN: "set" }, over: ["variables"], effect: "stops" },
    { when: { AWS_CREDENTIAL_EXPIRATION: "set" }, over: ["variables"], effect: "stops" },
    { when: keys, over: profiles, effect: "other-identity" },
    { when: halfOfKeys, over: profiles, effect: "stops" },
    { when: { AWS_DEFAULT_PROFILE: "foreign" }, over: profiles, effect: "other-identity" },
    { when: { AWS_DEFAULT_PROFILE: "absent", AWS_PROFILE: "foreign" }, over: profiles, effect: "other-identity" },
    // A web identity takes precedence over stored keys and processes.
    { when: { ...tokenFile, AWS_ROLE_ARN: "foreign" }, over: stored, effect: "other-identity" },
    { when: { ...tokenFile, AWS_ROLE_ARN: "unset" }, over: stored, effect: "stops" },
    // Without a session name, or with an empty one, botocore makes one up.
    { when: { ...tokenFile, AWS_ROLE_SESSION_NAME: "unset" }, over: stored, effect: "other-session" },
    { when: { ...tokenFile, AWS_ROLE_SESSION_NAME: "foreign" }, over: stored, effect: "other-session" },
    // Each variable overrides the setting of the profile, also with an empty value.
    { when: { AWS_WEB_IDENTITY_TOKEN_FILE: "empty" }, over: ["web-identity"], effect: "stops" },
    { when: { AWS_ROLE_ARN: "foreign" }, over: ["web-identity"], effect: "other-identity" },
    { when: { AWS_ROLE_ARN: "empty" }, over: ["web-identity"], effect: "stops" },
    // The same role with another token, which AWS may refuse.
    { when: { AWS_WEB_IDENTITY_TOKEN_FILE: "foreign" }, over: ["web-identity"], effect: "stops" },
    { when: { AWS_ROLE_SESSION_NAME: "empty" }, over: ["web-identity"], effect: "other-session" },
    { when: { AWS_ROLE_SESSION_NAME: "foreign" }, over: ["web-identity"], effect: "other-session" }
  ],
  javascript: [
    // The keys are then skipped, even if that profile does not exist, and the next source is used.
    { when: { AWS_PROFILE: "foreign" }, over: anything, effect: "other-identity" },
    { when: { AWS_PROFILE: "absent", ...keys }, over: profiles, effect: "other-identity" },
    { when: { AWS_PROFILE: "empty", ...keys }, over: profiles, effect: "other-identity" }
  ],
  // Profiles and environment variables are separate sources here, and the variables come first.
  "go-java": [
    { when: keys, over: profiles, effect: "other-identity" },
    { when: { ...tokenFile, AWS_ROLE_ARN: "foreign" }, over: profiles, effect: "other-identity" },
    { when: { AWS_PROFILE: "foreign" }, over: profiles, effect: "other-identity" }
  ]
};
function deviationsFrom(handed, surroundings) {
  return clients.flatMap((client) => {
    const rows = clientTable[client].filter((row) => applies(row, handed, surroundings));
    const [first] = rows;
    if (first === void 0) return [];
    const serious = rows.filter(({ effect }) => effect !== "other-session" || effect === first.effect);
    return [{ client, effect: first.effect, because: firstOfEach(serious.flatMap(conditionsOf)) }];
  });
}
function applies(row, handed, surroundings) {
  if (!row.over.includes(handed.kind)) return false;
  return Object.entries(row.when).every(([variable, condition]) => {
    const value = surroundings.env[variable];
    if (condition === "absent") return value === void 0;
    if (condition === "empty") return value === "";
    if (value === void 0 || value === "") return condition === "unset";
    if (condition === "unset") return false;
    if (condition === "set") return true;
    if (value === ownValue(variable, handed)) return false;
    return condition === "foreign" || !surroundings.hasProfile(value);
  });
}
function conditionsOf({ when }) {
  const entries = Object.entries(when);
  return entries.filter(([, condition]) => condition !== "absent");
}
function firstOfEach(entries) {
  return new Map(entries.filter(([key], index) => entries.findIndex(([other]) => other === key) === index));
}
function ownValue(variable, { profile: profile2, roleArn, sessionName, tokenFile: file }) {
  if (variable === "AWS_PROFILE" || variable === "AWS_DEFAULT_PROFILE") return profile2;
  if (variable === "AWS_ROLE_ARN") return roleArn;
  if (variable === "AWS_ROLE_SESSION_NAME") return sessionName;
  return variable === "AWS_WEB_IDENTITY_TOKEN_FILE" ? file : void 0;
}
function asClientsRead(env, platform) {
  if (platform !== "win32") return env;
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name.toUpperCase(), value]));
}

// src/core/listed.ts
function listed(words2) {
  return words2.length < 2 ? words2.join() : `${words2.slice(0, -1).join(", ")} and ${words2.at(-1)}`;
}

// src/export/precedence-messages.ts
function otherIdentity({ handed, deviations }, request) {
  return {
    message: `${reasonsOf(deviations)}. ${capitalized(toolsIn(deviations))} would then have a different identity from that of ${nameOf(handed)}.`,
    hint: waysOut(deviations, { handed, request })
  };
}
function willStop({ handed, deviations }, request) {
  return {
    message: `${reasonsOf(deviations)}. ${capitalized(toolsIn(deviations))} will fail before they use ${nameOf(handed)}.`,
    hint: waysOut(deviations, { handed, request })
  };
}
function otherSession({ deviations }) {
  return {
    message: `${reasonsOf(deviations)}. ${capitalized(toolsIn(deviations))} will use this role with another session name.`,
    hint: `If the session name matters, unset ${listed(namesIn(deviations))}.`
  };
}
function byOptionOnly({ handed: { profile: profile2 }, deviations }) {
  const concerned = deviations.filter(({ effect }) => effect !== "other-session");
  return {
    message: `${reasonsOf(concerned)}. With AWS_PROFILE=${profile2}, ${toolsIn(concerned)} would have a different identity.`,
    hint: `Use --profile ${profile2} in each call, or unset ${listed(namesIn(concerned))}.`
  };
}
function typeChange(deviations) {
  return {
    message: `${reasonsOf(deviations)}. In a profile of type web-identity, this would override the profile's setting for ${toolsIn(deviations)}.`,
    hint: "The profile is written with type process, which runs this program for credentials. Set profile-type to change this."
  };
}
function nameOf({ kind, profile: profile2 }) {
  if (kind === "variables") return "the keys in environment variables";
  return profile2 === "default" ? "the default profile" : `the profile ${profile2}`;
}
function waysOut(deviations, { handed, request: { ci } }) {
  const names = namesIn(deviations);
  const hasKeys = names.includes("AWS_ACCESS_KEY_ID");
  const onGithub = ci.variables === "github-env";
  const others = [
    ...onGithub && hasKeys ? ["clear the keys of earlier steps with unset-current-credentials: true"] : [],
    ...onGithub && handed.kind === "variables" ? ["set it to a profile of this step (aws-profile, with output-env-credentials: true)"] : [],
    ...handed.kind === "variables" ? [] : ["name the profile (aws-profile NAME) and use that name (aws --profile NAME)"],
    ...ci.variables === void 0 ? ['use environment variables instead: eval "$(ci-aws-credentials env \u2026)"'] : [],
    "run the command with ci-aws-credentials exec \u2026 -- COMMAND"
  ];
  return `${unsetting(names, ci.variables)} Or ${others.join("; or ")}.`;
}
function unsetting(names, carried) {
  if (carried === "github-env") {
    return `Remove ${listed(names)} from the env: of the workflow, the job or the runner: a step cannot unset a variable for later steps.`;
  }
  if (carried === "bash-env") return `In an earlier step, run: echo 'unset ${names.join(" ")}' >> "$BASH_ENV".`;
  return `Remove ${listed(names)} from the settings of the job, or run: unset ${names.join(" ")}.`;
}
var words = {
  set: "set",
  foreign: "set",
  empty: "empty",
  missing: "set to a profile that does not exist",
  unset: "not set",
  absent: "not set"
};
function reasonsOf(deviations) {
  const wordOf = new Map(
    deviations.flatMap(({ because }) => [...because].map(([name, condition]) => [name, words[condition]]))
  );
  const reasons = [...new Set(wordOf.values())].map((word) => {
    const names = [...wordOf].flatMap(([name, own]) => own === word ? [name] : []);
    return `${listed(names)} ${names.length === 1 ? "is" : "are"} ${word}`;
  });
  return reasons.join(" and ");
}
function namesIn(deviations) {
  const present = deviations.flatMap(({ because }) => [...because].filter(([, condition]) => condition !== "unset"));
  return [...new Set(present.map(([name]) => name))];
}
function toolsIn(deviations) {
  const concerned = [...new Set(deviations.map(({ client }) => client))];
  return concerned.length === Object.keys(toolsOf).length ? "every AWS tool" : listed(concerned.flatMap((client) => toolsOf[client]));
}
function capitalized(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// src/export/profile-sections.ts
function profileSections(io) {
  let files;
  return (profile2) => {
    files ??= readFiles(io);
    return files.flatMap(({ file, ini }) => sectionsOf(ini, headerFor(file, profile2)));
  };
}
function readFiles({ env, homeFolder, platform, files }) {
  const paths = awsFilePaths(env, homeFolder, platform);
  return awsFiles.map((file) => ({ file, ini: parseAwsIni(files.read(paths[file]) ?? "") }));
}

// src/export/precedence.ts
function weigh(request, usualType, io) {
  const verdictsWith = (type) => {
    const surroundings = surroundingsAfter(request, io);
    return handedOver(request, type, io).map((handed) => judge(handed, { request, surroundings }));
  };
  const usual = verdictsWith(usualType);
  const replaceable = usualType === "web-identity" && request.settings.profile.type === void 0;
  const other = replaceable && worst(usual) > 0 ? verdictsWith("process") : usual;
  if (worst(other) >= worst(usual)) return { profileType: usualType, ...told(usual, request) };
  const { notices, ...rest } = told(other, request);
  const deviations = usual.flatMap((verdict) => verdict.deviations);
  return { profileType: "process", ...rest, notices: [typeChange(deviations), ...notices] };
}
var ranks = { "other-session": 1, stops: 2, "other-identity": 3 };
function worst(verdicts) {
  return Math.max(0, ...verdicts.flatMap(({ deviations }) => deviations.map(({ effect }) => ranks[effect])));
}
function handedOver(request, type, io) {
  const { settings, targets, profileName, sessionName } = request;
  const { source } = settings;
  if (targets.some(({ hands }) => hands === "variables")) {
    const asFound = source?.kind === "ambient" && source.role === void 0;
    const written = writesProfile(request) ? profileName : void 0;
    return [{ kind: "variables", profile: asFound ? io.env.AWS_PROFILE : written }];
  }
  if (!writesProfile(request)) return [];
  const common = { sessionName, tokenFile: tokenFileOf(request, io) };
  if (settings.roles.length > 0) {
    return settings.roles.map(({ profile: profile2, role, via }) => ({
      ...common,
      kind: via !== void 0 && type === "web-identity" ? "assume-role" : type,
      profile: profile2,
      roleArn: role.arn
    }));
  }
  const roleArn = (settings.chain.at(-1) ?? knownRole(source))?.arn;
  return [{ ...common, kind: type, profile: profileName, roleArn }];
}
function tokenFileOf({ settings: { source }, ci }, { env, files }) {
  if (source?.kind !== "token") return void 0;
  const path = source.from === void 0 ? ci.tokenFile?.(env) : source.from.kind === "file" ? source.from.path : void 0;
  if (path === void 0) return void 0;
  const variable = env.AWS_WEB_IDENTITY_TOKEN_FILE;
  return variable !== void 0 && files.absolute(variable) === files.absolute(path) ? variable : path;
}
function surroundingsAfter(request, io) {
  const { settings, ci, targets } = request;
  const unset = settings.unsetCurrent && ci.variables === "github-env" ? emptyCredentialVariables : {};
  const changes = targets.map(({ rivals: rivals2 }) => rivals2?.(request, io) ?? {});
  const env = Object.fromEntries([io.env, unset, ...changes].flatMap((variables) => Object.entries(variables)));
  return {
    env: asClientsRead(env, io.platform),
    hasProfile: hasProfileIn(request, io)
  };
}
function writtenNames(request) {
  const { settings, profileName } = request;
  if (settings.roles.length > 0) return settings.roles.map(({ profile: profile2 }) => profile2);
  return writesProfile(request) ? [profileName] : [];
}
function hasProfileIn(request, io) {
  const written = new Set(writtenNames(request));
  const sectionsNamed = profileSections(io);
  return (name) => written.has(name) || sectionsNamed(name).length > 0;
}
function judge(handed, { request, surroundings }) {
  const { env } = surroundings;
  const selected = env.AWS_PROFILE || "default";
  const { kind, profile: profile2 } = handed;
  const plain = kind === "variables" || profile2 === selected || // The profile in AWS_PROFILE has another identity, unless it is another profile of this run.
  profile2 === "default" && !writtenNames(request).includes(selected);
  const named = plain ? surroundings : { ...surroundings, env: { ...env, AWS_PROFILE: profile2 } };
  return { handed, plain, deviations: deviationsFrom(handed, named) };
}
function told(verdicts, request) {
  const plain = verdicts.filter((verdict) => verdict.plain);
  const hidden = verdicts.filter(
    (verdict) => !verdict.plain && verdict.deviations.some(({ effect }) => effect !== "other-session")
  );
  const sayOf = (effect, say) => plain.flatMap((verdict) => {
    const deviations = verdict.deviations.filter((deviation) => deviation.effect === effect);
    return deviations.length === 0 ? [] : [say({ ...verdict, deviations }, request)];
  });
  const conflicts = sayOf("other-identity", otherIdentity);
  const meant = isMeant(plain, request);
  return {
    conflict: meant ? void 0 : conflicts[0],
    warnings: [...meant ? conflicts : [], ...sayOf("stops", willStop), ...hidden.map(byOptionOnly)],
    notices: sayOf("other-session", otherSession),
    byOptionOnly: hidden.flatMap(({ handed: { profile: profile2 } }) => profile2 ?? [])
  };
}
function isMeant(verdicts, { settings: { source } }) {
  const serious = verdicts.flatMap(
    ({ handed, deviations }) => deviations.filter(({ effect }) => effect === "other-identity").map(({ because }) => ({ handed, because }))
  );
  return source?.kind === "ambient" && serious.every(({ handed, because }) => handed.kind === "variables" && [...because.keys()].join() === "AWS_PROFILE");
}

// src/run.ts
function run(settings, world, options2 = {}) {
  return withinRunLimits(settings, world, (io) => flow(settings, io, options2));
}
async function flow(settings, io, options2) {
  const plan = planHandover(settings, options2.targets, io);
  const { source } = settings;
  const { ci, targets, job } = plan;
  if (!settings.useExisting) refuseConflict(plan, io);
  for (const target of targets) await target.check(plan, io);
  const leavesReceipts = targets.some(({ undo: undo2 }) => undo2 !== void 0);
  if (settings.unsetCurrent || leavesReceipts) options2.checkReceipts?.();
  const journal = openJournal(job, { ...io, onReceipts: options2.onReceipts });
  if (leavesReceipts) io.files.checkReplaceable(journal.path);
  await guardKnownAccounts(settings, io);
  if (settings.unsetCurrent && ci.variables === "github-env") githubUnset(plan, io, journal.record);
  if (source === void 0) return { kind: "unset", ...plan };
  if (settings.useExisting) {
    const existing = await existingSession(settings, io);
    if (existing !== void 0) return keepExisting(existing, { plan, journal }, io);
    refuseConflict(plan, io);
  }
  const keyMeetsGitBash = io.platform === "win32" && targets.some(({ hands }) => hands === "variables");
  const order = { ...plan, keyMeetsGitBash, explain: explainWith(plan, io), explainToken };
  const assumed = await assumeGuardedRoles(source, order, io);
  const handover = { ...plan, ...assumed, logins: await logIn(assumed.sessions, settings, io) };
  await handOver(handover, journal, io);
  return { kind: "handed-over", ...handover };
}
function explainWith({ settings, ci }, io) {
  return async (refusal, exchange) => {
    const { withDiagnosis } = await Promise.resolve().then(() => require("./action-diagnose-refusal.js"));
    return withDiagnosis(refusal, { ...exchange, settings, ci: isOwnToken(settings.source) ? ci : void 0 }, io);
  };
}
var explainToken = async (error, claims) => (await Promise.resolve().then(() => require("./action-diagnose-refusal.js"))).tokenFault(error, claims);
function planHandover(settings, given, io) {
  const ci = detectCi(io.env, settings.ci);
  const chosen = given ?? chooseTargets(settings, ci);
  const targets = settings.registries.length === 0 ? chosen : [registryLogin, ...chosen];
  const job = jobOf(ci, io);
  const request = {
    settings,
    ci,
    job,
    targets,
    profileName: settings.profile.name ?? (writesProfile({ targets }) ? profileInEnvironment(io.env) : "default"),
    sessionName: settings.sessionName ?? job.name
  };
  return { ...request, precedence: weigh(request, usualProfileType(request), io) };
}
function refuseConflict({ precedence }, { log }) {
  const { conflict, warnings, notices } = precedence;
  if (conflict !== void 0) {
    throw new HelperError("environment-conflict", conflict.message, { hint: conflict.hint });
  }
  for (const { message, hint } of warnings) log.warning(`${message} ${hint}`);
  for (const { message, hint } of notices) log.notice(`${message} ${hint}`);
}
function profileInEnvironment(env) {
  const name = envValue(env, "AWS_PROFILE");
  return name === void 0 ? "default" : validateProfileName(name, "AWS_PROFILE");
}
async function logIn(sessions, settings, io) {
  if (settings.registries.length === 0) return [];
  return (await Promise.resolve().then(() => require("./action-session-registry-logins.js"))).registryLogins(sessions, settings, io);
}
async function existingSession(settings, io) {
  const { region } = settings;
  try {
    const credentials = await ambientCredentials(settings, { withoutVariables: settings.unsetCurrent }, io);
    const identity = await identify(credentials, { endpoint: stsEndpoint(settings), region }, io);
    guardAccount(identity.accountId, settings);
    return { ...identity, credentials, roleArn: void 0, region };
  } catch (error) {
    if (!(error instanceof HelperError) || error.code === "account-not-allowed") throw error;
    io.log.notice("No valid credentials exist. Running as normal.");
    return void 0;
  }
}
async function keepExisting(existing, { plan, journal }, io) {
  const { settings, targets, profileName: profile2 } = plan;
  const { accountId, arn, principalId } = existing;
  const identity = { accountId, arn, principalId };
  await maskAccounts([accountId], settings, io);
  const sessions = [{ ...existing, profile: profile2, via: void 0 }];
  const logins = await logIn(sessions, settings, io);
  const unchanged = { ...plan, sessions, logins, token: void 0, credentialOrigin: "" };
  await handOver({ ...unchanged, targets: targets.filter((target) => target === registryLogin) }, journal, io);
  if (targets.includes(githubEnv)) githubRegion(plan, io, journal.record);
  if (targets.includes(githubOutputs)) setIdentityOutputs(identity, io);
  return { kind: "kept", ...plan, identity, logins };
}
async function handOver(handover, journal, io) {
  const before = journal.receipts.length;
  try {
    for (const target of handover.targets) await target.write(handover, io, journal.record);
  } catch (error) {
    const [kept, undone] = [journal.receipts.slice(0, before), journal.receipts.slice(before)];
    await rollBack(undone.toReversed(), { journal: journal.path, kept: kept.toReversed() }, io);
    if (before === 0) removeJobFolder(handover.job.folder, io.files);
    throw error;
  }
}

// src/entry/action.ts
outliveReader(process.stdout);
process.exitCode = 1;
main().then(succeed, (error) => {
  reportError(error, actionLog);
  if (process.env.SHOW_STACK_TRACE === "true" && error instanceof Error) actionLog.info(error.stack ?? "");
  process.stdout.write("", () => process.exit());
});
function succeed() {
  process.exitCode = 0;
}
async function main() {
  const io = nodeIo(actionLog);
  const advice = movingTagAdvice(io.env);
  if (advice !== void 0) io.log.debug(advice);
  const settings = readSettings(inputs(), io);
  const outcome = await run(settings, io, {
    onReceipts: (receipts) => io.runner.saveState({ receipts }),
    checkReceipts: () => io.runner.check(["state"])
  });
  announce(outcome, io);
  if (settings.summary && outcome.kind === "handed-over") io.runner.addSummary(jobSummary(outcome));
}
function inputs() {
  return Object.fromEntries(
    options.flatMap((option) => {
      const names = [option.name, ...option.aliases ?? []];
      const value = names.map((name) => getInput(name)).find((text) => text !== "");
      return value === void 0 ? [] : [[option.name, value]];
    })
  );
}
