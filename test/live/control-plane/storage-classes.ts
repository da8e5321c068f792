import { expectStatus, type KubernetesApi } from './kubernetes-api';

/** Classes of storage that the environments of these tests name. */
const names = ['gp3', 'local-path'];

/** Makes them, as their clusters have them already: prometheus-operator looks before it asks for a volume. */
export async function makeStorageClasses(api: KubernetesApi): Promise<void> {
  for (const name of names) {
    const path = `/apis/storage.k8s.io/v1/storageclasses/${name}?fieldManager=storage`;
    const object = {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name },
      provisioner: 'kubernetes.io/no-provisioner',
    };
    expectStatus(await api.ask('PATCH', path, object, 'application/apply-patch+yaml'), path, 200, 201);
  }
}
