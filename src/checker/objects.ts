import {
  casRegisterModel,
  counterModel,
  kvModel,
  lockModel,
  type Model,
  queueModel,
  registerModel,
  setModel,
} from 'porcupine-ts';
import * as z from 'zod';

/** A shared object whose histories are checked for linearizability, and what its operations look like in a file. */
export interface SharedObject {
  readonly id: string;
  readonly title: string;
  /** Of inputs and outputs nothing is known here but that the schemas let them pass. */
  readonly model: Model<unknown, unknown, unknown>;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** One input of each kind with its output, for people. */
  readonly example: string;
}

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const key = z.string();

function define(
  shape: Omit<SharedObject, 'model' | 'input'> & { model: unknown; operations: readonly [z.ZodType, ...z.ZodType[]] },
): SharedObject {
  const { operations, model, ...rest } = shape;
  return { ...rest, input: z.union(operations), model: model as SharedObject['model'] };
}

/** Every object: one entry each. */
export const OBJECTS: readonly SharedObject[] = [
  define({
    id: 'kv',
    title: 'a store of texts with get, put and append (Labs 3 and 4)',
    model: kvModel,
    operations: [
      z.strictObject({ op: z.literal('get'), key }),
      z.strictObject({ op: z.enum(['put', 'append']), key, value: z.string() }),
    ],
    output: z
      .string()
      .nullish()
      .transform((text) => text ?? undefined),
    example: '{"op":"get","key":K} → TEXT, {"op":"put"|"append","key":K,"value":TEXT}',
  }),
  define({
    id: 'register',
    title: 'a register with read and write, null at first',
    model: registerModel<string | number | boolean | null>(null),
    operations: [z.strictObject({ op: z.literal('read') }), z.strictObject({ op: z.literal('write'), value })],
    output: value.optional(),
    example: '{"op":"read"} → VALUE, {"op":"write","value":VALUE}',
  }),
  define({
    id: 'cas-register',
    title: 'a register with compare-and-swap, null at first',
    model: casRegisterModel<string | number | boolean | null>(null),
    operations: [
      z.strictObject({ op: z.literal('read') }),
      z.strictObject({ op: z.literal('write'), value }),
      z.strictObject({ op: z.literal('cas'), from: value, to: value }),
    ],
    output: z.union([z.strictObject({ value }), z.strictObject({ swapped: z.boolean() })]).optional(),
    example:
      '{"op":"read"} → {"value":VALUE}, {"op":"write","value":VALUE}, {"op":"cas","from":A,"to":B} → {"swapped":true}',
  }),
  define({
    id: 'counter',
    title: 'a counter, 0 at first',
    model: counterModel,
    operations: [
      z.strictObject({ op: z.literal('get') }),
      z.strictObject({ op: z.literal('add'), amount: z.number() }),
    ],
    output: z.number().optional(),
    example: '{"op":"get"} → NUMBER, {"op":"add","amount":NUMBER}',
  }),
  define({
    id: 'set',
    title: 'a set, empty at first',
    model: setModel,
    operations: [
      z.strictObject({ op: z.enum(['add', 'remove', 'contains']), element: z.union([z.string(), z.number()]) }),
    ],
    output: z.boolean().optional(),
    example: '{"op":"add"|"remove"|"contains","element":E} → true or false',
  }),
  define({
    id: 'queue',
    title: 'a first-in, first-out queue',
    model: queueModel,
    operations: [
      z.strictObject({ op: z.literal('enqueue'), item: z.union([z.string(), z.number()]) }),
      z.strictObject({ op: z.literal('dequeue') }),
    ],
    output: z.union([z.string(), z.number(), z.null()]).optional(),
    example: '{"op":"enqueue","item":I}, {"op":"dequeue"} → I, or null when empty',
  }),
  define({
    id: 'lock',
    title: 'locks that one holder at a time can have',
    model: lockModel,
    operations: [
      z.strictObject({
        op: z.enum(['acquire', 'release']),
        holder: z.union([z.string(), z.number()]),
        lock: z.string().optional(),
      }),
    ],
    output: z.boolean().optional(),
    example: '{"op":"acquire"|"release","holder":H} → true or false',
  }),
];
