import type { Change } from '../changes/fact';
import type { ModelPicture } from './picture';
import type { ResourceChange, StackChange } from './resources';

/** What differs between two sides, environment by environment. Plain data: `--json` prints it as it is. */
export interface Comparison {
  readonly environments: readonly EnvironmentComparison[];
}

export interface EnvironmentComparison {
  readonly name: string;
  readonly is: 'added' | 'removed' | 'changed' | 'unchanged';
  readonly risks: readonly Risk[];
  readonly models: {
    readonly added: readonly ModelPicture[];
    readonly removed: readonly ModelPicture[];
    readonly changed: readonly ModelComparison[];
  };
  /** What differs whatever the models. */
  readonly changes: readonly Change[];
  readonly stacks: readonly StackChange[];
  readonly resources: readonly ResourceChange[];
}

export interface ModelComparison {
  readonly name: string;
  readonly file: string;
  readonly changes: readonly Change[];
}

/** What is found of an environment before it is judged. */
export type Found = Pick<EnvironmentComparison, 'models' | 'changes' | 'stacks' | 'resources'>;

/** Something that a reviewer must not overlook. */
export interface Risk {
  readonly kind:
    | 'environment leaves'
    | 'stack leaves'
    | 'state moves'
    | 'data is lost'
    | 'less is kept'
    | 'history begins anew'
    | 'alert ends'
    | 'model leaves'
    | 'nobody is paged'
    | 'receiver without an owner';
  /** One sentence. */
  readonly says: string;
}
