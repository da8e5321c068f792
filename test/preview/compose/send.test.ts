import { createServer } from 'node:http';
import type { Request } from '../../../preview/compose/elastic-requests';
import { pushable } from '../../../preview/compose/run/pushes';
import { send } from '../../../preview/compose/run/send';
import { userRequests } from '../../../preview/compose/run/setup';
import { anyPort, listen } from '../../../preview/listen';

/** What is answered to each request in turn; the last answer goes on. */
async function asked(
  requests: readonly Request[],
  answers: readonly (readonly [status: number, body: string])[],
): Promise<readonly string[]> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      calls.push(`${request.method ?? ''} ${request.url ?? ''} ${request.headers['authorization'] ?? ''}`);
      const [status, body] = answers[Math.min(calls.length, answers.length) - 1] ?? [500, ''];
      response.writeHead(status).end(body);
    });
  });
  const { address, stop } = await listen(server, anyPort);
  try {
    await send({ url: `http://${address}`, user: 'u', password: 'p' }, requests, 1);
  } finally {
    await stop();
  }
  return calls;
}

const put: Request = { method: 'PUT', path: '/a', body: { a: 1 } };
const login = `Basic ${Buffer.from('u:p').toString('base64')}`;

describe('setting up Elasticsearch and Kibana', () => {
  it('asks again while nobody is ready', async () => {
    expect(
      await asked(
        [put],
        [
          [503, ''],
          [429, ''],
          [200, '{}'],
        ],
      ),
    ).toEqual(Array(3).fill(`PUT /a ${login}`));
  });

  it('ends with what was answered to a request that is refused', async () => {
    await expect(asked([put, put], [[400, 'no such setting']])).rejects.toThrow(
      'PUT /a was answered with 400: no such setting',
    );
  });

  it('goes on where it is so already', async () => {
    expect(await asked([{ ...put, already: [400] }], [[400, 'exists']])).toHaveLength(1);
  });

  it('notices an import that has failed, though it is answered with success', async () => {
    const upload: Request = { method: 'POST', path: '/import', file: '{}\n' };
    await expect(asked([upload], [[200, '{"success":false}']])).rejects.toThrow('{"success":false}');
    expect(await asked([upload], [[200, '{"success":true}']])).toHaveLength(1);
  });

  it('gives each user the password of its own file', () => {
    expect(userRequests((file) => `secret of ${file}`).map(({ path, body }) => [path, body])).toEqual([
      ['/_security/user/kibana_system/_password', { password: 'secret of kibana' }],
      ['/_security/user/grafana', { password: 'secret of reader', roles: ['mlobs_reader'] }],
      ['/_security/user/logstash', { password: 'secret of writer', roles: ['mlobs_writer'] }],
    ]);
  });
});

it('what is pushed is of one model, and not what the gateway tells of itself', () => {
  const page = [
    '# TYPE push_time_seconds gauge',
    'push_time_seconds{model_name="a"} 1',
    'go_goroutines 10',
    '# TYPE rows gauge',
    'rows{outcome="scored",model_name="a"} 7',
    'rows{model_name="b"} 8',
    'rows 9',
  ].join('\n');
  expect(pushable(page, 'a').split('\n')).toEqual([
    '# TYPE rows gauge',
    'rows{outcome="scored",model_name="a"} 7',
    'rows 9',
  ]);
});
