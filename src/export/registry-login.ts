import type { ExportTarget } from './target.ts';

const load = () => import('./container-logins.ts');

/** Logins to registries, in the files of container clients. Loaded only if needed. */
export const registryLogin: ExportTarget = {
  name: 'registry-login',
  check: async (plan, io) => (await load()).checkLogins(plan, io),
  write: async (handover, io, record) => (await load()).writeLogins(handover, { io, record }),
  undo: async (receipt, io) => (await load()).undoLogins(receipt, io),
};
