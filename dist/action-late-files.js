var {
  ownUser,
  pause,
  sharingViolations,
  unless,
  uptime,
  whenShared,
  writing,
  systemCode,
  isObject,
  numberAt,
  parseJson,
  stringAt,
  HelperError
} = require("./action-shared.js");
var {
  closeSync: closeSync3,
  openSync: openSync3,
  readdirSync: readdirSync2,
  readlinkSync,
  statSync,
  unlinkSync: unlinkSync2,
  writeFileSync: writeFileSync2,
  readFileSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  closeSync: closeSync2,
  constants: constants2,
  fsyncSync,
  lstatSync,
  openSync: openSync2,
  readdirSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
  mkdirSync,
  statSync: statSync2,
  accessSync,
  constants: constants3,
  lstatSync: lstatSync3,
  realpathSync: realpathSync2,
  statSync: statSync4,
  lstatSync: lstatSync2,
  readlinkSync: readlinkSync2,
  realpathSync,
  statSync: statSync3,
  closeSync: closeSync4,
  constants: constants4,
  fchmodSync,
  fstatSync: fstatSync2,
  lstatSync: lstatSync4,
  openSync: openSync4,
  readFileSync: readFileSync2
} = require("node:fs");
var {
  hostname,
  userInfo
} = require("node:os");
var {
  basename: basename2,
  dirname: dirname2,
  join: join2,
  basename,
  dirname,
  join,
  dirname: dirname3,
  dirname: dirname5,
  isAbsolute,
  join: join4,
  parse: parse2,
  relative,
  resolve: resolve2,
  sep: sep2,
  dirname: dirname4,
  join: join3,
  parse,
  resolve,
  sep
} = require("node:path");

// src/export/aws-ini-mark.ts
var markForm = /^# (managed|changed) by ci-aws-credentials; job ([^\s;]+)((?:; [a-z]+ [^\s;]+)*)$/;
function markLine(verb, { job, until, traces = {} }) {
  const end = until === void 0 ? [] : [["until", new Date(until).toISOString()]];
  const details = [...end, ...Object.entries(traces).map(([name, value]) => [name, escaped(value)])];
  const line = `# ${verb} by ci-aws-credentials; job ${job}${details.map((pair) => `; ${pair.join(" ")}`).join("")}`;
  if (!markForm.test(line)) throw new Error(`${JSON.stringify(job)} cannot name a job in a mark`);
  return line;
}
function escaped(value) {
  return value.replace(new RegExp("\\p{Cs}", "gu"), "?").replace(/[^\w./:@+-]/gu, encodeURIComponent);
}
function unescaped(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
function readMark(line) {
  const [, verb, job, details = ""] = markForm.exec(line?.trim() ?? "") ?? [];
  if (job === void 0) return void 0;
  const pairs = [...details.matchAll(/; ([a-z]+) ([^\s;]+)/g)].map(
    ([, name = "", value = ""]) => [name, value]
  );
  const until = Date.parse(pairs.find(([name]) => name === "until")?.[1] ?? "");
  const traces = pairs.flatMap(([name, value]) => name === "until" ? [] : [[name, unescaped(value)]]);
  return {
    made: verb === "managed",
    mark: {
      job,
      ...Number.isNaN(until) ? {} : { until },
      ...traces.length === 0 ? {} : { traces: Object.fromEntries(traces) }
    }
  };
}

// src/export/aws-ini-lines.ts
function readLines(text) {
  const lines = [];
  let owner;
  for (const match of text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    const [whole, content = "", eol = ""] = match;
    if (whole === "") continue;
    const line = { text: content, eol };
    const trimmed = content.trim();
    if (trimmed === "" || /^[;#]/.test(trimmed)) {
      lines.push({ ...line, kind: "blank", keys: [] });
      continue;
    }
    if (headerOf(content) !== void 0) {
      owner = void 0;
      lines.push({ ...line, kind: "header", keys: [] });
      continue;
    }
    const indent = content.length - content.trimStart().length;
    if (owner !== void 0 && indent > owner.indent) {
      lines.push({ ...line, kind: "setting", keys: owner.nested ? owner.keys : [...owner.keys, ...keysOf(trimmed)] });
      continue;
    }
    owner = { indent, keys: keysOf(trimmed), nested: /^[^=:]*[=:]\s*(?:\s[;#].*)?$/.test(trimmed) };
    lines.push({ ...line, kind: "setting", keys: owner.keys });
  }
  return lines;
}
function sectionLines(lines) {
  const marked = readMark(lines[1]?.text) === void 0 ? 0 : 1;
  const last = lines.findLastIndex((line) => line.kind === "setting");
  return lines.slice(0, Math.max(last, marked) + 1);
}
function headerOf(line) {
  const [bare = ""] = line.split(/\s[;#]/, 1);
  const [, inside] = /^\[(.*)\]/.exec(bare.trim()) ?? [];
  if (inside === void 0) return void 0;
  const [, prefix = "", , name = ""] = /^(profile\s+)?(["']?)(.*)\2$/.exec(inside.trim()) ?? [];
  if (prefix === "" || name === "default") return name;
  return `profile ${name}`;
}
function keysOf(line) {
  return [/^([^=]+)=/, /^([^=:]+)[=:]/].flatMap((pattern) => {
    const [, key] = pattern.exec(line) ?? [];
    return key === void 0 ? [] : [key.trim().toLowerCase()];
  });
}
function joinLines(lines) {
  return withoutEol(lines.map((line) => line.text + line.eol).join(""));
}
function indentOf(text) {
  return /^\s*/.exec(text)?.[0] ?? "";
}
function withoutEol(text) {
  if (text.endsWith("\r\n")) return text.slice(0, -2);
  return endsInEol(text) ? text.slice(0, -1) : text;
}
function endsInEol(text) {
  return text.endsWith("\n") || text.endsWith("\r");
}

// src/export/aws-ini-section.ts
function problemOfValue(value) {
  if (value === "") return "is empty";
  if (/[\p{Cc}\u2028\u2029]/u.test(value)) return "contains a line break or another control character";
  if (value !== value.trim()) return "begins or ends with a space";
  if (/(?:^|\s)[;#]/.test(value)) return "contains # or ; after a space, which would begin a comment";
  return void 0;
}
function sectionText(header, { set, mark }, eol) {
  return [`[${header}]`, markLine("managed", mark), ...set.map(settingLine)].join(eol);
}
function editedText({ text, mark }, header, { edit, eol, above, below }) {
  const dropped = /* @__PURE__ */ new Set([...edit.remove, ...edit.set.map(([key]) => key)]);
  const [first, ...rest] = readLines(text);
  const kept = (mark === void 0 ? rest : rest.slice(1)).filter((line) => !line.keys.some((key) => dropped.has(key)));
  const next = kept.find((line) => line.kind === "setting");
  const own = next === void 0 ? below : indentOf(next.text);
  const [plain = "", ...notes] = headerLines((first?.text ?? "").trimStart(), header);
  const edited = [
    above + plain + (first?.eol || eol),
    ...edit.mark === void 0 ? [] : [own + markLine("changed", edit.mark) + eol],
    ...notes.map((line) => line + (first?.eol || eol)),
    ...edit.set.map((setting) => own + settingLine(setting) + eol),
    ...kept.map((line) => line.text + (line.eol || eol))
  ];
  return withoutEol(edited.join(""));
}
function headerLines(line, header) {
  const [, name = "", comment = ""] = /^\[([^\]]*)\](.*)$/.exec(line) ?? [];
  const plain = name.replace(/^(profile)\s(["']?)(\S+)\2$/, "$1 $3");
  if ((plain === header || plain === `profile ${header}`) && /^(?:\s+[;#][^\]]*)?\s*$/.test(comment)) return [line];
  const note = line.slice(line.indexOf("]") + 1).trim();
  if (note === "") return [`[${header}]`];
  return [`[${header}]`, /^[;#]/.test(note) ? note : `# ${note}`];
}
function settingLine([key, value]) {
  const problem = problemOfValue(value);
  if (problem !== void 0) throw new Error(`The value of ${key} ${problem}`);
  if (!/^[a-z][a-z0-9_]*$/.test(key)) throw new Error(`${JSON.stringify(key)} is not a key`);
  return `${key} = ${value}`;
}

// src/export/aws-ini.ts
var byteOrderMark = "\uFEFF";
function parseAwsIni(text) {
  const top = { header: void 0, text: "", above: void 0, below: void 0 };
  const ini = { top, last: top, byHeader: /* @__PURE__ */ new Map() };
  const from = text.startsWith(byteOrderMark) ? byteOrderMark.length : 0;
  let start = 0;
  let header;
  const cut = (end) => {
    if (header === void 0) top.text = text.slice(start, end);
    else addBlock(ini, header, text.slice(start, end));
    start = end;
  };
  for (const { 1: before = "", 2: line = "", index } of text.slice(from).matchAll(/(^|[\r\n])([^\S\r\n]*\[[^\r\n]*)/g)) {
    const next = headerOf(line);
    if (next === void 0) continue;
    cut(from + index + before.length);
    header = next;
  }
  cut(text.length);
  return ini;
}
function printAwsIni({ top }) {
  return [...blocksFrom(top)].map(({ text }) => text).join("");
}
function isEmptyAwsIni({ top }) {
  return top.text === "" && top.below === void 0;
}
function findSections(text, header) {
  return sectionsOf(parseAwsIni(text), header);
}
function sectionsOf({ top, byHeader }, header) {
  return (byHeader.get(header) ?? []).map((block) => {
    const own = sectionLines(readLines(block.text));
    const mark = readMark(own[1]?.text);
    return {
      text: joinLines(own),
      get line() {
        return lineOf(block, top);
      },
      keys: new Set(own.flatMap(({ keys }) => keys)),
      mark: mark?.mark,
      made: mark?.made ?? false,
      block
    };
  });
}
function appendSection(ini, header, content) {
  const eol = eolOf(ini);
  const text = sectionText(header, content, eol);
  const { last, top } = ini;
  const isFirst = last === top && (top.text === "" || top.text === byteOrderMark);
  const hasEnd = isFirst || endsInEol(last.text);
  if (!isFirst) last.text += hasEnd ? eol : eol + eol;
  addBlock(ini, header, hasEnd ? text + eol : text);
  return text;
}
function removeSection(ini, { text, block }) {
  const { above = ini.top, below } = block;
  const rest = block.text.slice(text.length);
  const upper = withoutBlankLine(above.text);
  above.text = rest === "" && below === void 0 ? withoutEol(upper) : upper + withoutFirstEol(rest);
  above.below = below;
  if (below === void 0) ini.last = above;
  else below.above = above;
  const { header = "" } = block;
  const same = ini.byHeader.get(header) ?? [];
  ini.byHeader.set(
    header,
    same.filter((other) => other !== block)
  );
}
function editSections(ini, header, edit) {
  const eol = eolOf(ini);
  const edited = sectionsOf(ini, header).filter((section) => edit.where?.(section) ?? true).map((section) => ({ section, after: editedText(section, header, { edit, eol, ...indentsAround(section) }) })).filter(({ section, after }) => after !== section.text);
  for (const { section, after } of edited) replaceText(section, section.text, after);
  return edited.map(({ section, after }) => ({ before: section.text, after }));
}
function beginsWith({ block: { text } }, lines) {
  return text.startsWith(lines) && /^[\r\n]?$/.test(text.charAt(lines.length));
}
function replaceText({ block }, beginning, replacement) {
  block.text = replacement + block.text.slice(beginning.length);
}
function addBlock(ini, header, text) {
  const block = { header, text, above: ini.last, below: void 0 };
  ini.last.below = block;
  ini.last = block;
  const same = ini.byHeader.get(header);
  if (same === void 0) ini.byHeader.set(header, [block]);
  else same.push(block);
}
function* blocksFrom(top) {
  for (let block = top; block !== void 0; block = block.below) yield block;
}
function lineOf(block, top) {
  let line = 1;
  for (const { text, below } of blocksFrom(top)) {
    line += text.match(/\r\n|\r|\n/g)?.length ?? 0;
    if (below === block) break;
  }
  return line;
}
function indentsAround({ block: { above, below, text } }) {
  const own = indentOf(text);
  const before = readLines((above?.text ?? "").replace(/^\uFEFF/, "")).findLast(({ kind }) => kind !== "blank");
  const isFree = before === void 0 || before.kind === "header" || indentOf(before.text).length >= own.length;
  return { above: isFree ? own : "", below: indentOf(below?.text ?? "") };
}
function eolOf({ top, last }) {
  if (last.text.endsWith("\r")) return "\r\n";
  for (const { text } of blocksFrom(top)) {
    const [eol] = /\r?\n/.exec(text) ?? [];
    if (eol !== void 0) return eol;
  }
  return "\n";
}
function withoutFirstEol(text) {
  return text.replace(/^(?:\r\n|\r|\n)/, "");
}
function withoutBlankLine(text) {
  const shorter = withoutEol(text);
  const isBlank = shorter !== text && (shorter === "" || shorter === byteOrderMark || endsInEol(shorter));
  return isBlank ? shorter : text;
}

// src/node/file-lock.ts

// src/node/is-alive.ts
function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
  return !isZombie(pid);
}
function isZombie(pid) {
  if (process.platform !== "linux") return false;
  const status = unless(["ENOENT", "ESRCH", "EACCES"], () => readFileSync(`/proc/${pid}/stat`, "utf8")) ?? "";
  return /^\d+ \(.*\) [ZX] /s.test(status);
}

// src/node/read-bytes.ts
var usual = { bytes: 2e7, milliseconds: 1e4 };
function readBytes(path, limits = {}) {
  const { O_RDONLY, O_NONBLOCK = 0 } = constants;
  const file = unless(["ENOENT"], () => openSync(path, O_RDONLY | O_NONBLOCK));
  if (file === void 0) return void 0;
  try {
    return readAll({ path, file, stats: fstatSync(file) }, { ...usual, ...limits });
  } finally {
    closeSync(file);
  }
}
function readAll({ path, file, stats }, { bytes, milliseconds }) {
  if (stats.isFile() && stats.size > bytes) throw tooLarge(path, bytes);
  const end = uptime() + milliseconds;
  const chunks = [];
  let size = 0;
  for (; ; ) {
    const chunk = Buffer.allocUnsafe(Math.max(65536, Math.min(stats.size, bytes + 1) - size));
    const count = unless(["EAGAIN"], () => readSync(file, chunk));
    size += count ?? 0;
    if (size > bytes) throw tooLarge(path, bytes);
    if (count === 0 && (size > 0 || !stats.isFIFO())) return joined(chunks);
    if (count) chunks.push(chunk.subarray(0, count));
    if (!stats.isFile() && uptime() >= end) throw endless(path, size, milliseconds);
    if (!count) pause(10);
  }
}
function joined(chunks) {
  const [first, ...more] = chunks;
  return first !== void 0 && more.length === 0 ? first : Buffer.concat(chunks);
}
function tooLarge(path, bytes) {
  return new HelperError("input-unreadable", `${path} is larger than the limit of ${bytes / 1e3} kB.`, {
    hint: "Check the path: no valid file of this kind is that large."
  });
}
function endless(path, size, milliseconds) {
  const seconds = (milliseconds / 1e3).toFixed(1);
  return new HelperError(
    "input-unreadable",
    size === 0 ? `${path} returned no data within ${seconds} s.` : `${path} did not end within ${seconds} s.`,
    { hint: "Check the path, which is a pipe or a device, and that its writer runs and closes it." }
  );
}

// src/node/replace-file.ts
var longestLife = 12e4;
var temporaryName = /^\.(?<name>.+)\.(?<pid>\d+)\.[\w-]+\.tmp$/s;
var written = 0;
function replaceFile(target, { text, oldMode, flushes, timeoutMs }, clock) {
  removeLeftovers(dirname(target), clock, basename(target));
  written += 1;
  const unique = `${written}-${clock.now().toString(36)}-${clock.random().toString(36).slice(2)}`;
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.${unique}.tmp`);
  const { O_WRONLY, O_CREAT, O_EXCL } = constants2;
  const file = openSync2(temporary, O_WRONLY | O_CREAT | O_EXCL, (oldMode ?? 384) & 384);
  try {
    try {
      writeFileSync(file, text);
      if (flushes && oldMode !== void 0) fsyncSync(file);
    } finally {
      closeSync2(file);
    }
    whenShared(() => renameSync(temporary, target), timeoutMs);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
function removeLeftovers(folder, clock, beside) {
  const inUse = beside === void 0 ? [] : sharingViolations;
  for (const entry of unless(["ENOENT", "EACCES"], () => readdirSync(folder)) ?? []) {
    const { name, pid } = temporaryName.exec(entry)?.groups ?? {};
    if (name === void 0 || beside !== void 0 && name !== beside) continue;
    const path = join(folder, entry);
    const stats = unless(["ENOENT"], () => lstatSync(path));
    if (stats === void 0 || !stats.isFile() || ownUser !== void 0 && stats.uid !== ownUser) continue;
    const old = Math.abs(clock.now() - stats.mtimeMs) > longestLife;
    if (old || !isAlive(Number(pid))) unless(["ENOENT", ...inUse], () => unlinkSync(path));
  }
}

// src/node/file-lock.ts
var usualWait = 15e3;
var longestHeld = 12e4;
var longestEmpty = 2e3;
var longestBreaking = 5e3;
var farthestAhead = 6e4;
var lockLimits = { bytes: 1e4, milliseconds: 0 };
var taken = 0;
var suffix = ".ci-aws-credentials.lock";
async function holdLock(target, clock, { task, timeout = usualWait }) {
  const lock = join2(dirname2(target), `.${basename2(target)}${suffix}`);
  const text = await acquire({ target, lock }, clock, timeout);
  try {
    return await task();
  } finally {
    writing(lock, () => {
      if (lookAt(lock)?.text === text) unless(["ENOENT"], () => unlinkSync2(lock));
    });
  }
}
async function acquire(paths, clock, timeout) {
  const deadline = clock.uptime() + timeout;
  for (; ; ) {
    const late = clock.uptime() >= deadline;
    const text = writing(paths.lock, () => tryOnce(paths, late, clock), 0);
    if (text !== void 0) return text;
    await clock.sleep(2 + clock.random() * 40);
  }
}
function tryOnce(paths, late, clock) {
  const text = take(paths.lock, late, clock);
  if (text !== void 0) return text;
  const held = readHeld(paths.lock);
  if (held !== void 0 && isStale(held, clock)) breakLock(paths, held, clock);
  if (late) throw fileLocked(paths, held);
  return void 0;
}
function take(lock, late, clock) {
  taken += 1;
  const heldCodes = late ? ["EEXIST"] : ["EEXIST", ...sharingViolations];
  const file = unless(heldCodes, () => openSync3(lock, "wx", 384));
  if (file === void 0) return void 0;
  const owner = { pid: process.pid, machine: machine(), since: new Date(clock.now()).toISOString() };
  const text = JSON.stringify({ ...owner, id: `${taken}-${clock.random()}` });
  try {
    writeFileSync2(file, text);
  } catch (error) {
    unless(["ENOENT"], () => unlinkSync2(lock));
    throw error;
  } finally {
    closeSync3(file);
  }
  return whenShared(() => lookAt(lock))?.text === text ? text : void 0;
}
function readHeld(lock) {
  return unless(sharingViolations, () => lookAt(lock));
}
function lookAt(lock) {
  return unless(["ENOENT"], () => ({
    changedAt: statSync(lock).mtimeMs,
    text: readBytes(lock, lockLimits)?.toString() ?? ""
  }));
}
function isStale(held, clock) {
  const owner = readOwner(held.text);
  if (owner === void 0) return isOlder(held, longestEmpty, clock);
  if (owner.machine === machine() && !isAlive(owner.pid)) return true;
  return isOlder(held, longestHeld, clock);
}
function isOlder({ changedAt }, limit, clock) {
  const age = clock.now() - changedAt;
  return age > limit || age < -Math.max(limit, farthestAhead);
}
function breakLock({ target, lock }, held, clock) {
  const guard = `${lock}.break`;
  const guarded = unless(["EEXIST", ...sharingViolations], () => {
    writeFileSync2(guard, "", { flag: "wx", mode: 384 });
    return true;
  });
  if (guarded === void 0) {
    removeOldGuard(guard, clock);
    return;
  }
  try {
    const now = readHeld(lock);
    if (now?.text !== held.text || now.changedAt !== held.changedAt) return;
    const owner = readOwner(held.text);
    if (owner !== void 0) removeLeftovers(dirname2(target), clock, basename2(target));
    unless(sharingViolations, () => unlinkSync2(lock));
  } finally {
    unless(["ENOENT", ...sharingViolations], () => unlinkSync2(guard));
  }
}
function removeOldGuard(guard, clock) {
  const held = readHeld(guard);
  if (held !== void 0 && isOlder(held, longestBreaking, clock))
    unless(["ENOENT", ...sharingViolations], () => unlinkSync2(guard));
}
function removeStaleLocks(folder, clock) {
  const names = unless(["ENOENT"], () => readdirSync2(folder)) ?? [];
  for (const name of names.filter((one) => one.endsWith(`${suffix}.break`))) removeOldGuard(join2(folder, name), clock);
  for (const name of names.filter((one) => one.endsWith(suffix))) {
    const lock = join2(folder, name);
    const held = readHeld(lock);
    const target = join2(folder, name.slice(1, -suffix.length));
    if (held !== void 0 && isStale(held, clock)) breakLock({ target, lock }, held, clock);
  }
}
function readOwner(text) {
  const value = parseJson(text);
  if (!isObject(value)) return void 0;
  const pid = numberAt(value, "pid");
  const machine2 = stringAt(value, "machine");
  const since = stringAt(value, "since");
  if (pid === void 0 || pid < 1 || machine2 === void 0 || since === void 0) return void 0;
  return { pid, machine: machine2, since };
}
function machine() {
  const namespace = process.platform === "linux" ? unless(["ENOENT", "EACCES"], () => readlinkSync("/proc/self/ns/pid")) : void 0;
  return namespace === void 0 ? hostname() : `${hostname()} ${namespace}`;
}
function fileLocked({ target, lock }, held) {
  const owner = readOwner(held?.text ?? "");
  const holder = owner === void 0 ? "an unknown process" : `process ${owner.pid} on ${owner.machine}, since ${owner.since}`;
  return new HelperError("file-locked", `${target} is being edited by ${holder} (lock: ${lock}).`, {
    hint: "Run the job again. If that process no longer exists, remove the lock file."
  });
}

// src/node/make-folders.ts
function makeFolders(path, { again = false } = {}) {
  try {
    mkdirSync(path, { mode: 448 });
  } catch (error) {
    if (isFolder(path)) return;
    const parent = dirname3(path);
    const hasParent = isFolder(parent);
    if (systemCode(error) !== "ENOENT" || hasParent && again) throw error;
    if (!hasParent) makeFolders(parent);
    makeFolders(path, { again: hasParent });
  }
}
function isFolder(path) {
  return unless(["ENOENT", "ENOTDIR"], () => statSync2(path))?.isDirectory() === true;
}

// src/node/private-root.ts

// src/node/trusted-path.ts
var sticky = 512;
var mostLinks = 40;
function followTrustedLinks(path) {
  return walk(resolve(path)).target;
}
function walk(absolute) {
  if (ownUser === void 0) return { target: absolute, passed: [] };
  if (hasNoLinks(absolute)) return { target: absolute, passed: foldersAbove(absolute) };
  const passed = [];
  let { done, rest } = split(absolute);
  for (let links = 0; ; ) {
    const [name, ...further] = rest;
    if (name === void 0) return { target: done, passed };
    passed.push(done);
    const next = join3(done, name);
    const stats = unless(["ENOENT"], () => lstatSync2(next));
    if (stats === void 0) return { target: join3(next, ...further), passed };
    if (stats.isSymbolicLink()) {
      const target = readlinkSync2(next);
      links += 1;
      requireTrustedLink(next, { target, owner: stats.uid, links });
      ({ done, rest } = split(join3(resolve(done, target), ...further)));
    } else {
      done = next;
      rest = further;
    }
  }
}
function hasNoLinks(absolute) {
  const real = (path) => {
    try {
      return realpathSync.native(path);
    } catch {
      return void 0;
    }
  };
  if (real(absolute) === absolute) return true;
  const folder = dirname4(absolute);
  return real(folder) === folder && unless(["ENOENT"], () => lstatSync2(absolute)) === void 0;
}
function foldersAbove(absolute) {
  const folder = dirname4(absolute);
  return folder === absolute ? [] : [...foldersAbove(folder), folder];
}
function split(absolute) {
  const { root } = parse(absolute);
  return { done: root, rest: absolute.slice(root.length).split(sep).filter(Boolean) };
}
function requireTrustedLink(path, link) {
  if (link.links > mostLinks) {
    throw new HelperError("file-unsafe", `${path} is a circular link.`, { hint: "Remove the link." });
  }
  if (link.owner === ownUser || link.owner === 0) return;
  throw new HelperError(
    "file-unsafe",
    `${path} is a link to ${link.target} and belongs to another user (${link.owner}).`,
    { hint: "Remove the link, or choose another path: the link could redirect the write to another file." }
  );
}
function whyRecreatable(path) {
  if (ownUser === void 0) return void 0;
  const { target, passed } = walk(resolve(path));
  for (const folder of /* @__PURE__ */ new Set([...passed, target])) {
    const { uid } = statSync3(folder);
    if (uid !== ownUser && uid !== 0) return `${folder} belongs to another user (${uid})`;
    const reason = whyShared(folder);
    if (reason !== void 0) return reason;
  }
  return void 0;
}
function replaceableTarget(path) {
  const target = followTrustedLinks(path);
  if (ownUser === void 0) return { target, mode: void 0 };
  for (const folder of /* @__PURE__ */ new Set([followTrustedLinks(dirname4(resolve(path))), dirname4(target)])) {
    requireUnsharedFolder(folder);
  }
  const stats = unless(["ENOENT"], () => lstatSync2(target));
  if (stats === void 0) return { target, mode: void 0 };
  requireRegularFile(target, stats);
  if (stats.uid !== ownUser) throw foreignFile(target, stats);
  return { target, mode: stats.mode };
}
function appendableTarget(path) {
  const target = followTrustedLinks(path);
  const stats = unless(["ENOENT"], () => lstatSync2(target));
  if (stats !== void 0) requireAppendable(target, stats);
  return target;
}
function requireAppendable(target, stats) {
  requireRegularFile(target, stats);
  if (ownUser === void 0 || stats.uid === ownUser || stats.uid === 0) return;
  if ((statSync3(dirname4(target)).mode & 18) !== 0) throw foreignFile(target, stats);
}
function whyShared(folder) {
  if (ownUser === void 0) return void 0;
  const stats = unless(["ENOENT"], () => statSync3(folder));
  return stats !== void 0 && isShared(stats) ? `other users may write to ${folder} (mode ${octal(stats)})` : void 0;
}
function isShared({ mode, uid, gid }) {
  if ((mode & 18) === 0) return false;
  return (mode & 2) !== 0 || uid !== ownUser || gid !== uid;
}
function octal({ mode }) {
  return (mode & 4095).toString(8);
}
function requireUnsharedFolder(folder) {
  if (ownUser === void 0) return;
  const stats = unless(["ENOENT"], () => statSync3(folder));
  if (stats === void 0 || (stats.mode & sticky) !== 0 || !isShared(stats)) return;
  throw new HelperError(
    "file-unsafe",
    `Other users may replace the files in ${folder} (mode ${octal(stats)}), so no secret is written there.`,
    { hint: `Run \`chmod go-w ${folder}\`, or choose a path in a folder that only you can write to.` }
  );
}
function requireRegularFile(path, stats) {
  if (stats.isFile()) return;
  if (stats.isDirectory()) {
    throw new HelperError("file-not-writable", `${path} cannot be written: it is a folder.`, {
      hint: "Remove that folder, or choose another path."
    });
  }
  throw new HelperError("file-unsafe", `${path} is a device, a pipe or a socket, not a file.`, {
    hint: "Choose another path."
  });
}
function foreignFile(path, stats) {
  return new HelperError("file-unsafe", `${path} belongs to another user (${stats.uid}), not to you (${ownUser}).`, {
    hint: "Remove the file, or choose another path."
  });
}

// src/node/private-root.ts
function windowsCandidates({ LOCALAPPDATA }, home) {
  return [
    { name: "LOCALAPPDATA", folder: LOCALAPPDATA, flaw: () => void 0 },
    { name: "USERPROFILE", folder: home && join4(home, ".aws"), flaw: () => void 0 }
  ];
}
function candidates(env, home) {
  if (process.platform === "win32") return windowsCandidates(env, home);
  const { RUNNER_TEMP, AGENT_TEMPDIRECTORY, XDG_RUNTIME_DIR } = env;
  return [
    AGENT_TEMPDIRECTORY === void 0 || RUNNER_TEMP !== void 0 ? { name: "RUNNER_TEMP", folder: RUNNER_TEMP, flaw: whyRecreatable } : { name: "AGENT_TEMPDIRECTORY", folder: AGENT_TEMPDIRECTORY, flaw: whyRecreatable },
    { name: "HOME", folder: home && join4(home, ".aws"), flaw: whyShared },
    { name: "XDG_RUNTIME_DIR", folder: XDG_RUNTIME_DIR, flaw: whyRecreatable }
  ];
}
var settable = process.platform === "win32" ? "LOCALAPPDATA to a folder outside the checkout that other users cannot access" : "HOME to a folder of your own outside the checkout, or XDG_RUNTIME_DIR to one that only you can write to";
function privateRoot(env, home, checkouts) {
  const reasons = [];
  for (const candidate of candidates(env, home)) {
    const found = examine(candidate, home, checkouts);
    if ("folder" in found) return join4(found.folder, `ci-aws-credentials-${userName()}`);
    reasons.push(`${candidate.name}: ${found.reason}`);
  }
  throw new HelperError(
    "file-unsafe",
    `No folder is suitable for files that only this job may read (token, keys, receipts). ${reasons.join("; ")}.`,
    {
      hint: `Set ${settable}, in every step. Or use ci-aws-credentials env, which writes no file.`
    }
  );
}
function examine({ folder = "", flaw }, home, checkouts) {
  if (folder === "") return { reason: "is not set" };
  if (!isAbsolute(folder)) return { reason: `${folder} is not an absolute path` };
  try {
    return writing(
      folder,
      () => {
        const target = followTrustedLinks(folder);
        const checkout = checkoutAround(target, home, checkouts);
        if (checkout !== void 0) return { reason: `${folder} is in the checkout ${checkout}` };
        accessSync(existing(target), constants3.W_OK | constants3.X_OK);
        const reason = flaw(folder);
        return reason === void 0 ? { folder: target } : { reason };
      },
      0
    );
  } catch (error) {
    return { reason: error instanceof Error ? error.message.replace(/\.$/, "") : String(error) };
  }
}
function existing(folder) {
  return unless(["ENOENT"], () => statSync4(folder)) === void 0 ? dirname5(folder) : folder;
}
function checkoutAround(path, home, checkouts) {
  const target = followTrustedLinks(path);
  const named = checkouts.flatMap((checkout) => checkout ? [withoutLinks(fromHome(checkout, home))] : []);
  return named.find((checkout) => !isRoot(checkout) && isWithin(target, checkout)) ?? workTreeAround(target);
}
function fromHome(path, home = "") {
  return resolve2(home, path.replace(/^~(?=[/\\]|$)/, "."));
}
function withoutLinks(path) {
  try {
    return realpathSync2.native(path);
  } catch {
    return path;
  }
}
function isWithin(path, folder) {
  const way = relative(folder, path);
  return way === "" || way !== ".." && !way.startsWith(`..${sep2}`) && !isAbsolute(way);
}
function workTreeAround(path) {
  if (isRoot(path)) return void 0;
  const found = unless(["ENOENT", "ENOTDIR", "EACCES"], () => lstatSync3(join4(path, ".git")));
  return found === void 0 ? workTreeAround(dirname5(path)) : path;
}
function isRoot(path) {
  return path === parse2(path).root;
}
function userName() {
  return process.getuid?.() ?? userInfo().username.replace(/\W/g, "");
}

// src/node/read-private.ts
var largestFile = 16 * 1024 * 1024;
function readPrivate(path) {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants4;
  const file = unless(["ENOENT"], () => openSync4(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
  if (file === void 0) return void 0;
  try {
    const stats = process.platform === "win32" ? lstatSync4(path) : fstatSync2(file);
    if (!stats.isFile()) throw unsafe(path, "is not a regular file");
    requireOurs(path, stats);
    if (stats.size > largestFile) throw unsafe(path, `has ${stats.size} bytes, far more than this program writes`);
    return readFileSync2(file, "utf8");
  } finally {
    closeSync4(file);
  }
}
function isOwnFolder(path, { repair = false } = {}) {
  const { O_RDONLY, O_DIRECTORY = 0, O_NOFOLLOW = 0 } = constants4;
  if (process.platform === "win32") return isPlainFolder(path);
  const folder = unless(["ENOENT"], () => openFolder(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  if (folder === void 0) return false;
  try {
    const { uid, mode } = fstatSync2(folder);
    if (repair && uid === process.geteuid?.() && (mode & 511) !== 448) fchmodSync(folder, 448);
    requireOurs(path, fstatSync2(folder));
    return true;
  } finally {
    closeSync4(folder);
  }
}
function isPlainFolder(path) {
  const stats = unless(["ENOENT"], () => lstatSync4(path));
  if (stats === void 0 || stats.isDirectory()) return stats !== void 0;
  throw notAFolder(path);
}
function openFolder(path, flags) {
  const folder = unless(["ELOOP", "ENOTDIR"], () => openSync4(path, flags));
  if (folder !== void 0) return folder;
  throw notAFolder(path);
}
function notAFolder(path) {
  return unsafe(path, "is a link or a file, but must be a folder");
}
function requireOurs(path, { uid, mode }) {
  const user = process.geteuid?.();
  if (user !== void 0 && uid !== user) throw unsafe(path, `belongs to another user (${uid}), not to you (${user})`);
  if (process.platform !== "win32" && (mode & 63) !== 0) throw unsafe(path, "can be read or written by others");
}
function unsafe(path, what) {
  return new HelperError("file-unsafe", `${path} ${what}.`, {
    hint: "Remove it. This program creates it with access for its own user only; another program changed that."
  });
}
module.exports = {
  appendSection,
  appendableTarget,
  beginsWith,
  checkoutAround,
  editSections,
  editedText,
  endsInEol,
  findSections,
  followTrustedLinks,
  headerOf,
  holdLock,
  indentOf,
  isEmptyAwsIni,
  isOwnFolder,
  joinLines,
  makeFolders,
  markLine,
  parseAwsIni,
  printAwsIni,
  privateRoot,
  problemOfValue,
  readBytes,
  readLines,
  readMark,
  readPrivate,
  removeLeftovers,
  removeSection,
  removeStaleLocks,
  replaceFile,
  replaceText,
  replaceableTarget,
  requireAppendable,
  requireUnsharedFolder,
  sectionLines,
  sectionText,
  sectionsOf,
  whyRecreatable,
  whyShared,
  withoutEol
};
