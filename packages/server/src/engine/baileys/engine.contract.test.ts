import { describeEngineContract } from '../engine.contract.ts';
import { startLab } from './testing/index.ts';

const accounts = { one: 0, two: 1 } as Record<string, number>;

describeEngineContract('baileys', async () => {
  const lab = await startLab({ world: { preset: 'demo' } });
  const { engine } = lab.engine();
  return {
    engine,
    scan: (sessionId, qr) => lab.phone(accounts[sessionId]).scan(qr),
    enterCode: (sessionId, code) => lab.phone(accounts[sessionId]).enterCode(code),
    phoneOf: (sessionId) => lab.phoneNumber(accounts[sessionId]),
    close: lab.close,
  };
});
