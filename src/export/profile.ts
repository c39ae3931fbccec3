import type { ExportTarget } from './target.ts';

const load = () => import('./aws-profile.ts');

/** A profile in the files that every AWS tool reads. Loaded only if needed. */
export const profile: ExportTarget = {
  name: 'profile',
  hands: 'profile',
  check: async (plan, io) => (await load()).checkProfile(plan, io),
  write: async (handover, io, record) => (await load()).writeProfile(handover, { io, record }),
  undo: async (receipt, io) => (await load()).undoProfile(receipt, io),
};
