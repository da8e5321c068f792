import type { Condition } from '../../logs/pipeline';
import { get, type Event } from './event';
import { ruby } from './ruby';

/** Whether an event fulfils a condition. */
export function holds(condition: Condition, event: Event): boolean {
  switch (condition.kind) {
    case 'set': {
      const value = get(event, condition.field);
      // An empty list is a text of two brackets, and is there.
      return value !== undefined && value !== null && value !== '' && value !== false && value !== 'false';
    }
    case 'equals':
      return get(event, condition.field) === condition.value;
    case 'matches': {
      const value = get(event, condition.field);
      // Ruby compares no text that has half a character in it.
      return (
        typeof value === 'string' && !/\p{Surrogate}/u.test(value) && ruby(condition.pattern).test(value)
      );
    }
    case 'contains': {
      const value = get(event, condition.field);
      return (typeof value === 'string' || Array.isArray(value)) && value.includes(condition.value);
    }
    case 'not':
      return !holds(condition.of, event);
    case 'and':
      return condition.of.every((part) => holds(part, event));
    case 'or':
      return condition.of.some((part) => holds(part, event));
  }
}
