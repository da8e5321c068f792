/** Hosts that documentation leads to. Tests ask no network: who adds a host has looked at it. */
export const hosts: readonly string[] = ['prometheus.io'];
