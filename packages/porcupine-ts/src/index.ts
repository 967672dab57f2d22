export type { Budgets } from './check/budget.ts';
export { type CheckOptions, checkEvents, checkOperations } from './check/check-operations.ts';
export type { EngineChoice } from './check/decide-partition.ts';
export { linearizationOf } from './check/linearization-of.ts';
export { validateLinearization } from './check/validate-linearization.ts';
export { explain } from './diagnose/explain.ts';
export { type PartialLinearizations, partialLinearizations } from './diagnose/partial-linearizations.ts';
export { shrink } from './diagnose/shrink.ts';
export { type CallEvent, type HistoryEvent, operationsFromEvents, type ReturnEvent } from './history/event.ts';
export { type ClientId, HistoryError, isPending, type Operation } from './history/operation.ts';
export { type CallHandle, HistoryRecorder } from './history/recorder.ts';
export { type CasInput, type CasOutput, casRegisterModel } from './models/cas-register.ts';
export { type CounterInput, type CounterOutput, counterModel } from './models/counter.ts';
export { type KvInput, type KvOutput, kvModel } from './models/key-value.ts';
export { type LockInput, type LockOutput, lockModel } from './models/lock.ts';
export { accept, type Model, reject, type Step, type StepContext } from './models/model.ts';
export { type NondeterministicModel, nondeterministicModel } from './models/nondeterministic.ts';
export { type QueueInput, type QueueOutput, queueModel } from './models/queue.ts';
export { type RegisterInput, type RegisterOutput, registerModel } from './models/register.ts';
export { type SetInput, type SetOutput, setModel } from './models/set.ts';
export { type HistoryParser, parseHistory } from './parse/history-parser.ts';
export { jepsenEtcdParser } from './parse/jepsen-etcd.ts';
export { LineReader, ParseError } from './parse/line-reader.ts';
export { porcupineKvParser } from './parse/porcupine-kv.ts';
export type { Annotation } from './picture/annotation.ts';
export { type PictureOptions, visualize } from './picture/visualize.ts';
export type { Rule } from './verdict/finding.ts';
export type {
  CheckStats,
  Engine,
  IllegalEvent,
  Limit,
  Outcome,
  PartitionVerdict,
  Reason,
  SurvivingState,
  Verdict,
} from './verdict/verdict.ts';
