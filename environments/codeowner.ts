import { z } from 'zod';
import { field } from '../models/fields';

const codeowner = z
  .string({ error: 'expected a reviewer such as @acme/risk' })
  .regex(
    /^(?:@[A-Za-z0-9][\w.-]*(?:\/[\w.-]+)*|[^\s@<>,;"'#\\]+@[^\s@<>,;"'#\\]+)$/,
    'a reviewer is a team (@acme/risk), a user (@jo) or an e-mail address, as CODEOWNERS has them',
  );

/** Who reviews what a team owns. */
export const codeowners = field(
  z
    .array(codeowner, { error: 'expected a list of reviewers, such as [@acme/risk] in quotes' })
    .min(1, 'name at least one reviewer, or leave codeowners out')
    .refine((all) => new Set(all).size === all.length, 'a reviewer stands here twice'),
  "Who reviews changes of the team's entries; those of `owner` review all else of the environment. `npm run codeowners` writes them into CODEOWNERS.",
  ['@acme/risk'],
);
