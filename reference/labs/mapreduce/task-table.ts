/** A task is given to another worker when nothing was heard of it for so long. */
const TASK_TIMEOUT_MS = 10_000;

type Task = { state: 'idle' } | { state: 'in-progress'; sinceMs: number } | { state: 'completed' };

/** The tasks of one phase and what is known of each. */
export class TaskTable {
  private readonly tasks: Task[];
  private completed = 0;

  constructor(count: number) {
    this.tasks = Array.from({ length: count }, () => ({ state: 'idle' }));
  }

  get isCompleted(): boolean {
    return this.completed === this.tasks.length;
  }

  /** Gives out a task that nobody has, or whose worker is silent; its number, or -1 when there is none. */
  assign(nowMs: number): number {
    const number = this.tasks.findIndex(
      (task) => task.state === 'idle' || (task.state === 'in-progress' && nowMs - task.sinceMs >= TASK_TIMEOUT_MS),
    );
    if (number >= 0) this.tasks[number] = { state: 'in-progress', sinceMs: nowMs };
    return number;
  }

  /** Counts a task once, however many workers complete it. */
  complete(number: number): void {
    if (this.tasks[number]?.state === 'completed') return;
    this.tasks[number] = { state: 'completed' };
    this.completed++;
  }
}
