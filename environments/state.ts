import { z } from 'zod';
import { field, namespace } from '../models/fields';

const name = (expectation: string, what: string, example: string) =>
  field(z.string({ error: expectation }).min(3), what, example);

const bucket = (example: string) => name('expected the name of a bucket', 'Name of the bucket.', example);

/** Where Terraform keeps what it knows of the stacks of an environment; exactly one kind. */
export const state = z
  .strictObject({
    s3: field(
      z.strictObject({
        bucket: bucket('acme-observatory-state'),
        region: name('expected a region such as eu-central-1', 'Region of the bucket.', 'eu-central-1'),
      }),
      'A bucket of S3, locked with a file beside each state.',
    ).optional(),
    gcs: field(
      z.strictObject({ bucket: bucket('acme-observatory-state') }),
      'A bucket of Google Cloud Storage.',
    ).optional(),
    azurerm: field(
      z.strictObject({
        resourceGroup: field(z.string(), 'Resource group of the storage account.', 'observatory'),
        storageAccount: field(z.string(), 'Name of the storage account.', 'acmeobservatory'),
        container: field(z.string(), 'Name of the container.', 'state'),
      }),
      'A container of Azure Storage.',
    ).optional(),
    kubernetes: field(
      z.strictObject({
        namespace: field(namespace, 'Namespace of the Secrets; it must exist.', 'terraform-state'),
        context: field(
          z.string({ error: 'expected the name of a kubeconfig context' }).min(1),
          "Name of the kubeconfig context of the cluster that holds the states; each stack's own cluster where absent.",
          'management',
        ).optional(),
      }),
      'Secrets of a cluster, locked with Leases.',
    ).optional(),
    local: field(
      z.strictObject({
        directory: field(
          z.string().min(1),
          'Folder on the machine that deploys; a relative one counts from the folder that holds cdktf.out.',
          '../terraform-state',
        ),
      }),
      'A folder, for trials.',
    ).optional(),
  })
  .refine(
    (value) => Object.values(value).filter((kind) => kind !== undefined).length === 1,
    'state is kept in exactly one of s3, gcs, azurerm, kubernetes and local',
  );
