/** What our own containers beside others may do: nothing that they do not need, as nobody. */
export const hardened = {
  runAsNonRoot: true,
  runAsUser: 65534,
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
} as const;

/** What the level `restricted` asks of a pod: nobody, of the group that owns its volumes. */
export const restrictedPod = (user: number, group: number) =>
  ({ runAsNonRoot: true, runAsUser: user, runAsGroup: group, fsGroup: group, ...defaultSeccomp }) as const;

export const defaultSeccomp = { seccompProfile: { type: 'RuntimeDefault' } } as const;

/** What it asks of a container, of whatever user: no privileges, and no way to some. */
export const unprivileged = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
} as const;

/** One that writes to its volumes only, as well. */
export const hardenedContainer = { ...unprivileged, readOnlyRootFilesystem: true } as const;
