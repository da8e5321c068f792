/** What our own containers beside others may do: nothing that they do not need, as nobody. */
export const hardened = {
  runAsNonRoot: true,
  runAsUser: 65534,
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
} as const;
