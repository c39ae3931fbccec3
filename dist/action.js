var {
  actionLog,
  assumeGuardedRoles,
  endOfToken,
  getInput,
  guardAccount,
  guardKnownAccounts,
  isOwnToken,
  knownRole,
  maskAccounts,
  nodeIo,
  parseSettings,
  redactedError,
  redactingLog,
  reportError,
  standardOutput,
  validateProfileName,
  withinRunLimits,
  asClientsRead,
  chooseTargets,
  deviationsFrom,
  emptyCredentialVariables,
  githubEnv,
  githubRegion,
  githubUnset,
  openJournal,
  registryLogin,
  writesProfile,
  spanText,
  stsEndpoint,
  detectCi,
  isKnownCi,
  partitionOfRegion,
  withoutUser,
  usualProfileType,
  options,
  awsFilePaths,
  awsFiles,
  headerFor,
  parseAwsIni,
  sectionsOf,
  jobOf,
  removeJobFolder,
  githubOutputs,
  setIdentityOutputs,
  envValue,
  HelperError
} = require("./action-shared.js");

// src/options/from-environment.ts
var variablesFor = (function variablesFor(option, env) {
  const legacyVariable = option.legacyVariable === true && env.GITHUB_ACTIONS === "true";
  return [...legacyVariable ? [option.name.toUpperCase().replaceAll("-", "_")] : [], ...option.environment ?? []];
});
var fillFromEnvironment = (function fillFromEnvironment(given, env, onKnownCi) {
  const foreign = envValue(env, "AWS_WEB_IDENTITY_TOKEN_FILE") !== void 0 || given["aws-access-key-id"] !== void 0;
  const variables = ((option) => variablesFor(option, env).filter(((name) => !(name === "AWS_ROLE_ARN" && foreign && onKnownCi))));
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
});

// src/options/read-settings.ts
var goesInTheClear = (function goesInTheClear(endpoint) {
  const { protocol, hostname } = new URL(endpoint);
  return protocol === "http:" && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
});
var parsed = (function parsed({ given, pickUps }, env) {
  try {
    return parseSettings(given, env, pickUps);
  } catch (error) {
    throw /^true$/i.test(given["mask-aws-account-id"] ?? "") ? redactedError(error) : error;
  }
});
var readSettings = (function readSettings(options2, io) {
  const filled = fillFromEnvironment(options2, io.env, isKnownCi(io.env));
  const { given, pickUps } = filled;
  if (pickUps.length > 0) {
    const list = pickUps.map((({ option, variable }) => `${option} (${variable})`)).join(", ");
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
});

// src/reporting/announce.ts
var sayLogins = (function sayLogins({ logins }, log) {
  for (const { host, expiresAt } of logins) {
    log.info(`Logged in to ${host} until ${new Date(expiresAt).toISOString()}; the login is not renewed.`);
  }
});
var validity = (function validity({ credentials: { expiresAt } }, now) {
  if (expiresAt === void 0) return "";
  return `, until ${new Date(expiresAt).toISOString()} (${spanText((expiresAt - now) / 1e3)})`;
});
var announce = (function announce(outcome, io) {
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
  if (!targets.some((({ hands }) => hands === "profile"))) return;
  for (const { profile } of sessions) {
    const byVariable = precedence.byOptionOnly.includes(profile) ? "" : `AWS_PROFILE=${profile}, or `;
    const use = profile === "default" ? "" : ` Use it with ${byVariable}--profile ${profile}.`;
    log.info(`Wrote the profile ${profile}.${use}`);
  }
  const ends = endOfToken(token);
  if (ends === void 0 || precedence.profileType === "static") return;
  log.info(`AWS tools can renew the credentials until the job's only token expires at ${ends}.`);
});

// late-module:src/reporting/job-summary.ts
var jobSummary = (...given) => require("./action-late.js").jobSummary(...given);

// src/reporting/moving-tag.ts
var movingTagAdvice = (function movingTagAdvice(env) {
  const { GITHUB_ACTION_REF: ref = "", GITHUB_ACTION_REPOSITORY: repository = "" } = env;
  if (ref === "" || repository === "" || /^([\da-f]{40}|[\da-f]{64})$/i.test(ref)) return void 0;
  return `This workflow uses ${repository}@${ref}, a reference that can be moved to other code. Pin the full commit hash: uses: ${repository}@SHA # ${ref}`;
});

// late-module:src/aws-api/ambient-credentials.ts
var ambientCredentials = (...given) => require("./action-late.js").ambientCredentials(...given);

// late-module:src/aws-api/caller-identity.ts
var identify = (...given) => require("./action-late.js").identify(...given);

// late-module:src/cleanup.ts
var rollBack = (...given) => require("./action-late.js").rollBack(...given);

// late-module:src/export/precedence-messages.ts
var told = (...given) => require("./action-late.js").told(...given);
var typeChange = (...given) => require("./action-late.js").typeChange(...given);

// src/export/profile-sections.ts
var profileSections = (function profileSections(io) {
  let files;
  return ((profile) => {
    files ??= readFiles(io);
    return files.flatMap((({ file, ini }) => sectionsOf(ini, headerFor(file, profile))));
  });
});
function readFiles({ env, homeFolder, platform, files }) {
  const paths = awsFilePaths(env, homeFolder, platform);
  return awsFiles.map((file) => ({ file, ini: parseAwsIni(files.read(paths[file]) ?? "") }));
}

// src/export/precedence.ts
var worst = (function worst(verdicts) {
  return Math.max(0, ...verdicts.flatMap((({ deviations }) => deviations.map((({ effect }) => ranks[effect])))));
});
var handedOver = (function handedOver(request, type, io) {
  const { settings, targets, profileName, sessionName } = request;
  const { source } = settings;
  if (targets.some((({ hands }) => hands === "variables"))) {
    const asFound = source?.kind === "ambient" && source.role === void 0;
    const written = writesProfile(request) ? profileName : void 0;
    return [{ kind: "variables", profile: asFound ? io.env.AWS_PROFILE : written }];
  }
  if (!writesProfile(request)) return [];
  const common = { sessionName, tokenFile: tokenFileOf(request, io) };
  if (settings.roles.length > 0) {
    return settings.roles.map((({ profile, role, via }) => ({
      ...common,
      kind: via !== void 0 && type === "web-identity" ? "assume-role" : type,
      profile,
      roleArn: role.arn
    })));
  }
  const roleArn = (settings.chain.at(-1) ?? knownRole(source))?.arn;
  return [{ ...common, kind: type, profile: profileName, roleArn }];
});
var surroundingsAfter = (function surroundingsAfter(request, io) {
  const { settings, ci, targets } = request;
  const unset = settings.unsetCurrent && ci.variables === "github-env" ? emptyCredentialVariables : {};
  const changes = targets.map((({ rivals }) => rivals?.(request, io) ?? {}));
  const env = Object.fromEntries([io.env, unset, ...changes].flatMap(((variables) => Object.entries(variables))));
  return {
    env: asClientsRead(env, io.platform),
    hasProfile: hasProfileIn(request, io)
  };
});
var writtenNames = (function writtenNames(request) {
  const { settings, profileName } = request;
  if (settings.roles.length > 0) return settings.roles.map((({ profile }) => profile));
  return writesProfile(request) ? [profileName] : [];
});
var hasProfileIn = (function hasProfileIn(request, io) {
  const written = new Set(writtenNames(request));
  const sectionsNamed = profileSections(io);
  return ((name) => written.has(name) || sectionsNamed(name).length > 0);
});
var judge = (function judge(handed, { request, surroundings }) {
  const { env } = surroundings;
  const selected = env.AWS_PROFILE || "default";
  const { kind, profile } = handed;
  const plain = kind === "variables" || profile === selected || // The profile in AWS_PROFILE has another identity, unless it is another profile of this run.
  profile === "default" && !writtenNames(request).includes(selected);
  const named = plain ? surroundings : { ...surroundings, env: { ...env, AWS_PROFILE: profile } };
  return { handed, plain, deviations: deviationsFrom(handed, named) };
});
var weigh = (function weigh(request, usualType, io) {
  const verdictsWith = ((type) => {
    const surroundings = surroundingsAfter(request, io);
    return handedOver(request, type, io).map(((handed) => judge(handed, { request, surroundings })));
  });
  const usual = verdictsWith(usualType);
  if (worst(usual) === 0) return { profileType: usualType, ...nothingToTell };
  const replaceable = usualType === "web-identity" && request.settings.profile.type === void 0;
  const other = replaceable ? verdictsWith("process") : usual;
  if (worst(other) >= worst(usual)) return { profileType: usualType, ...told(usual, request) };
  const { notices, ...rest } = told(other, request);
  const deviations = usual.flatMap(((verdict) => verdict.deviations));
  return { profileType: "process", ...rest, notices: [typeChange(deviations), ...notices] };
});
var nothingToTell = { conflict: void 0, warnings: [], notices: [], byOptionOnly: [] };
var ranks = { "other-session": 1, stops: 2, "other-identity": 3 };
function tokenFileOf({ settings: { source }, ci }, { env, files }) {
  if (source?.kind !== "token") return void 0;
  const path = source.from === void 0 ? ci.tokenFile?.(env) : source.from.kind === "file" ? source.from.path : void 0;
  if (path === void 0) return void 0;
  const variable = env.AWS_WEB_IDENTITY_TOKEN_FILE;
  return variable !== void 0 && files.absolute(variable) === files.absolute(path) ? variable : path;
}

// src/run.ts
var flow = (async function flow(settings, io, options2) {
  const plan = planHandover(settings, options2.targets, io);
  const { source } = settings;
  const { ci, targets, job } = plan;
  if (!settings.useExisting) refuseConflict(plan, io);
  for (const target of targets) await target.check(plan, io);
  const undoable = targets.filter((({ undo }) => undo !== void 0));
  if (settings.unsetCurrent || undoable.length > 0) options2.checkReceipts?.();
  const journal = openJournal(job, { ...io, onReceipts: options2.onReceipts });
  const needsFile = options2.onReceipts === void 0 || !undoable.every((({ isOpen }) => isOpen?.(io)));
  if (undoable.length > 0 && needsFile) io.files.checkReplaceable(journal.path);
  await guardKnownAccounts(settings, io);
  if (settings.unsetCurrent && ci.variables === "github-env") githubUnset(plan, io, journal.record);
  if (source === void 0) return { kind: "unset", ...plan };
  if (settings.useExisting) {
    const existing = await existingSession(settings, io);
    if (existing !== void 0) return keepExisting(existing, { plan, journal }, io);
    refuseConflict(plan, io);
  }
  const keyMeetsGitBash = io.platform === "win32" && targets.some((({ hands }) => hands === "variables"));
  const order = { ...plan, keyMeetsGitBash, explain: explainWith(plan, io), explainToken };
  const assumed = await assumeGuardedRoles(source, order, io);
  const handover = { ...plan, ...assumed, logins: await logIn(assumed.sessions, settings, io) };
  await handOver(handover, journal, io);
  return { kind: "handed-over", ...handover };
});
var explainWith = (function explainWith({ settings, ci }, io) {
  return (async (refusal, exchange) => {
    const { withDiagnosis } = await Promise.resolve().then(() => require("./action-diagnose-refusal.js"));
    return withDiagnosis(refusal, { ...exchange, settings, ci: isOwnToken(settings.source) ? ci : void 0 }, io);
  });
});
var planHandover = (function planHandover(settings, given, io) {
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
});
var refuseConflict = (function refuseConflict({ precedence }, { log }) {
  const { conflict, warnings, notices } = precedence;
  if (conflict !== void 0) {
    throw new HelperError("environment-conflict", conflict.message, { hint: conflict.hint });
  }
  for (const { message, hint } of warnings) log.warning(`${message} ${hint}`);
  for (const { message, hint } of notices) log.notice(`${message} ${hint}`);
});
var logIn = (async function logIn(sessions, settings, io) {
  if (settings.registries.length === 0) return [];
  return (await Promise.resolve().then(() => require("./action-session-registry-logins.js"))).registryLogins(sessions, settings, io);
});
var handOver = (async function handOver(handover, journal, io) {
  const before = journal.receipts.length;
  try {
    for (const target of handover.targets) await target.write(handover, io, journal.record);
  } catch (error) {
    const [kept, undone] = [journal.receipts.slice(0, before), journal.receipts.slice(before)];
    const keep = ((rest) => journal.keep([...kept, ...rest.toReversed()]));
    await rollBack(undone.toReversed(), { name: "the receipts", keep }, io);
    if (before === 0) removeJobFolder(handover.job.folder, io.files);
    throw error;
  }
});
var run = (function run(settings, world, options2 = {}) {
  return withinRunLimits(settings, world, ((io) => flow(settings, io, options2)));
});
var explainToken = async (error, claims) => (await Promise.resolve().then(() => require("./action-diagnose-refusal.js"))).tokenFault(error, claims);
function profileInEnvironment(env) {
  const name = envValue(env, "AWS_PROFILE");
  return name === void 0 ? "default" : validateProfileName(name, "AWS_PROFILE");
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
  const { settings, targets, profileName: profile } = plan;
  const { accountId, arn, principalId } = existing;
  const identity = { accountId, arn, principalId };
  await maskAccounts([accountId], settings, io);
  const sessions = [{ ...existing, profile, via: void 0 }];
  const logins = await logIn(sessions, settings, io);
  const unchanged = { ...plan, sessions, logins, token: void 0, credentialOrigin: "" };
  await handOver({ ...unchanged, targets: targets.filter((target) => target === registryLogin) }, journal, io);
  if (targets.includes(githubEnv)) githubRegion(plan, io, journal.record);
  if (targets.includes(githubOutputs)) setIdentityOutputs(identity, io);
  return { kind: "kept", ...plan, identity, logins };
}

// src/entry/action.ts
var succeed = (function succeed() {
  process.exitCode = 0;
  if (standardOutput.isDirect()) process.exit();
});
var main = (async function main() {
  const io = nodeIo(actionLog);
  const advice = movingTagAdvice(io.env);
  if (advice !== void 0) io.log.debug(advice);
  const settings = readSettings(inputs(), io);
  const outcome = await run(settings, io, {
    onReceipts: ((receipts) => io.runner.saveState({ receipts })),
    checkReceipts: (() => io.runner.check(["state"]))
  });
  announce(outcome, io);
  if (settings.summary && outcome.kind === "handed-over") io.runner.addSummary(jobSummary(outcome));
});
var inputs = (function inputs() {
  return Object.fromEntries(
    options.flatMap(((option) => {
      const names = [option.name, ...option.aliases ?? []];
      const value = names.map(((name) => getInput(name))).find(((text) => text !== ""));
      return value === void 0 ? [] : [[option.name, value]];
    }))
  );
});
process.exitCode = 1;
main().then(succeed, (error) => {
  reportError(error, actionLog);
  if (process.env.SHOW_STACK_TRACE === "true" && error instanceof Error) actionLog.info(error.stack ?? "");
  process.stdout.write("", () => process.exit());
});
