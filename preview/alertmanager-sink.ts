import { createServer } from 'node:http';
import type { AlertmanagerConfiguration, TimeInterval } from '../rules';
import { anyPort, listen, type Place } from './listen';

/** What a receiver was told about one alert. */
export interface Notification {
  /** Unit: Unix milliseconds. */
  readonly at: number;
  readonly receiver: string;
  readonly status: 'firing' | 'resolved';
  readonly alert: string;
  readonly severity: string;
  /** Name of the model; empty for what belongs to none. */
  readonly model: string;
  readonly summary: string;
}

/** Stands in for every receiver: it takes what Alertmanager sends and keeps it. */
export interface Sink {
  /** Where a receiver's notifications go. */
  readonly urlOf: (receiver: string) => string;
  /** Oldest first; the heartbeat, which repeats without end, is not among them. */
  readonly notifications: readonly Notification[];
  /** When the heartbeat last came. Unit: Unix milliseconds. */
  readonly heartbeat: () => number | undefined;
  readonly stop: () => Promise<void>;
}

/** The watchdog of kube-prometheus-stack: it always fires, and its silence is the alarm. */
export const watchdog = 'Watchdog';

/** More are forgotten, oldest first, so that a forgotten preview does not fill the memory. */
const mostNotifications = 2_000;
/** Alertmanager's messages are small; anything larger is none. Unit: bytes. */
const largestMessage = 4 * 1024 * 1024;

/**
 * The generated configuration with its receivers, routes and inhibition as they are; only what leaves the machine is
 * replaced: every integration becomes a webhook to the sink. Team hours do not compress with the pace, so they are always
 * open.
 */
export const localConfiguration = (
  configuration: AlertmanagerConfiguration,
  urlOf: (receiver: string) => string,
): Readonly<Record<string, unknown>> => ({
  ...configuration,
  // Nothing is written for people, so the files with the texts are not there.
  templates: [],
  receivers: configuration.receivers.map((receiver) => {
    const tells = Object.keys(receiver).some((key) => key.endsWith('_configs'));
    if (!tells) return receiver;
    return { name: receiver.name, webhook_configs: [{ url: urlOf(receiver.name), send_resolved: true }] };
  }),
  time_intervals: alwaysOpen(configuration),
});

/** The hours of teams, at any hour. */
export const alwaysOpen = ({ time_intervals }: AlertmanagerConfiguration): readonly TimeInterval[] =>
  time_intervals.map(({ name }) => ({
    name,
    time_intervals: [{ times: [{ start_time: '00:00', end_time: '24:00' }] }],
  }));

/** Where a receiver's notifications go, at a sink that listens there: `host:port`. */
export const receiverUrl = (address: string, token: string, receiver: string): string =>
  `http://${address}/${token}/${encodeURIComponent(receiver)}`;

/** `token` keeps others on this machine from inventing notifications. */
export async function startSink(token: string, place: Place = anyPort): Promise<Sink> {
  const notifications: Notification[] = [];
  let heartbeat: number | undefined;
  const server = createServer((request, response) => {
    const [, given, receiver] = (request.url ?? '').split('/');
    if (request.method !== 'POST' || given !== token || receiver === undefined) {
      response.writeHead(404).end();
      return;
    }
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.length > largestMessage) request.destroy();
    });
    request.on('end', () => {
      const message = readMessage(text, decodeURIComponent(receiver));
      for (const notification of message ?? []) {
        if (notification.alert === watchdog) heartbeat = notification.at;
        else notifications.push(notification);
      }
      notifications.splice(0, notifications.length - mostNotifications);
      response.writeHead(message === undefined ? 400 : 204).end();
    });
  });
  const { address, stop } = await listen(server, place);
  return {
    urlOf: (receiver) => receiverUrl(address, token, receiver),
    notifications,
    heartbeat: () => heartbeat,
    stop,
  };
}

interface Message {
  readonly alerts: readonly {
    readonly status: 'firing' | 'resolved';
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  }[];
}

/** The notifications in a webhook's message; `undefined` where it is none. */
function readMessage(text: string, receiver: string): readonly Notification[] | undefined {
  let message: Message;
  try {
    message = JSON.parse(text) as Message;
  } catch {
    return undefined;
  }
  return message.alerts.map(({ status, labels, annotations }) => ({
    at: Date.now(),
    receiver,
    status,
    alert: labels['alertname'] ?? '',
    severity: labels['severity'] ?? '',
    model: labels['model_name'] ?? '',
    summary: annotations['summary'] ?? '',
  }));
}
