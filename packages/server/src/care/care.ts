import type { Jobs } from '../jobs/index.ts';
import { type Logger, namedLogger } from '../observability/index.ts';
import { type Bulk, createBulk } from './bulk/bulk.ts';
import { createDuplicates, type Duplicates } from './duplicates/duplicates.ts';
import { createLists, type Lists } from './labels/lists.ts';
import { createSegments, type Segments } from './labels/segments.ts';
import { createTags, type Tags } from './labels/tags.ts';
import { createOwnFields, type OwnFieldsService } from './own-fields.ts';
import type { CareParts } from './parts.ts';
import { createMerges, type Merges } from './people/merges.ts';
import { createRuleFollower, type RuleFollower } from './rules/follow.ts';
import { createRules, type Rules } from './rules/rules.ts';

/** What users do with contacts once they are there. */
export type Care = {
  ownFields: OwnFieldsService;
  tags: Tags;
  rules: Rules;
  follower: RuleFollower;
  segments: Segments;
  lists: Lists;
  bulk: Bulk;
  duplicates: Duplicates;
  merges: Merges;
};

export type CareDeps = CareParts & { logger: Logger; jobs: Pick<Jobs, 'register' | 'start'> };

/** The services of this folder. Their kinds of job are registered here, so call it before jobs are resumed. */
export function createCare({ jobs, logger, ...parts }: CareDeps): Care {
  const merges = createMerges(parts);
  return {
    ownFields: createOwnFields(parts),
    tags: createTags(parts),
    rules: createRules(parts, jobs),
    follower: createRuleFollower({ ...parts, logger: namedLogger(logger, 'tag rules') }),
    segments: createSegments(parts),
    lists: createLists(parts),
    bulk: createBulk(parts, jobs),
    duplicates: createDuplicates({ ...parts, merges }, jobs),
    merges,
  };
}
