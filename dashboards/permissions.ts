import type { Environment } from '../environments';
import { permissionPolicyOf, type PermissionPolicy } from '../environments/grafana';
import { folderUids } from '../models/links';
import { teamsWithModels } from './folders';

/** What somebody may do with a folder and all that lies in it. */
export type Permission = 'View' | 'Edit' | 'Admin';

/** Everybody with a role, or a team by its name. */
export type Grant = { readonly may: Permission } & (
  { readonly role: 'Viewer' | 'Editor' } | { readonly team: string }
);

/** All that is granted on a folder itself, beside what the folder around it grants. */
export interface FolderPermissions {
  readonly folder: string;
  readonly grants: readonly Grant[];
}

/** What each policy lets people do; everybody may look. `owner` is the team of the environment's owner. */
const policies: Readonly<
  Record<
    PermissionPolicy,
    { readonly editors: Permission; readonly team: Permission; readonly owner: Permission }
  >
> = {
  open: { editors: 'Edit', team: 'Edit', owner: 'Admin' },
  reviewed: { editors: 'View', team: 'View', owner: 'Admin' },
  guarded: { editors: 'View', team: 'View', owner: 'Edit' },
};

/**
 * Who may do what, of every folder: one that is not listed would keep what somebody granted by hand. A folder cannot take
 * away what the one around it grants, so the outer ones grant what holds for all.
 */
export function permissionsFor(environment: Environment): readonly FolderPermissions[] {
  const policy = permissionPolicyOf(environment.grafana);
  const { editors, team: ofTeam, owner } = policies[policy];
  return [
    {
      folder: folderUids.root,
      grants: [
        { role: 'Viewer', may: 'View' },
        { role: 'Editor', may: editors },
        { team: environment.owner, may: owner },
      ],
    },
    { folder: folderUids.models, grants: [] },
    ...teamsWithModels(environment).map((team): FolderPermissions => ({
      folder: folderUids.team(team),
      // A weaker grant beside the inherited one would say nothing.
      grants: team === environment.owner ? [] : [{ team, may: ofTeam }],
    })),
    ...(policy === 'open'
      ? [
          {
            folder: folderUids.sandbox,
            grants: Object.keys(environment.teams)
              .filter((team) => team !== environment.owner)
              .sort()
              .map((team): Grant => ({ team, may: 'Edit' })),
          },
        ]
      : []),
  ];
}
