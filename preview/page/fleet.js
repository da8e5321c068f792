import { byId, element, fill, headRow } from './dom.js';
import { age, clock, format } from './format.js';

const stateTitles = { ok: 'OK', pending: 'pending', firing: 'firing', 'no data': 'no data' };

const badge = (kind, text) => element('span', { class: `badge ${kind.replace(' ', '-')}` }, text);
const below = (text) => (text === '' ? undefined : element('span', { class: 'below' }, text));
const number = (text) => element('td', { class: 'number' }, text);

/** Names of models that lead to their boards. */
const modelButton = (name, title, open) =>
  element(
    'button',
    {
      class: 'link',
      type: 'button',
      id: `open-${name}`,
      title: `${title}: open its dashboard`,
      onclick: () => {
        open(`mlo-model-${name}`);
        byId('boards').scrollIntoView({ behavior: 'smooth' });
      },
    },
    name,
  );

const faultButton = (model, fault, toggle) =>
  element(
    'button',
    {
      class: 'fault',
      type: 'button',
      id: `fault-${model}-${fault.id}`,
      'aria-pressed': String(fault.active),
      title: `${fault.effect}; raises ${fault.alert}`,
      onclick: () => toggle(model, fault.id, !fault.active),
    },
    fault.title,
  );

export function drawFacts(status) {
  byId('environment').textContent = `${status.environment} environment`;
  byId('pace').textContent = `${status.pace} × real time`;
  byId('uptime').textContent = age((status.now - status.startedAt) / 1000);
  byId('heartbeat').textContent =
    status.heartbeat === undefined
      ? 'none yet'
      : `${Math.round((status.now - status.heartbeat) / 1000)} s ago`;
  byId('compression').textContent =
    status.pace === 1
      ? ''
      : `Time runs ${status.pace} times as fast: a second here is ${age(status.pace)} in rules, windows and routes.`;
}

export function drawFleet(status, { toggle, open }) {
  fill(byId('fleet-faults'), ...status.fleetFaults.map((fault) => faultButton('', fault, toggle)));
  fill(
    byId('fleet'),
    headRow('Model', 'State', 'Requests', 'Errors', 'Latency', 'Accuracy', 'Team', 'Faults'),
    element(
      'tbody',
      {},
      ...status.models.map((model) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, modelButton(model.name, model.title, open), below(model.runtime)),
          element('td', {}, badge(model.state, stateTitles[model.state])),
          number(format(model.requests, 'reqps')),
          number(format(model.errors, 'percentunit')),
          number(model.latency === undefined ? '–' : `${format(model.latency, 's')} ${model.latencyIs}`),
          number(format(model.accuracy, 'percentunit')),
          element('td', {}, model.team, below(model.tier)),
          element(
            'td',
            {},
            element(
              'div',
              { class: 'buttons' },
              ...model.faults.map((fault) => faultButton(model.name, fault, toggle)),
            ),
          ),
        ),
      ),
    ),
  );
}

const empty = (columns, text) => element('tr', {}, element('td', { colspan: columns, class: 'empty' }, text));

export function drawAlerts({ alerts, now }) {
  const count = (state) => alerts.filter((alert) => alert.state === state).length;
  byId('alert-counts').textContent =
    `${count('firing')} firing, ${count('inhibited')} kept quiet, ${count('pending')} pending`;
  fill(
    byId('alerts'),
    headRow('State', 'Severity', 'Alert', 'Told', 'For'),
    element(
      'tbody',
      {},
      ...(alerts.length === 0 ? [empty(5, 'No alert. Break something above.')] : []),
      ...alerts.map((alert) =>
        element(
          'tr',
          { title: alert.summary },
          element('td', {}, badge(alert.state, alert.state === 'inhibited' ? 'kept quiet' : alert.state)),
          element('td', {}, badge(alert.severity, alert.severity)),
          element('td', { class: 'strong' }, alert.name, below(alert.model)),
          element('td', {}, alert.state === 'firing' ? alert.receivers.join(', ') : '–'),
          number(`${Math.max(0, Math.round((now - alert.since) / 1000))} s`),
        ),
      ),
    ),
  );
}

export function drawNotifications({ notifications }) {
  fill(
    byId('notifications'),
    headRow('Time', 'Receiver', 'Status', 'Alert'),
    element(
      'tbody',
      {},
      ...(notifications.length === 0 ? [empty(4, 'Nobody has been told anything yet.')] : []),
      ...notifications.map((one) =>
        element(
          'tr',
          { title: one.summary },
          element('td', { class: 'quiet' }, clock(one.at)),
          element('td', { class: 'strong' }, one.receiver),
          element('td', {}, badge(one.status === 'firing' ? one.severity : 'ok', one.status)),
          element('td', {}, one.alert, below(one.model)),
        ),
      ),
    ),
  );
}
