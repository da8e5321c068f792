import { spawnSync } from 'node:child_process';
import { binaryOf } from '../../../scripts/tool-binaries';

/** A program that deploys what cdktf writes. */
export interface Program {
  readonly title: 'Terraform' | 'OpenTofu';
  readonly command: string;
  /** Where it looks for a provider whose address names no host, and a mirror's folder for such providers. */
  readonly registry: string;
}

/** The one on PATH, because nothing here may build it. */
export const terraformOnPath: Program = {
  title: 'Terraform',
  command: 'terraform',
  registry: 'registry.terraform.io',
};

/** The pinned one. @throws Error where it is not built */
export const opentofu = (): Program => ({
  title: 'OpenTofu',
  command: binaryOf('tofu'),
  registry: 'registry.opentofu.org',
});

/** OpenTofu, and Terraform where it is there: what both are asked, both must answer alike. */
export const programsHere = (): readonly [Program, ...Program[]] =>
  spawnSync(terraformOnPath.command, ['version']).error === undefined
    ? [opentofu(), terraformOnPath]
    : [opentofu()];
