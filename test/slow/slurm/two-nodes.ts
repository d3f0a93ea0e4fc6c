// A SLURM of two nodes on this one machine, from Debian's packages: as a cluster is, but for its size. It installs them where they
// are missing, so only a machine that may be changed is one for it (root, ANOSEG_TEST_SLURM=1).
import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '../command.ts';

const packages = ['slurmctld', 'slurmd', 'slurm-client', 'slurm-wlm-basic-plugins', 'munge'];
/** Where `srun` inside of jobs looks, whatever SLURM_CONF says. */
const configuration = '/etc/slurm/slurm.conf';

export const nodes = ['one', 'two'] as const;
export type Node = (typeof nodes)[number];

/** Without a database of accounts, SLURM is asked itself, and at once. */
export const slurmWords = [
  '--slurm-status-command',
  'squeue',
  '--slurm-no-account',
  '--slurm-init-seconds-before-status-checks',
  '2',
];

export interface Slurm {
  /** Ends a node as a failing machine does: its daemon and all that it has started. */
  kill(node: Node): void;
  /** Node of the running job, by the order in which jobs were begun. */
  nodesAtWork(): readonly string[];
  /** Numbers of the jobs that are queued or run. */
  jobs(): readonly string[];
  stop(): void;
}

export async function startSlurm(): Promise<Slurm> {
  if (!existsSync('/usr/sbin/slurmctld')) install();
  const room = mkdtempSync(path.join(tmpdir(), 'anoseg-slurm-'));
  writeFileSync(configuration, configurationIn(room));
  startMunge();
  execFileSync('slurmctld', ['-L', path.join(room, 'slurmctld.log')]);
  for (const node of nodes) execFileSync('slurmd', ['-N', node]);
  const idle = () => said('sinfo', ['-h', '-o', '%T']).trim() === 'idle';
  await eventually(idle);
  const pidOf = (daemon: string) => Number(readFileSync(path.join(room, `${daemon}.pid`), 'utf8'));
  return {
    kill(node) {
      for (const pid of [pidOf(node), ...stepsOf(node)]) signalTree(pid);
    },
    nodesAtWork: () => said('squeue', ['-h', '-t', 'RUNNING', '-S', 'i', '-o', '%N']).split('\n').filter(Boolean),
    jobs: () => said('squeue', ['-h', '-o', '%i']).split('\n').filter(Boolean),
    stop() {
      for (const node of nodes) if (isAlive(pidOf(node))) process.kill(pidOf(node));
      process.kill(pidOf('slurmctld'));
    },
  };
}

function install(): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { env });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
}

function startMunge(): void {
  if (spawnSync('munge', ['-n']).status === 0) return;
  const owner = Number(said('id', ['-u', 'munge']));
  for (const folder of ['/run/munge', '/var/log/munge', '/var/lib/munge']) {
    mkdirSync(folder, { recursive: true });
    chownSync(folder, owner, owner);
  }
  execFileSync('runuser', ['-u', 'munge', '--', '/usr/sbin/munged']);
}

// Memory is looked at each second, and a step that takes too much is killed. A job that has ended is remembered for five minutes, so
// that who asks seldom still learns how. A node is gone after fifteen seconds of silence.
function configurationIn(room: string): string {
  const nodeLines = nodes.map(
    (node, i) => `NodeName=${node} NodeHostname=${hostname()} Port=${16818 + i} CPUs=2 RealMemory=8000 State=UNKNOWN`,
  );
  return `ClusterName=anoseg
SlurmctldHost=${hostname()}
SlurmUser=root
AuthType=auth/munge
StateSaveLocation=${room}/state
SlurmdSpoolDir=${room}/%n
SlurmctldPidFile=${room}/slurmctld.pid
SlurmdPidFile=${room}/%n.pid
SlurmdLogFile=${room}/%n.log
SlurmctldPort=16817
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/linux
JobAcctGatherParams=OverMemoryKill
JobAcctGatherFrequency=1
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
SlurmdParameters=config_overrides
ReturnToService=2
MinJobAge=300
KillWait=10
SlurmdTimeout=15
MpiDefault=none
${nodeLines.join('\n')}
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`;
}

/** The processes that follow a job's steps, which live on without their daemon. */
function stepsOf(node: Node): readonly number[] {
  const lines = said('ps', ['-eo', 'pid=,args=']).split('\n');
  const jobs = said('squeue', ['-h', '-w', node, '-o', '%i']).split('\n').filter(Boolean);
  return lines.flatMap((line) => {
    const [, pid, job] = /^\s*(\d+) slurmstepd: \[(\d+)\./.exec(line) ?? [];
    return pid !== undefined && job !== undefined && jobs.includes(job) ? [Number(pid)] : [];
  });
}

function signalTree(pid: number): void {
  const children = said('ps', ['-o', 'pid=', '--ppid', String(pid)])
    .split('\n')
    .map(Number)
    .filter(Boolean);
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  for (const child of children) signalTree(child);
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

function said(command: string, words: readonly string[]): string {
  return spawnSync(command, words, { encoding: 'utf8' }).stdout;
}
