import { createServer } from 'node:http';
import { anyPort, containerPort, listen } from '../../preview/listen';

describe('a server of the preview', () => {
  it('listens where it is told to', async () => {
    const { port } = await listen(createServer(), anyPort).then(async (free) => {
      await free.stop();
      return free;
    });
    const server = await listen(
      createServer((_, response) => response.end('here')),
      { host: '127.0.0.1', port },
    );
    const answer = await (await fetch(`http://${server.address}`)).text();
    await server.stop();
    expect([server.address, answer]).toEqual([`127.0.0.1:${port}`, 'here']);
  });

  it('is never reached from another machine', () => {
    expect(() => listen(createServer(), { host: '0.0.0.0', port: 0 })).toThrow('0.0.0.0 is no address');
  });

  it('is reached at every address of a container, where that is where it runs', async () => {
    const { address, port, stop } = await listen(createServer(), containerPort(0));
    await stop();
    expect(address).toBe(`0.0.0.0:${port}`);
  });
});
