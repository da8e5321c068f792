import { receiverNames } from '../../../rules';
import type { Received } from '../../rules/live-alertmanager';

/** A notification as people read it. */
export interface Told {
  readonly receiver: string;
  readonly isOver: boolean;
  readonly title: string;
  readonly text: string;
  /** How many alerts it is about, as its title says. */
  readonly alerts: number;
  /** Unit: Unix milliseconds. */
  readonly at: number;
}

interface PagerDutyEvent {
  readonly event_action: string;
  readonly payload: { readonly summary: string; readonly custom_details: Readonly<Record<string, unknown>> };
}
interface SlackMessage {
  readonly attachments: readonly { readonly title: string; readonly text: string }[];
}
interface TeamsMessage {
  readonly attachments: readonly {
    readonly content: { readonly body: readonly { readonly text: string }[] };
  }[];
}

/** Everything that people were told, oldest first; the heartbeat is for a machine. */
export const toldIn = (received: readonly Received[]): readonly Told[] =>
  received.filter(({ path }) => path !== `/${receiverNames.heartbeat}`).map(read);

function read({ path, text: body, at }: Received): Told {
  const [title, text] = wordsOf(JSON.parse(body));
  return {
    receiver: path.slice(1),
    isOver: title.startsWith('Resolved: '),
    title,
    text,
    alerts: Number(/^(?:Resolved: )?(\d+) alerts /.exec(title)?.[1] ?? 1),
    at,
  };
}

/** @throws Error for a message of a kind that is not known here */
function wordsOf(message: unknown): readonly [title: string, text: string] {
  if (isPagerDuty(message)) {
    const { summary, custom_details } = message.payload;
    return [summary, String(custom_details['firing'])];
  }
  const [attachment] = (message as Partial<SlackMessage & TeamsMessage>).attachments ?? [];
  if (attachment !== undefined && 'title' in attachment) return [attachment.title, attachment.text];
  if (attachment !== undefined && 'content' in attachment) {
    const [title, ...rest] = (attachment as TeamsMessage['attachments'][number]).content.body;
    return [title?.text ?? '', rest.map(({ text }) => text).join('\n')];
  }
  throw new Error(`a message of an unknown kind: ${JSON.stringify(message).slice(0, 200)}`);
}

const isPagerDuty = (message: unknown): message is PagerDutyEvent =>
  typeof message === 'object' && message !== null && 'event_action' in message;
