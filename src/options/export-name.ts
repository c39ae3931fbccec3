export const exportNames = ['env', 'outputs', 'profile', 'none'] as const;
export type ExportName = (typeof exportNames)[number];
