// Starts an engine process for one request and follows it to its end, whatever that is.
import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { outside } from '../../diagnostics/outside-error.ts';
import { reasonOf } from '../../diagnostics/system-error.ts';
import { isLogNoise } from '../../engine/log-noise.ts';
import type { FromEngine, Order, ServiceName, Services, ToEngine } from './engine-messages.ts';

export type EngineEnd =
  | { readonly kind: 'finished' }
  | { readonly kind: 'stopped' }
  /** Ended at once, by a second signal or before it began. */
  | { readonly kind: 'killed' }
  | Extract<FromEngine, { kind: 'failed' }>;

export interface EngineRun {
  readonly end: Promise<EngineEnd>;
  /** Asks it to finish the step and save. */
  stop(): void;
  /** Ends it at once. */
  kill(): void;
}

/** `script`: the bundled engine process. */
export function startEngine<K extends ServiceName>(
  script: string,
  order: Omit<Order<K>, 'kind'>,
  emit: (event: Services[K]['event']) => void,
): EngineRun {
  const child = fork(script, [], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  // A process that could not be started has no channel; one that is gone is told of as such.
  child.send?.({ kind: 'order', ...order }, () => undefined);
  let wasKilled = false;
  return {
    end: follow(child, order.service, emit).then((end) => (wasKilled ? { kind: 'killed' } : end)),
    stop: () => {
      if (child.connected) child.send({ kind: 'stop' } satisfies ToEngine, () => undefined);
    },
    kill: () => {
      wasKilled = true;
      child.kill('SIGKILL');
    },
  };
}

function follow<K extends ServiceName>(
  child: ChildProcess,
  service: K,
  emit: (event: Services[K]['event']) => void,
): Promise<EngineEnd> {
  const complaints: string[] = [];
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (!isLogNoise(line)) complaints.push(line);
      if (complaints.length > 20) complaints.shift();
    });
  }
  return new Promise((resolve) => {
    let end: EngineEnd | undefined;
    child.on('message', (message: FromEngine<K>) => {
      if (message.kind === 'event') emit(message.event);
      else end = message.kind === 'failed' ? message : { kind: message.finished ? 'finished' : 'stopped' };
    });
    child.on('error', (error) => {
      end ??= crashed(service, reasonOf(error) ?? error.message, complaints);
      // It never began, and so never ends.
      if (child.pid === undefined) resolve(end);
    });
    child.on('close', (code, signal) => {
      // It had not yet begun to listen to them.
      const isStop = signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGHUP';
      const unforeseen = () => crashed(service, signal ? `signal ${signal}` : `exit code ${code}`, complaints);
      resolve(end ?? (isStop ? { kind: 'killed' } : unforeseen()));
    });
  });
}

const hints: { readonly [K in ServiceName]: string } = {
  run: 'a kill by the system mostly means too little memory: make `batch` or `width` smaller',
  evaluate: 'a kill by the system mostly means too little memory for one of the images',
  predict: 'a kill by the system mostly means too little memory for one of the images: `--tile` needs less',
  score:
    'a kill by the system mostly means too little memory: maps as PNG need less of it than .npy, however many they are',
  preview: 'a kill by the system mostly means too little memory: make `batch` smaller',
  bench: 'a kill by the system mostly means too little memory: make `batch` or `width` smaller',
  profile: 'a kill by the system mostly means too little memory: make `batch` or `width` smaller',
};

function crashed(service: ServiceName, how: string, complaints: readonly string[]): EngineEnd {
  const advice = /SIG(BUS|SEGV|ILL)/.test(how)
    ? 'one of its libraries is damaged, or not made for this machine: `anoseg doctor` looks at each'
    : `${hints[service]}; \`anoseg doctor\` looks at the engine`;
  const { code, message, hint } = outside('engine-crashed', { how, last: complaints.slice(-3), advice });
  return { kind: 'failed', code, message, hint, exit: 3, stack: undefined };
}
