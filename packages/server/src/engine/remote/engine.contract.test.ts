import { describeEngineContract } from '../engine.contract.ts';
import { engineOn, shapes, startGateway } from './testing/lab.ts';

for (const shape of shapes) {
  describeEngineContract(shape, async () => {
    const gateway = await startGateway(shape);
    const { engine } = engineOn(gateway);
    return {
      engine,
      scan: gateway.scan,
      phoneOf: gateway.phoneOf,
      async close() {
        await engine.close();
        await gateway.close();
      },
    };
  });
}
