import type { Model } from '../../models/model';
import { entry } from './bad-case';
import { inWorkspace, type Workspace } from './workspace';

/** The model of an entry with nothing but a runtime and what is added to it, after a change to the fixture. */
export const plain = (
  runtime: string,
  more = '',
  change: (workspace: Workspace) => void = () => undefined,
): Model =>
  inWorkspace((workspace) => {
    change(workspace);
    workspace.write(entry('plain'), `name: plain\nteam: pricing\nruntime: ${runtime}\n${more}`);
    const model = workspace.load()[0]?.models.find(({ name }) => name === 'plain');
    if (model === undefined) throw new Error('the entry is not there');
    return model;
  });
